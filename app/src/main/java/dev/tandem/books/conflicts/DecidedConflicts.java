package dev.tandem.books.conflicts;

import dev.tandem.shared.RecordRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What people decided and may still take back, with what was agreed before. */
@Repository
@Transactional
public class DecidedConflicts {

  private static final String UNDOABLE =
      """
      select * from practice.conflict c
       where c.undoable
         and not exists (select from practice.conflict o
                          where o.kind = c.kind and o.record = c.record and o.tenant = c.tenant
                            and o.field = c.field
                            and (o.closed_at is null or o.closed_at > c.closed_at)) and\s""";

  private final JdbcClient jdbc;

  DecidedConflicts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What was agreed of a field before somebody decided it just now: so it can be taken back.
   *
   * @param now what we said when it was decided
   * @param ours with {@code theirs} the halves of what was agreed
   */
  public void keep(
      UUID tenant,
      RecordRef record,
      String field,
      String now,
      @Nullable String ours,
      @Nullable String theirs) {
    jdbc.sql(
            """
            update practice.conflict
               set undoable = true, ours = :ourNow, undo_ours = :ours, undo_theirs = :theirs
             where id = (select id from practice.conflict
                          where practice_id = house.here() and tenant = :tenant and kind = :kind
                            and record = :record and field = :field and decision is not null
                          order by closed_at desc, id desc limit 1)""")
        .param("ourNow", now)
        .param("ours", ours)
        .param("theirs", theirs)
        .param("tenant", tenant)
        .param("kind", record.kind())
        .param("record", record.id())
        .param("field", field)
        .update();
  }

  /**
   * A field that a person decided, with what it was before.
   *
   * @param ours whether ours stays
   * @param oursBefore what we said when it was decided
   * @param agreedOurs the halves of what was agreed before
   */
  public record Decided(
      UUID id,
      UUID tenant,
      String kind,
      UUID record,
      String field,
      boolean ours,
      String oursBefore,
      String theirs,
      @Nullable String agreedOurs,
      @Nullable String agreedTheirs,
      String by,
      Instant at) {}

  /** What may be taken back, of those decided since then; the latest first. */
  public List<Decided> undoable(Instant since, int most) {
    return jdbc.sql(UNDOABLE + "c.closed_at >= :since order by c.closed_at desc, c.id limit :most")
        .param("since", Timestamp.from(since))
        .param("most", most)
        .query((row, _) -> decided(row))
        .list();
  }

  /** All that got the same answer together with this one. */
  public List<Decided> undoable(String kind, UUID record, UUID id) {
    return jdbc.sql(
            UNDOABLE
                + """
                c.kind = :kind and c.record = :record
                and (c.tenant, c.closed_at, c.decision) =
                    (select tenant, closed_at, decision from practice.conflict
                      where practice_id = house.here() and id = :id)
                order by c.id for update""")
        .param("kind", kind)
        .param("record", record)
        .param("id", id)
        .query((row, _) -> decided(row))
        .list();
  }

  private static Decided decided(ResultSet row) throws SQLException {
    return new Decided(
        row.getObject("id", UUID.class),
        row.getObject("tenant", UUID.class),
        row.getString("kind"),
        row.getObject("record", UUID.class),
        row.getString("field"),
        Decision.of(row.getString("decision")).keepsOurs(),
        row.getString("ours"),
        row.getString("theirs"),
        row.getString("undo_ours"),
        row.getString("undo_theirs"),
        row.getString("decided_by"),
        row.getTimestamp("closed_at").toInstant());
  }

  /** They wait for a person again, as they did before. */
  public void reopen(Collection<UUID> ids) {
    jdbc.sql(
            """
            update practice.conflict
               set closed_at = null, decision = null, decided_by = null, undoable = false,
                   undo_ours = null, undo_theirs = null
             where id = any(:ids)""")
        .param("ids", ids.toArray(UUID[]::new))
        .update();
  }
}
