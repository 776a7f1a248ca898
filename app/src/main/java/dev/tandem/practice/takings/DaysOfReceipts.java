package dev.tandem.practice.takings;

import dev.tandem.shared.RecordDays;
import dev.tandem.shared.RecordRef;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Receipts have the day on which they are banked. */
@Component
@Transactional(readOnly = true)
class DaysOfReceipts implements RecordDays {

  private final JdbcClient jdbc;

  DaysOfReceipts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Map<RecordRef, LocalDate> upTo(LocalDate last, Collection<RecordRef> records) {
    var days = new HashMap<RecordRef, LocalDate>();
    jdbc.sql(
            """
            select d.kind, d.id, d.day
              from (select 'receipt' as kind, id, coalesce(banked_on, day) as day from practice.takings_receipt) d
              join unnest(:kinds, :ids) as r (kind, id) on r.kind = d.kind and r.id = d.id
             where d.day <= :last""")
        .param("kinds", records.stream().map(RecordRef::kind).toArray(String[]::new))
        .param("ids", records.stream().map(RecordRef::id).toArray(UUID[]::new))
        .param("last", last)
        .query(
            row -> {
              days.put(
                  new RecordRef(row.getString("kind"), row.getObject("id", UUID.class)),
                  row.getObject("day", LocalDate.class));
            });
    return days;
  }
}
