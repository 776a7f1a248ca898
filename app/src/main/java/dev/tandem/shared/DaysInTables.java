package dev.tandem.shared;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** The days of records that a module keeps in tables. */
@Transactional(readOnly = true)
public abstract class DaysInTables implements RecordDays {

  private final JdbcClient jdbc;
  private final String dated;

  /**
   * @param dated a query of kind, id and day of all that the module keeps
   */
  protected DaysInTables(JdbcClient jdbc, String dated) {
    this.jdbc = jdbc;
    this.dated = dated;
  }

  @Override
  public Map<RecordRef, LocalDate> upTo(LocalDate last, Collection<RecordRef> records) {
    var days = new HashMap<RecordRef, LocalDate>();
    jdbc.sql(
            "select d.kind, d.id, d.day from ("
                + dated
                + """
                ) d
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
