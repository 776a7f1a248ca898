package dev.tandem.books;

import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.takings.CloseId;
import dev.tandem.practice.takings.Count;
import dev.tandem.practice.takings.DayTakings;
import dev.tandem.practice.takings.KeptMethods;
import dev.tandem.practice.takings.ReceiptView;
import dev.tandem.practice.takings.Takings;
import dev.tandem.shared.Practices;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Whoever closes the day in a {@link BooksRoom}, and the bank at the other end. */
final class TakingsDesk {

  private final BooksRoom books;

  /** The day that was closed last: what follows may be past midnight. */
  private @Nullable LocalDate closed;

  TakingsDesk(BooksRoom books) {
    this.books = books;
  }

  void keep(PaymentMethod... methods) {
    Practices.run(books.practice(), () -> books.bean(KeptMethods.class).change(List.of(methods)));
  }

  LocalDate today() {
    return books.in(() -> takings().today());
  }

  DayTakings day() {
    return books.in(() -> takings().of(takings().today()));
  }

  /** Everything was there. */
  CloseId close() {
    return books.in(
        () -> {
          DayTakings day = takings().of(takings().today());
          closed = day.day();
          List<Count> counts =
              day.toCount().stream()
                  .map(it -> new Count(it.method(), it.location(), it.open(), it.open()))
                  .toList();
          return takings().close(day.day(), day.seen(), counts, "");
        });
  }

  List<ReceiptView> receipts() {
    LocalDate day = closed == null ? today() : closed;
    return books.in(() -> takings().of(day).banked());
  }

  private Takings takings() {
    return books.bean(Takings.class);
  }

  /** The batch payments over there, deleted ones included. */
  List<JsonNode> batches() {
    return books.records("batchPayments", _ -> true);
  }

  /** What the bank accounts over there show. */
  List<JsonNode> bank() {
    JsonNode all = books.read(books.organisation() + "/bank");
    return StreamSupport.stream(all.spliterator(), false).toList();
  }
}
