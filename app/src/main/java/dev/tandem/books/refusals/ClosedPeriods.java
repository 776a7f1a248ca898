package dev.tandem.books.refusals;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.practice.billing.InvoiceAdvice;
import dev.tandem.practice.setup.LocationId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Up to which day the books of each organisation are closed, as its refusals said last. */
@Component
@Transactional
class ClosedPeriods implements InvoiceAdvice {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

  private final Connections connections;
  private final JdbcClient jdbc;
  private final Clock clock;

  ClosedPeriods(Connections connections, JdbcClient jdbc, Clock clock) {
    this.connections = connections;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** A refusal named the last closed day; the latest word counts, books can be opened again. */
  void learn(UUID tenant, String words) {
    ClosedDays.in(words)
        .ifPresent(
            day ->
                jdbc.sql(
                        """
                        insert into practice.closed_until (tenant, day, learned_at)
                        values (:tenant, :day, :now)
                        on conflict (practice_id, tenant) do update
                           set day = excluded.day, learned_at = excluded.learned_at""")
                    .param("tenant", tenant)
                    .param("day", day)
                    .param("now", Timestamp.from(clock.instant()))
                    .update());
  }

  /** The last closed day of the organisation; empty if none is known. */
  @Transactional(readOnly = true)
  public Optional<LocalDate> until(UUID tenant) {
    return jdbc.sql("select day from practice.closed_until where tenant = ?")
        .param(tenant)
        .query(LocalDate.class)
        .optional();
  }

  /** The first day that is open again, as far as known. */
  @Transactional(readOnly = true)
  public Optional<LocalDate> firstOpen(UUID tenant, String words) {
    return until(tenant).or(() -> ClosedDays.in(words)).map(it -> it.plusDays(1));
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<String> onDate(LocalDate date, @Nullable LocationId location) {
    return connections
        .organisationOf(location)
        .flatMap(
            it -> until(tenant(it)).filter(day -> !date.isAfter(day)).map(day -> note(it, day)));
  }

  private static String note(Binding binding, LocalDate day) {
    return "The books of %s are closed up to %s: Xero would not take this day. The first open one is %s."
        .formatted(binding.organisationName(), DAY.format(day), DAY.format(day.plusDays(1)));
  }

  private static UUID tenant(Binding binding) {
    return UUID.fromString(binding.tenantId());
  }
}
