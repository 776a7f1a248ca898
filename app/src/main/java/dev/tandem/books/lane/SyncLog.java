package dev.tandem.books.lane;

import dev.tandem.books.ledger.CallFacts;
import dev.tandem.shared.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A row for each call to a ledger. */
@Component
public class SyncLog {

  private final JdbcClient jdbc;
  private final Clock clock;

  SyncLog(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * One call.
   *
   * @param push whether it carried our changes
   * @param records how many it carried or asked for
   * @param outcome ok, limit, refused, unknown, no connection, access lost, not found
   * @param httpStatus 0 when no answer came
   * @param bytes received
   * @param correlation the id that Xero's support asks for
   */
  public record Call(
      UUID id,
      Instant at,
      String operation,
      boolean push,
      int records,
      String outcome,
      int httpStatus,
      int millis,
      long bytes,
      @Nullable String correlation,
      @Nullable UUID batch) {}

  /**
   * Which calls to list.
   *
   * @param text part of the operation or the whole correlation id; empty for all
   * @param outcome null for all
   * @param page from 1
   */
  public record Search(
      String text,
      @Nullable Boolean push,
      @Nullable String outcome,
      @Nullable Instant from,
      @Nullable Instant to,
      int page,
      int size) {

    public static Search latest(int size) {
      return new Search("", null, null, null, null, 1, size);
    }
  }

  /** Newest first. */
  @Transactional(readOnly = true)
  public List<Call> search(Search search) {
    int size = Math.clamp(search.size(), 1, 500);
    return jdbc.sql(
            """
            select * from practice.sync_log
             where (:text = '' or correlation = :text or strpos(operation, :text) > 0)
               and (:direction::text is null or direction = :direction)
               and (:outcome::text is null or outcome = :outcome)
               and (:from::timestamptz is null or at >= :from)
               and (:to::timestamptz is null or at < :to)
             order by at desc, id desc limit :size offset :offset""")
        .param("text", search.text())
        .param("direction", search.push() == null ? null : search.push() ? "push" : "pull")
        .param("outcome", search.outcome())
        .param("from", timestamp(search.from()))
        .param("to", timestamp(search.to()))
        .param("size", size)
        .param("offset", (Math.max(1, search.page()) - 1) * size)
        .query(SyncLog::call)
        .list();
  }

  @Transactional
  void add(LaneScope scope, long seq, Operation operation, CallFacts facts, String outcome) {
    jdbc.sql(
            """
            insert into practice.sync_log (id, at, tenant, seq, operation, direction, records, outcome,
                                           http_status, duration_ms, bytes, correlation, batch)
            values (:id, :at, :tenant, :seq, :operation, :direction, :records, :outcome,
                    :status, :millis, :bytes, :correlation, :batch)""")
        .param("id", Ids.next(clock))
        .param("at", Timestamp.from(clock.instant()))
        .param("tenant", scope.tenant())
        .param("seq", seq)
        .param("operation", operation.name())
        .param("direction", operation.push() ? "push" : "pull")
        .param("records", operation.records())
        .param("outcome", outcome)
        .param("status", facts.status())
        .param("millis", Math.toIntExact(facts.duration().toMillis()))
        .param("bytes", facts.bytes())
        .param("correlation", facts.correlation())
        .param("batch", operation.batch(), java.sql.Types.OTHER)
        .update();
  }

  @Transactional
  void forgetBefore(Instant moment) {
    jdbc.sql("delete from practice.sync_log where at < :moment")
        .param("moment", timestamp(moment))
        .update();
  }

  private static Call call(ResultSet row, int number) throws SQLException {
    return new Call(
        row.getObject("id", UUID.class),
        row.getTimestamp("at").toInstant(),
        row.getString("operation"),
        row.getString("direction").equals("push"),
        row.getInt("records"),
        row.getString("outcome"),
        row.getInt("http_status"),
        row.getInt("duration_ms"),
        row.getLong("bytes"),
        row.getString("correlation"),
        row.getObject("batch", UUID.class));
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant at) {
    return at == null ? null : Timestamp.from(at);
  }
}
