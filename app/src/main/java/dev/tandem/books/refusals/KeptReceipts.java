package dev.tandem.books.refusals;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.PaymentView;
import dev.tandem.practice.setup.Setup;
import dev.tandem.practice.takings.ReceiptId;
import dev.tandem.practice.takings.ReceiptReinstatement;
import dev.tandem.practice.takings.ReceiptView;
import dev.tandem.practice.takings.Takings;
import dev.tandem.shared.Money;
import dev.tandem.shared.Refused;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What happens if a receipt that lost a payment here stays as the ledger has it. */
@Component
class KeptReceipts {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

  private final Billing billing;
  private final Takings takings;
  private final ReceiptReinstatement receipts;
  private final Setup setup;

  KeptReceipts(Billing billing, Takings takings, ReceiptReinstatement receipts, Setup setup) {
    this.setup = setup;
    this.billing = billing;
    this.takings = takings;
    this.receipts = receipts;
  }

  /**
   * In whole sentences; nothing is done.
   *
   * @throws Refused if it stands, or something goes first
   */
  List<String> means(UUID receipt) {
    ReceiptView it =
        takings.receipts(List.of(new ReceiptId(receipt))).stream()
            .filter(at -> at.state() == ReceiptView.State.REPLACED)
            .findFirst()
            .orElseThrow(() -> new Refused("This receipt stands already."));
    receipts.check(it);
    var means = new ArrayList<String>();
    means.add(
        "The receipt of %s over %s counts again, as Xero has it."
            .formatted(day(it.bankedOn()), figures(it.whole())));
    Map<InvoiceId, BigDecimal> due = new HashMap<>();
    it.members().stream()
        .map(ReceiptView.Member::payment)
        .filter(PaymentView::removed)
        .forEach(at -> means.add(counts(at, due)));
    receipts
        .instead(it)
        .forEach(
            at ->
                means.add(
                    "The receipt of %s that was made in its place does not go."
                        .formatted(figures(at.total()))));
    return means;
  }

  /** Takings are in the practice's own currency. */
  private String figures(BigDecimal amount) {
    return Money.figures(amount, setup.practice().currency());
  }

  /**
   * @param due of the invoices, with what was told so far
   */
  private String counts(PaymentView it, Map<InvoiceId, BigDecimal> due) {
    InvoiceView invoice = billing.find(it.invoice());
    BigDecimal now = due.getOrDefault(invoice.id(), invoice.due());
    BigDecimal left = now.subtract(it.amount());
    if (left.signum() < 0) {
      throw new Refused(
          "Only %s is owed by now on %s, less than the payment of %s that would count again. Take back first what was paid or credited since."
              .formatted(figures(now), name(invoice), figures(it.amount())));
    }
    due.put(invoice.id(), left);
    return "The payment of %s on %s of %s counts again.%s Then %s is owed; now it is %s."
        .formatted(
            figures(it.amount()),
            name(invoice),
            day(it.date()),
            invoice.status() == InvoiceStatus.VOIDED ? " The invoice is not void any more." : "",
            figures(left),
            figures(now));
  }

  private static String name(InvoiceView it) {
    return it.number() == null ? "a draft" : it.number();
  }

  private static String day(LocalDate it) {
    return DAY.format(it);
  }
}
