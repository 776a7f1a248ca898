package dev.tandem.practice.appointments;

import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.PractitionerId;
import dev.tandem.practice.setup.ServiceId;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.Tally;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class AppointmentRepository {

  private static final String SELECT =
      """
      select id, client_id, service_id, practitioner_id, location_id, starts_at, ends_at, reason,
             status, status_reason, invoice_id, billing
        from practice.appointment
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  AppointmentRepository(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  void add(AppointmentView it) {
    write(
        it,
        """
        insert into practice.appointment
          (id, client_id, service_id, practitioner_id, location_id, starts_at, ends_at, reason,
           status, status_reason, booked_at, changed_at)
        values (:id, :client, :service, :practitioner, :location, :start, :end, :reason,
           :status, :why, :now, :now)
        """);
  }

  void store(AppointmentView it) {
    write(
        it,
        """
        update practice.appointment
           set client_id = :client, service_id = :service, practitioner_id = :practitioner,
               location_id = :location, starts_at = :start, ends_at = :end, reason = :reason,
               status = :status, status_reason = :why, changed_at = :now
         where practice_id = house.here() and id = :id
        """);
  }

  private void write(AppointmentView it, String sql) {
    jdbc.sql(sql)
        .param("id", it.id().value())
        .param("client", it.client().value())
        .param("service", it.service().value())
        .param("practitioner", it.slot().practitioner().value())
        .param("location", it.slot().location().value())
        .param("start", utc(it.slot().start()))
        .param("end", utc(it.slot().end()))
        .param("reason", it.reason())
        .param("status", it.status().name())
        .param("why", it.statusReason())
        .param("now", utc(clock.instant()))
        .update();
  }

  void mark(AppointmentId id, @Nullable UUID invoice, BillingMark mark) {
    jdbc.sql(
            """
            update practice.appointment set invoice_id = :invoice, billing = :mark, changed_at = :now
             where practice_id = house.here() and id = :id
            """)
        .param("invoice", invoice, java.sql.Types.OTHER)
        .param("mark", mark.name())
        .param("now", utc(clock.instant()))
        .param("id", id.value())
        .update();
  }

  AppointmentView find(AppointmentId id) {
    return one(id, "");
  }

  /** Whoever holds it decides its next step; others wait. */
  AppointmentView hold(AppointmentId id) {
    return one(id, " for update");
  }

  private AppointmentView one(AppointmentId id, String lock) {
    return jdbc.sql(SELECT + " where practice_id = house.here() and id = :id" + lock)
        .param("id", id.value())
        .query(AppointmentRepository::row)
        .optional()
        .orElseThrow(() -> new NoSuchRecord("appointment", id));
  }

  List<AppointmentView> byIds(Collection<AppointmentId> ids) {
    return jdbc.sql(SELECT + " where practice_id = house.here() and id = any(:ids)")
        .param("ids", ids.stream().map(AppointmentId::value).toArray(UUID[]::new))
        .query(AppointmentRepository::row)
        .list();
  }

  /** Those that begin before the range ends and end after it begins, by start. */
  List<AppointmentView> between(Instant from, Instant to) {
    // None is longer than 24 hours, so the index on the start narrows both ends.
    return jdbc.sql(
            SELECT
                + """
                 where practice_id = house.here() and starts_at < :to and ends_at > :from
                   and starts_at > :from::timestamptz - interval '24 hours'
                 order by starts_at, id
                """)
        .param("from", utc(from))
        .param("to", utc(to))
        .query(AppointmentRepository::row)
        .list();
  }

  List<AppointmentView> ofClient(ClientId client, int limit) {
    return jdbc.sql(
            SELECT
                + """
                 where practice_id = house.here() and client_id = :client
                 order by starts_at desc limit :limit
                """)
        .param("client", client.value())
        .param("limit", limit)
        .query(AppointmentRepository::row)
        .list();
  }

  List<AppointmentView> awaitingInvoice(int limit) {
    return jdbc.sql(
            SELECT
                + """
                 where practice_id = house.here() and status = 'COMPLETED' and invoice_id is null
                 order by starts_at limit :limit
                """)
        .param("limit", limit)
        .query(AppointmentRepository::row)
        .list();
  }

  private static AppointmentView row(ResultSet row, int number) throws SQLException {
    return new AppointmentView(
        new AppointmentId(row.getObject("id", UUID.class)),
        new ClientId(row.getObject("client_id", UUID.class)),
        new ServiceId(row.getObject("service_id", UUID.class)),
        new Slot(
            new PractitionerId(row.getObject("practitioner_id", UUID.class)),
            new LocationId(row.getObject("location_id", UUID.class)),
            row.getObject("starts_at", OffsetDateTime.class).toInstant(),
            row.getObject("ends_at", OffsetDateTime.class).toInstant()),
        row.getString("reason"),
        AppointmentStatus.valueOf(row.getString("status")),
        row.getString("status_reason"),
        row.getObject("invoice_id", UUID.class),
        BillingMark.valueOf(row.getString("billing")),
        null);
  }

  private static OffsetDateTime utc(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }

  /** Done before then, and nobody has been billed. */
  Tally notInvoiced(Instant before, ZoneId zone) {
    return jdbc.sql(
            """
            select count(*)::int as records, (min(starts_at) at time zone :zone)::date as earliest
              from practice.appointment
             where status = 'COMPLETED' and invoice_id is null and starts_at < :before""")
        .param("zone", zone.getId())
        .param("before", Timestamp.from(before))
        .query(
            (row, _) ->
                new Tally(row.getInt("records"), row.getObject("earliest", LocalDate.class), null))
        .single();
  }
}
