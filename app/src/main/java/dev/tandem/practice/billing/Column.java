package dev.tandem.practice.billing;

import dev.tandem.practice.appointments.AppointmentId;
import dev.tandem.practice.setup.LocationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and writes the few column types that JDBC does not take as they are. */
final class Column {

  private Column() {}

  static OffsetDateTime utc(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }

  static Instant instant(ResultSet row, String name) throws SQLException {
    return row.getObject(name, OffsetDateTime.class).toInstant();
  }

  static LocalDate date(ResultSet row, String name) throws SQLException {
    return row.getObject(name, LocalDate.class);
  }

  static UUID id(ResultSet row, String name) throws SQLException {
    return row.getObject(name, UUID.class);
  }

  static @Nullable AppointmentId appointment(ResultSet row) throws SQLException {
    UUID id = id(row, "appointment_id");
    return id == null ? null : new AppointmentId(id);
  }

  static @Nullable LocationId location(ResultSet row) throws SQLException {
    UUID id = id(row, "location_id");
    return id == null ? null : new LocationId(id);
  }
}
