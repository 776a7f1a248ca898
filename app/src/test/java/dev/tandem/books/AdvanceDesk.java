package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TestClock;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.credits.AdvanceDetails;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.AdvanceView;
import dev.tandem.practice.credits.Advances;
import dev.tandem.practice.credits.AllocationId;
import dev.tandem.practice.credits.Drawing;
import dev.tandem.practice.credits.Refunding;
import dev.tandem.shared.Practices;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Where money is taken that no invoice owes. */
public final class AdvanceDesk {

  private final BooksRoom books;

  public AdvanceDesk(BooksRoom books) {
    this.books = books;
  }

  /** Of Ann Lee, by card, today in Sydney. */
  public AdvanceId deposit(String amount) {
    return deposit(amount, PaymentMethod.CARD);
  }

  public AdvanceId deposit(String amount, PaymentMethod method) {
    LocalDate today = today();
    return books.in(
        () ->
            books
                .bean(Advances.class)
                .takeDeposit(
                    new AdvanceDetails(
                        books.room().client(),
                        null,
                        today,
                        new BigDecimal(amount),
                        method,
                        "Terminal 7")));
  }

  LocalDate today() {
    return LocalDate.now(books.bean(TestClock.class).withZone(PracticeRoom.ZONE));
  }

  public AllocationId use(AdvanceId id, InvoiceId invoice, String amount) {
    return books.in(() -> books.bean(Drawing.class).use(id, invoice, new BigDecimal(amount)));
  }

  public void takeOff(AllocationId id) {
    books.in(() -> books.bean(Drawing.class).takeOff(id));
  }

  public void giveBack(AdvanceId id) {
    Practices.run(
        books.practice(),
        () ->
            books
                .bean(Drawing.class)
                .refundRest(id, new Refunding(find(id).date(), PaymentMethod.CARD, "", null)));
  }

  public AdvanceView find(AdvanceId id) {
    return books.in(() -> books.bean(Advances.class).find(id));
  }

  public List<AdvanceView> all() {
    return books.in(() -> books.bean(Advances.class).ofClient(books.room().client()));
  }

  /** As Xero has them. */
  public List<JsonNode> overpayments() {
    return books.records("overpayments", _ -> true);
  }

  /** Both sides say the same of one that stands whole. */
  void assertSame(UUID record, JsonNode it) {
    AdvanceView ours = find(new AdvanceId(record));
    assertThat(new BigDecimal(it.path("Total").asString())).isEqualByComparingTo(ours.amount());
    assertThat(new BigDecimal(it.path("RemainingCredit").asString()))
        .isEqualByComparingTo(ours.remaining());
    assertThat(it.path("Reference").asString()).startsWith("Terminal 7 T-");
    assertThat(it.path("Type").asString()).isEqualTo("RECEIVE-OVERPAYMENT");
    assertThat(books.records("bankTransactions", _ -> true)).hasSize(1);
  }
}
