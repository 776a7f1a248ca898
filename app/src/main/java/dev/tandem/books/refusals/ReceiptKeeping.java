package dev.tandem.books.refusals;

import dev.tandem.books.ledger.Kind;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.PaymentView;
import dev.tandem.practice.takings.ReceiptId;
import dev.tandem.practice.takings.ReceiptReinstatement;
import dev.tandem.practice.takings.ReceiptView;
import dev.tandem.practice.takings.Takings;
import dev.tandem.shared.RecordRef;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What happens if a receipt that lost a payment here stays as the ledger has it. */
@Component
@Transactional(readOnly = true)
public class ReceiptKeeping {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

  private final Billing billing;
  private final Takings takings;
  private final ReceiptReinstatement receipts;

  ReceiptKeeping(Billing billing, Takings takings, ReceiptReinstatement receipts) {
    this.billing = billing;
    this.takings = takings;
    this.receipts = receipts;
  }

  /**
   * @param button what it is called
   * @param means what happens, in whole sentences
   */
  public record Kept(String button, List<String> means) {}

  /** Empty of anything else. */
  public Optional<Kept> of(RecordRef it) {
    return it.kind().equals(Kind.RECEIPT.text())
        ? takings.receipts(List.of(new ReceiptId(it.id()))).stream()
            .filter(at -> at.state() == ReceiptView.State.REPLACED)
            .findFirst()
            .map(this::receipt)
        : Optional.empty();
  }

  private Kept receipt(ReceiptView it) {
    var means = new ArrayList<String>();
    BigDecimal whole =
        it.members().stream()
            .map(m -> m.payment().amount())
            .reduce(new BigDecimal("0.00"), BigDecimal::add);
    means.add(
        "The receipt of %s over %s counts again, as Xero has it."
            .formatted(day(it.bankedOn()), whole));
    it.members().stream()
        .map(ReceiptView.Member::payment)
        .filter(PaymentView::removed)
        .forEach(at -> means.add(counts(at)));
    receipts
        .instead(it)
        .forEach(
            at ->
                means.add(
                    "The receipt of %s that was made in its place does not go."
                        .formatted(at.total())));
    return new Kept("Keep the receipt", List.copyOf(means));
  }

  private String counts(PaymentView it) {
    InvoiceView invoice = billing.find(it.invoice());
    return "The payment of %s on %s of %s counts again.%s"
        .formatted(it.amount(), name(invoice), day(it.date()), owed(invoice, it.amount()));
  }

  private static String owed(InvoiceView invoice, BigDecimal less) {
    if (invoice.status() == InvoiceStatus.VOIDED) {
      return " The invoice is not void any more.";
    }
    BigDecimal left = invoice.due().subtract(less);
    return left.signum() < 0
        ? " Only %s is owed by now, so this cannot be done yet: take back first what was paid or credited since."
            .formatted(invoice.due())
        : " Then %s is owed; now it is %s.".formatted(left, invoice.due());
  }

  private static String name(InvoiceView it) {
    return it.number() == null ? "a draft" : it.number();
  }

  private static String day(LocalDate it) {
    return DAY.format(it);
  }
}
