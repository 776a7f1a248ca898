package dev.tandem.books.refusals;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.reference.ClosedBooks;
import dev.tandem.practice.billing.InvoiceAdvice;
import dev.tandem.practice.setup.LocationId;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Says of a day whether the books that it would go to are closed then. */
@Component
@Transactional
class ClosedPeriods implements InvoiceAdvice {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

  private final Connections connections;
  private final ClosedBooks books;

  ClosedPeriods(Connections connections, ClosedBooks books) {
    this.connections = connections;
    this.books = books;
  }

  /** A refusal named the last closed day; the latest word counts, books can be opened again. */
  void learn(UUID tenant, String words) {
    ClosedDays.in(words).ifPresent(day -> books.learn(tenant, day));
  }

  /** The first day that is open again, as far as known. */
  @Transactional(readOnly = true)
  public Optional<LocalDate> firstOpen(UUID tenant, String words) {
    return books.until(tenant).or(() -> ClosedDays.in(words)).map(it -> it.plusDays(1));
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<String> onDate(LocalDate date, @Nullable LocationId location) {
    return connections
        .organisationOf(location)
        .flatMap(
            it ->
                books
                    .until(tenant(it))
                    .filter(day -> !date.isAfter(day))
                    .map(day -> note(it, day)));
  }

  private static String note(Binding binding, LocalDate day) {
    return "The books of %s are closed up to %s: Xero would not take this day. The first open one is %s."
        .formatted(binding.organisationName(), DAY.format(day), DAY.format(day.plusDays(1)));
  }

  private static UUID tenant(Binding binding) {
    return UUID.fromString(binding.tenantId());
  }
}
