package dev.tandem.practice.billing;

import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.Refused;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What was taken back here and cannot be taken back in the ledger counts again, as it does there.
 */
@Component
@Transactional
public class Reinstatement {

  private final InvoiceRepository invoices;
  private final PaymentRepository payments;
  private final Billing billing;

  Reinstatement(InvoiceRepository invoices, PaymentRepository payments, Billing billing) {
    this.invoices = invoices;
    this.payments = payments;
    this.billing = billing;
  }

  /**
   * A payment counts again, and its invoice is not void any more. Again changes nothing.
   *
   * @throws Refused if less is owed by now: what was paid otherwise since goes first
   */
  public void payment(PaymentId id) {
    invoice(find(id).invoice());
    Invoice held = invoices.hold(find(id).invoice());
    PaymentView payment = find(id);
    if (!payment.removed() || payment.ledgerId() == null) {
      return;
    }
    if (held.due().compareTo(payment.amount()) < 0) {
      throw new Refused(
          "Only %s is owed on %s by now, less than this payment of %s. Take back what was paid or credited on it since, or change the invoice back; then put this back."
              .formatted(
                  held.due().toPlainString(), held.name(), payment.amount().toPlainString()));
    }
    billing.recordLedgerPayments(
        held.id(),
        List.of(
            new LedgerPayment(
                payment.ledgerId(),
                payment.date(),
                payment.amount(),
                payment.reference(),
                payment.accountCode(),
                false)));
  }

  /** An invoice that was voided is not void any more; any other stays as it is. */
  public void invoice(InvoiceId id) {
    if (invoices.hold(id).status() == InvoiceStatus.VOIDED) {
      billing.takeFromLedger(id, LedgerChange.status(InvoiceStatus.APPROVED));
    }
  }

  private PaymentView find(PaymentId id) {
    return payments.byIds(List.of(id)).stream()
        .findFirst()
        .orElseThrow(() -> new NoSuchRecord("payment", id));
  }
}
