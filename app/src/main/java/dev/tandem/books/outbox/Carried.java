package dev.tandem.books.outbox;

import dev.tandem.books.mirror.Cause;
import dev.tandem.shared.RecordRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What write calls carried, record by record, and what the ledger said of each. */
@Repository
@Transactional(readOnly = true)
public class Carried {

  private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};
  private static final TypeReference<List<Cause>> CAUSES = new TypeReference<>() {};
  private static final int MOST = 200;

  private static final String ITEMS =
      """
      select i.*, coalesce(b.closed_at, b.prepared_at) as at from practice.push_item i
        join practice.push_batch b on b.practice_id = i.practice_id and b.id = i.batch
       where not i.beside and\s""";

  private final JdbcClient jdbc;
  private final JsonMapper json;

  Carried(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * One record in one write.
   *
   * @param at when the write was over, or was prepared if it is not
   * @param sent in the ledger's form
   * @param by who made the changes in it
   */
  public record Item(
      UUID batch,
      UUID tenant,
      Instant at,
      RecordRef record,
      Map<String, String> sent,
      Fate fate,
      @Nullable String reason,
      List<Cause> by) {}

  /** What became of a record in a write. */
  public enum Fate {
    STORED,
    /** For a reason that stands beside. */
    REFUSED,
    /** It did not reach the ledger, or went down with others: it goes again by itself. */
    AGAIN,
    /** Nobody knows yet. */
    OPEN
  }

  /** In the order in which they were sent. */
  public List<Item> of(UUID batch) {
    return jdbc.sql(ITEMS + "i.batch = :batch order by i.position")
        .param("batch", batch)
        .query(this::item)
        .list();
  }

  /** The attempts of a record that the ledger refused, oldest first. */
  public List<Item> refused(RecordRef record) {
    return jdbc
        .sql(
            ITEMS
                + "i.kind = :kind and i.record = :record and not i.open and i.verdict <> 'stored'"
                + " order by at desc limit "
                + MOST)
        .param("kind", record.kind())
        .param("record", record.id())
        .query(this::item)
        .list()
        .stream()
        .filter(it -> it.fate() == Fate.REFUSED)
        .toList()
        .reversed();
  }

  private Item item(ResultSet row, int number) throws SQLException {
    String verdict = row.getString("verdict");
    Fate fate = fate(verdict, row.getBoolean("open"));
    return new Item(
        row.getObject("batch", UUID.class),
        row.getObject("tenant", UUID.class),
        row.getTimestamp("at").toInstant(),
        new RecordRef(row.getString("kind"), row.getObject("record", UUID.class)),
        json.readValue(row.getString("sent"), FIELDS),
        fate,
        fate == Fate.REFUSED ? verdict : null,
        json.readValue(row.getString("caused_by"), CAUSES));
  }

  private static Fate fate(@Nullable String verdict, boolean open) {
    return switch (verdict) {
      case "stored" -> Fate.STORED;
      case "not executed", "not there, goes again" -> Fate.AGAIN;
      case null -> Fate.OPEN;
      default -> open ? Fate.OPEN : Fate.REFUSED;
    };
  }
}
