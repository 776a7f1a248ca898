package dev.tandem.books.lane;

import dev.tandem.books.ledger.CallFacts;
import dev.tandem.shared.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A row for each call to a ledger, kept as long as the practice wants ({@link LogKeeping}). */
@Component
public class SyncLog {

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
        and (:job::text is null or job = :job)
        and (:tenant::uuid is null or tenant = :tenant)
        and (:from::timestamptz is null or at >= :from)
        and (:to::timestamptz is null or at < :to)""";

  private final JdbcClient jdbc;
  private final Clock clock;

  SyncLog(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * One call.
   *
   * @param tenant the organisation called
   * @param seq the lane's count of it: what came of it is told under the same number
   * @param job for what it was spent
   * @param push whether it carried our changes
   * @param records how many it carried or asked for
   * @param outcome one of {@link #OUTCOMES}
   * @param httpStatus 0 when no answer came
   * @param bytes received
   * @param bytesOut sent
   * @param correlation the id that Xero's support asks for
   * @param message what went wrong, in words; may name a client
   */
  public record Call(
      UUID id,
      Instant at,
      UUID tenant,
      long seq,
      String operation,
      Job job,
      boolean push,
      int records,
      String outcome,
      int httpStatus,
      int millis,
      long bytes,
      long bytesOut,
      @Nullable String correlation,
      @Nullable UUID batch,
      @Nullable String message) {}

  /**
   * Which calls to list; null means any.
   *
   * @param text part of the operation or message, or the whole correlation id; empty for all
   * @param operation exactly this one
   * @param job spent for this
   * @param tenant of this organisation
   * @param from inclusive
   * @param to exclusive
   */
  public record Search(
      String text,
      @Nullable Boolean push,
      @Nullable String outcome,
      @Nullable String operation,
      @Nullable Job job,
      @Nullable UUID tenant,
      @Nullable Instant from,
      @Nullable Instant to) {

    public static final Search ALL = new Search("", null, null, null, null, null, null, null);
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
    return search(new Search("", null, "ok", null, null, tenant, null, null), 1, 1).stream()
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

  /**
   * Writes a call down and counts it unless it never left, in one statement: this is done for each
   * call, thousands of times a minute. Counted twice, since each practice sees its own share only
   * and the ledger bills the app.
   */
  @Transactional
  void add(LaneScope scope, long seq, Operation operation, CallFacts facts, CallWords ended) {
    Instant now = clock.instant();
    LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
    jdbc.sql(
            """
            with use as (
              insert into practice.ledger_use as so_far (tenant, day, job, calls, bytes, bytes_out, waits)
              select :tenant, :day, :job, 1, :bytes, :bytesOut, :waits where :sent
              on conflict (practice_id, tenant, day, job)
                do update set calls = so_far.calls + 1, bytes = so_far.bytes + excluded.bytes,
                              bytes_out = so_far.bytes_out + excluded.bytes_out,
                              waits = so_far.waits + excluded.waits),
            app_use as (
              insert into house.app_use as so_far (app, month, tenant, calls, bytes)
              select :app, :month, :tenant, 1, :bytes where :sent
              on conflict (app, month, tenant)
                do update set calls = so_far.calls + 1, bytes = so_far.bytes + excluded.bytes)
            insert into practice.sync_log
              (id, at, tenant, seq, operation, job, direction, records, outcome, http_status,
               duration_ms, bytes, bytes_out, correlation, batch, message)
            values (:id, :at, :tenant, :seq, :operation, :job, :direction, :records, :outcome, :status,
                    :millis, :bytes, :bytesOut, :correlation, :batch, :message)""")
        .param("id", Ids.next(clock))
        .param("at", Timestamp.from(now))
        .param("app", scope.lane().app())
        .param("tenant", scope.tenant())
        .param("sent", !ended.unsent(facts))
        .param("day", day)
        .param("month", day.withDayOfMonth(1))
        .param("seq", seq)
        .param("operation", operation.name())
        .param("job", operation.job().text())
        .param("direction", operation.push() ? "push" : "pull")
        .param("records", operation.records())
        .param("outcome", ended.outcome())
        .param("status", facts.status())
        .param("millis", Math.toIntExact(facts.duration().toMillis()))
        .param("bytes", facts.bytes())
        .param("bytesOut", facts.bytesOut())
        .param("waits", ended.outcome().equals("limit") ? 1 : 0)
        .param("correlation", facts.correlation())
        .param("batch", operation.batch(), Types.OTHER)
        .param("message", ended.message())
        .update();
  }

  private JdbcClient.StatementSpec fitting(String columns, Search search, String rest) {
    return jdbc.sql(columns + FITTING + rest)
        .param("text", search.text())
        .param("direction", search.push() == null ? null : search.push() ? "push" : "pull")
        .param("outcome", search.outcome())
        .param("operation", search.operation())
        .param("job", search.job() == null ? null : search.job().text())
        .param("tenant", search.tenant(), Types.OTHER)
        .param("from", timestamp(search.from()))
        .param("to", timestamp(search.to()));
  }

  static Call call(ResultSet row, int number) throws SQLException {
    return new Call(
        row.getObject("id", UUID.class),
        row.getTimestamp("at").toInstant(),
        row.getObject("tenant", UUID.class),
        row.getLong("seq"),
        row.getString("operation"),
        Job.of(row.getString("job")),
        row.getString("direction").equals("push"),
        row.getInt("records"),
        row.getString("outcome"),
        row.getInt("http_status"),
        row.getInt("duration_ms"),
        row.getLong("bytes"),
        row.getLong("bytes_out"),
        row.getString("correlation"),
        row.getObject("batch", UUID.class),
        row.getString("message"));
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant at) {
    return at == null ? null : Timestamp.from(at);
  }
}
