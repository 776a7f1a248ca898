package dev.tandem.practice.clients;

import dev.tandem.practice.clients.ClientImportView.Counts;
import dev.tandem.practice.clients.ClientImportView.State;
import dev.tandem.practice.clients.csv.CsvFormat;
import dev.tandem.practice.clients.csv.CsvLine;
import dev.tandem.practice.clients.csv.DateOrder;
import java.nio.charset.Charset;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables around an import: its state, who works on it, its rows in error. */
@Repository
class ImportRepository {

  /** A worker says at each chunk that it lives; silent for so long, it is taken for dead. */
  static final Duration LEASE = Duration.ofSeconds(30);

  private final JdbcClient jdbc;
  private final Clock clock;

  ImportRepository(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** What was found out about a file by looking at all of it. */
  record Findings(
      CsvFormat format,
      List<String> firstRow,
      List<String> dateOrders,
      ImportPlan plan,
      long rows) {}

  void begin(ClientImportId id, String fileName) {
    jdbc.sql(
            """
            insert into practice.client_import
              (id, file_name, bytes, state, charset, separator, first_row, date_orders, header, targets,
               date_order, rows_total, uploaded_at)
            values (?, ?, 0, 'UPLOADED', 'UTF-8', ',', '{}', '{}', false, '{}', 'DAY_FIRST', 0, ?)
            """)
        .params(id.value(), fileName, now())
        .update();
  }

  void looked(ClientImportId id, long bytes, Findings found) {
    jdbc.sql(
            """
            update practice.client_import
               set bytes = ?, charset = ?, separator = ?, first_row = ?::text[], date_orders = ?::text[],
                   rows_total = ?
             where practice_id = house.here() and id = ?
            """)
        .params(
            bytes,
            found.format().charset().name(),
            String.valueOf(found.format().separator()),
            found.firstRow().toArray(String[]::new),
            found.dateOrders().toArray(String[]::new),
            found.rows(),
            id.value())
        .update();
    plan(id, found.plan());
  }

  void plan(ClientImportId id, ImportPlan plan) {
    jdbc.sql(
            """
            update practice.client_import
               set header = ?, targets = ?::text[], date_order = ?
             where practice_id = house.here() and id = ?
            """)
        .params(
            plan.header(),
            plan.targets().stream().map(Enum::name).toArray(String[]::new),
            plan.dateOrder().name(),
            id.value())
        .update();
  }

  /** Returns whether it was in that state; each step happens once. */
  boolean move(ClientImportId id, State from, State to, String failure) {
    String time = to == State.RUNNING ? "started_at" : "finished_at";
    return jdbc.sql(
                "update practice.client_import set state = ?, failure = ?, "
                    + time
                    + " = ?, worker = null, working_until = null"
                    + " where practice_id = house.here() and id = ? and state = ?")
            .params(to.name(), failure, now(), id.value(), from.name())
            .update()
        == 1;
  }

  /** Takes the import for this worker, or keeps it. False if another works on it or it is over. */
  boolean claim(ClientImportId id, UUID worker) {
    return jdbc.sql(
                """
                update practice.client_import set worker = :worker, working_until = :until
                 where practice_id = house.here() and id = :id and state = 'RUNNING'
                   and (worker is null or worker = :worker or working_until < :now)
                """)
            .param("worker", worker)
            .param("until", Timestamp.from(clock.instant().plus(LEASE)))
            .param("now", now())
            .param("id", id.value())
            .update()
        == 1;
  }

  void release(ClientImportId id, UUID worker) {
    jdbc.sql(
            """
            update practice.client_import set worker = null, working_until = null
             where practice_id = house.here() and id = ? and worker = ?
            """)
        .params(id.value(), worker)
        .update();
  }

  void count(ClientImportId id, Counts chunk) {
    jdbc.sql(
            """
            update practice.client_import
               set rows_read = rows_read + ?, added = added + ?, already_there = already_there + ?,
                   changed = changed + ?, in_error = in_error + ?
             where practice_id = house.here() and id = ?
            """)
        .params(
            chunk.read(),
            chunk.added(),
            chunk.alreadyThere(),
            chunk.changed(),
            chunk.inError(),
            id.value())
        .update();
  }

  /** One import of a practice at a time touches its clients, so that two never add the same. */
  void oneAtATime() {
    jdbc.sql("select pg_advisory_xact_lock(hashtext('client import ' || house.here()))")
        .query((_, _) -> 0)
        .list();
  }

  void keepError(ClientImportId id, CsvLine line, String reason) {
    jdbc.sql(
            """
            insert into practice.client_import_error (import_id, line, cells, reason)
            values (?, ?, ?::text[], ?)
            """)
        .params(
            id.value(),
            line.line(),
            line.cells().stream().map(it -> it.replace("\u0000", "")).toArray(String[]::new),
            reason.replace("\u0000", ""))
        .update();
  }

  /** A row that could not become a client. */
  record RowInError(long line, List<String> cells, String reason) {}

  List<RowInError> errors(ClientImportId id, long afterLine, int most) {
    return jdbc.sql(
            """
            select line, cells, reason from practice.client_import_error
             where practice_id = house.here() and import_id = ? and line > ?
             order by line limit ?
            """)
        .params(id.value(), afterLine, most)
        .query(
            (row, _) ->
                new RowInError(row.getLong("line"), texts(row, "cells"), row.getString("reason")))
        .list();
  }

  Optional<ClientImportView> find(ClientImportId id) {
    return jdbc.sql(
            "select * from practice.client_import where practice_id = house.here() and id = ?")
        .param(id.value())
        .query(ImportRepository::view)
        .optional();
  }

  List<ClientImportView> recent(int most) {
    return jdbc.sql(
            """
            select * from practice.client_import
             where practice_id = house.here() and state <> 'UPLOADED'
             order by uploaded_at desc limit ?
            """)
        .param(most)
        .query(ImportRepository::view)
        .list();
  }

  /** Files that nobody came back for. */
  void forgetUploadsBefore(Instant moment) {
    jdbc.sql(
            """
            delete from practice.client_import
             where practice_id = house.here() and state = 'UPLOADED' and uploaded_at < ?
            """)
        .param(Timestamp.from(moment))
        .update();
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private static ClientImportView view(ResultSet row, int number) throws SQLException {
    return new ClientImportView(
        new ClientImportId(row.getObject("id", UUID.class)),
        row.getString("file_name"),
        row.getLong("bytes"),
        State.valueOf(row.getString("state")),
        new CsvFormat(
            Charset.forName(row.getString("charset")), row.getString("separator").charAt(0)),
        texts(row, "first_row"),
        texts(row, "date_orders"),
        new ImportPlan(
            row.getBoolean("header"),
            texts(row, "targets").stream().map(ImportTarget::valueOf).toList(),
            DateOrder.valueOf(row.getString("date_order"))),
        row.getLong("rows_total") - (row.getBoolean("header") ? 1 : 0),
        new Counts(
            row.getLong("rows_read"),
            row.getLong("added"),
            row.getLong("already_there"),
            row.getLong("changed"),
            row.getLong("in_error")),
        row.getTimestamp("uploaded_at").toInstant(),
        instant(row.getTimestamp("started_at")),
        instant(row.getTimestamp("finished_at")),
        row.getString("failure"));
  }

  private static @Nullable Instant instant(@Nullable Timestamp time) {
    return time == null ? null : time.toInstant();
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    return List.of((String[]) array.getArray());
  }
}
