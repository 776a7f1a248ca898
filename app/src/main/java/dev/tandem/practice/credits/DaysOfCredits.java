package dev.tandem.practice.credits;

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

/** Days of credit notes, of advances, of what they are used for and of what is given back. */
@Component
@Transactional(readOnly = true)
class DaysOfCredits implements RecordDays {

  private final JdbcClient jdbc;

  DaysOfCredits(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Map<RecordRef, LocalDate> upTo(LocalDate last, Collection<RecordRef> records) {
    var days = new HashMap<RecordRef, LocalDate>();
    jdbc.sql(
            """
            select d.kind, d.id, d.day
              from (select 'credit-note' as kind, id, issued_on as day from practice.credit_note
                    union all select 'advance', id, taken_on from practice.advance
                    union all select 'allocation', id, allocated_on from practice.allocation
                    union all select 'refund', id, paid_on from practice.refund) d
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
