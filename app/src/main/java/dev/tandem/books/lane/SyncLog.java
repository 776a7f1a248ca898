package dev.tandem.books.lane;

import dev.tandem.books.ledger.CallFacts;
import dev.tandem.shared.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A row for each call to a ledger, kept for {@link #KEPT}. */
@Component
public class SyncLog {

  /** How long a call is remembered: half a year. */
  public static final Duration KEPT = Duration.ofDays(182);

  /** How a call can end. */
  public static final List<String> OUTCOMES =
      List.of(
          "ok",
          "partly refused",
          "refused",
          "limit",
          "unknown",
          "no connection",
          "access lost",
          "not found");

  private static final String FITTING =
      """
       from practice.sync_log
      where (:text = '' or correlation = :text or strpos(lower(operation), lower(:text)) > 0
             or strpos(lower(message), lower(:text)) > 0)
        and (:direction::text is null or direction = :direction)
        and (:outcome::text is null or outcome = :outcome)
        and (:operation::text is null or operation = :operation)
        and (:tenant::uuid is null or tenant = :tenant)
        and (:from::timestamptz is null or at >= :from)
        and (:to::timestamptz is null or at < :to)""";

  private final JdbcClient jdbc;
  private final LedgerUse use;
  private final Clock clock;

  SyncLog(JdbcClient jdbc, LedgerUse use, Clock clock) {
    this.jdbc = jdbc;
    this.use = use;
    this.clock = clock;
  }

  /**
   * One call.
   *
   * @param tenant the organisation called
   * @param push whether it carried our changes
   * @param records how many it carried or asked for
   * @param outcome one of {@link #OUTCOMES}
   * @param httpStatus 0 when no answer came
   * @param bytes received
   * @param correlation the id that Xero's support asks for
   * @param message what went wrong, in words; may name a client
   */
  public record Call(
      UUID id,
      Instant at,
      UUID tenant,
      String operation,
      boolean push,
      int records,
      String outcome,
      int httpStatus,
      int millis,
      long bytes,
      @Nullable String correlation,
      @Nullable UUID batch,
      @Nullable String message) {}

  /**
   * Which calls to list; null means any.
   *
   * @param text part of the operation or message, or the whole correlation id; empty for all
   * @param operation exactly this one
   * @param tenant of this organisation
   * @param from inclusive
   * @param to exclusive
   */
  public record Search(
      String text,
      @Nullable Boolean push,
      @Nullable String outcome,
      @Nullable String operation,
      @Nullable UUID tenant,
      @Nullable Instant from,
      @Nullable Instant to) {

    public static final Search ALL = new Search("", null, null, null, null, null, null);
  }

  /** Newest first. */
  @Transactional(readOnly = true)
  public List<Call> latest(int size) {
    return search(Search.ALL, 1, size);
  }

  /**
   * Newest first.
   *
   * @param page from 1
   * @param size at most 500
   */
  @Transactional(readOnly = true)
  public List<Call> search(Search search, int page, int size) {
    int most = Math.clamp(size, 1, 500);
    return fitting("select *", search, " order by at desc, id desc limit :size offset :offset")
        .param("size", most)
        .param("offset", (Math.max(1, page) - 1L) * most)
        .query(SyncLog::call)
        .list();
  }

  /** The next of a long reading, newest first: those after this one, or the first if null. */
  @Transactional(readOnly = true)
  public List<Call> portion(Search search, @Nullable Call after, int size) {
    return fitting(
            "select *",
            search,
            " and (:at::timestamptz is null or (at, id) < (:at, :id)) order by at desc, id desc limit :size")
        .param("at", after == null ? null : timestamp(after.at()))
        .param("id", after == null ? null : after.id(), Types.OTHER)
        .param("size", size)
        .query(SyncLog::call)
        .list();
  }

  /** The last call to this organisation that went well; null if there is none. */
  @Transactional(readOnly = true)
  public @Nullable Instant lastGood(@Nullable UUID tenant) {
    return search(new Search("", null, "ok", null, tenant, null, null), 1, 1).stream()
        .findFirst()
        .map(Call::at)
        .orElse(null);
  }

  /** What was ever done, by name; jumps from name to name in the index instead of reading all. */
  @Transactional(readOnly = true)
  public List<String> operations() {
    return jdbc.sql(
            """
            with recursive known (operation) as (
              (select operation from practice.sync_log order by practice_id, operation limit 1)
              union all
              select (select l.operation from practice.sync_log l where l.operation > k.operation
                       order by l.practice_id, l.operation limit 1)
                from known k where k.operation is not null)
            select operation from known where operation is not null""")
        .query(String.class)
        .list();
  }

  @Transactional
  void add(LaneScope scope, long seq, Operation operation, CallFacts facts, CallWords ended) {
    jdbc.sql(
            """
            insert into practice.sync_log (id, at, tenant, seq, operation, direction, records, outcome,
                                           http_status, duration_ms, bytes, correlation, batch, message)
            values (:id, :at, :tenant, :seq, :operation, :direction, :records, :outcome,
                    :status, :millis, :bytes, :correlation, :batch, :message)""")
        .param("id", Ids.next(clock))
        .param("at", Timestamp.from(clock.instant()))
        .param("tenant", scope.tenant())
        .param("seq", seq)
        .param("operation", operation.name())
        .param("direction", operation.push() ? "push" : "pull")
        .param("records", operation.records())
        .param("outcome", ended.outcome())
        .param("status", facts.status())
        .param("millis", Math.toIntExact(facts.duration().toMillis()))
        .param("bytes", facts.bytes())
        .param("correlation", facts.correlation())
        .param("batch", operation.batch(), Types.OTHER)
        .param("message", ended.message())
        .update();
    use.add(scope.tenant(), facts.bytes());
  }

  @Transactional
  void forgetBefore(Instant moment) {
    jdbc.sql("delete from practice.sync_log where at < :moment")
        .param("moment", timestamp(moment))
        .update();
    use.forgetBefore(LocalDate.ofInstant(moment, ZoneOffset.UTC));
  }

  private JdbcClient.StatementSpec fitting(String columns, Search search, String rest) {
    return jdbc.sql(columns + FITTING + rest)
        .param("text", search.text())
        .param("direction", search.push() == null ? null : search.push() ? "push" : "pull")
        .param("outcome", search.outcome())
        .param("operation", search.operation())
        .param("tenant", search.tenant(), Types.OTHER)
        .param("from", timestamp(search.from()))
        .param("to", timestamp(search.to()));
  }

  private static Call call(ResultSet row, int number) throws SQLException {
    return new Call(
        row.getObject("id", UUID.class),
        row.getTimestamp("at").toInstant(),
        row.getObject("tenant", UUID.class),
        row.getString("operation"),
        row.getString("direction").equals("push"),
        row.getInt("records"),
        row.getString("outcome"),
        row.getInt("http_status"),
        row.getInt("duration_ms"),
        row.getLong("bytes"),
        row.getString("correlation"),
        row.getObject("batch", UUID.class),
        row.getString("message"));
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant at) {
    return at == null ? null : Timestamp.from(at);
  }
}
