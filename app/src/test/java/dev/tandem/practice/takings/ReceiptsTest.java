package dev.tandem.practice.takings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.billing.PaymentView;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What of a day goes together. */
class ReceiptsTest {

  @Test
  void asFewAsCanBeOfWhichNoneIsTooLongOrNamesAnInvoiceTwice() {
    var payments = new ArrayList<PaymentView>();
    for (int i = 0; i < 11; i++) {
      payments.add(payment(UUID.randomUUID(), i));
    }
    payments.add(payment(payments.getFirst().invoice().value(), 11));
    List<List<PaymentView>> parts = Receipts.parts(payments, 5);
    assertThat(parts).extracting(List::size).containsExactly(5, 5, 2);
    assertThat(parts.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(payments);
    assertThat(parts)
        .allSatisfy(it -> assertThat(it).extracting(PaymentView::invoice).doesNotHaveDuplicates());
    assertThat(Receipts.parts(payments, 5_000)).extracting(List::size).containsExactly(11, 1);
  }

  private static PaymentView payment(UUID invoice, int amount) {
    return new PaymentView(
        new PaymentId(UUID.randomUUID()),
        new InvoiceId(invoice),
        LocalDate.of(2026, 11, 20),
        new BigDecimal(amount + 1),
        PaymentMethod.CARD,
        "",
        null,
        false,
        null,
        false,
        Instant.EPOCH);
  }
}
