package dev.tandem.practice.takings;

import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.setup.LocationId;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who closed which day, and what was counted. */
@Repository
class ClosingRepository {

  private final JdbcClient jdbc;

  ClosingRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(ClosingView it) {
    jdbc.sql(
            """
            insert into practice.takings_close (id, day, closed_at, closed_by, note)
            values (:id, :day, :at, :by, :note)""")
        .param("id", it.id().value())
        .param("day", it.day())
        .param("at", Timestamp.from(it.at()))
        .param("by", it.by())
        .param("note", it.note())
        .update();
    int position = 0;
    for (Count count : it.counts()) {
      jdbc.sql(
              """
              insert into practice.takings_count
                (close_id, position, method, location_id, expected, counted)
              values (:close, :position, :method, :location, :expected, :counted)""")
          .param("close", it.id().value())
          .param("position", position++)
          .param("method", count.method().name())
          .param(
              "location", count.location() == null ? null : count.location().value(), Types.OTHER)
          .param("expected", count.expected())
          .param("counted", count.counted())
          .update();
    }
  }

  /** Oldest first, without those that were reopened. */
  List<ClosingView> of(LocalDate day) {
    return jdbc
        .sql(
            """
            select * from practice.takings_close
             where day = :day and reopened_at is null order by closed_at, id""")
        .param("day", day)
        .query(
            (row, _) ->
                new ClosingView(
                    new CloseId(row.getObject("id", UUID.class)),
                    row.getObject("day", LocalDate.class),
                    row.getTimestamp("closed_at").toInstant(),
                    row.getString("closed_by"),
                    row.getString("note"),
                    List.of()))
        .list()
        .stream()
        .map(this::withCounts)
        .toList();
  }

  private ClosingView withCounts(ClosingView it) {
    List<Count> counts =
        jdbc.sql("select * from practice.takings_count where close_id = :close order by position")
            .param("close", it.id().value())
            .query(
                (row, _) -> {
                  UUID location = row.getObject("location_id", UUID.class);
                  return new Count(
                      PaymentMethod.valueOf(row.getString("method")),
                      location == null ? null : new LocationId(location),
                      row.getBigDecimal("expected"),
                      row.getBigDecimal("counted"));
                })
            .list();
    return new ClosingView(it.id(), it.day(), it.at(), it.by(), it.note(), counts);
  }

  /** The day of a closing that stands, locked. */
  Optional<LocalDate> lock(CloseId close) {
    return jdbc.sql(
            """
            select day from practice.takings_close
             where id = :id and reopened_at is null for update""")
        .param("id", close.value())
        .query(LocalDate.class)
        .optional();
  }

  void reopen(CloseId close, Instant now) {
    jdbc.sql("update practice.takings_close set reopened_at = :at where id = :id")
        .param("at", Timestamp.from(now))
        .param("id", close.value())
        .update();
  }
}
