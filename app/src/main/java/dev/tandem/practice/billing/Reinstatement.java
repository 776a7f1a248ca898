package dev.tandem.practice.billing;

import dev.tandem.practice.appointments.AppointmentId;
import dev.tandem.shared.Money;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.Refused;
import java.util.List;
import java.util.Objects;
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
    Invoice held = invoices.hold(find(id).invoice());
    PaymentView payment = find(id);
    boolean again = payment.removed() && payment.ledgerId() != null;
    if (again && held.due().compareTo(payment.amount()) < 0) {
      throw new Refused(
          "Only %s is owed on %s by now, less than this payment of %s. Take back what was paid or credited on it since, or change the invoice back; then put this back."
              .formatted(
                  Money.figures(held.due(), held.currency()),
                  held.name(),
                  Money.figures(payment.amount(), held.currency())));
    }
    invoice(held.id());
    if (again) {
      billing.recordLedgerPayments(held.id(), List.of(standing(payment)));
    }
  }

  private static LedgerPayment standing(PaymentView it) {
    return new LedgerPayment(
        Objects.requireNonNull(it.ledgerId()),
        it.date(),
        it.amount(),
        it.reference(),
        it.accountCode(),
        false);
  }

  /**
   * An invoice that was voided is not void any more; any other stays as it is.
   *
   * @throws Refused if its appointment has another invoice by now
   */
  public void invoice(InvoiceId id) {
    Invoice held = invoices.hold(id);
    if (held.status() == InvoiceStatus.VOIDED) {
      requireAlone(held);
      billing.takeFromLedger(id, LedgerChange.status(InvoiceStatus.APPROVED));
    }
  }

  private void requireAlone(Invoice it) {
    AppointmentId appointment = it.details().appointment();
    if (appointment == null) {
      return;
    }
    invoices
        .standingFor(appointment)
        .map(invoices::find)
        .ifPresent(
            other -> {
              throw new Refused(
                  "The appointment of %s was invoiced again by %s. Void that one first; then put this back."
                      .formatted(it.name(), other.number() == null ? "a draft" : other.number()));
            });
  }

  private PaymentView find(PaymentId id) {
    return payments.byIds(List.of(id)).stream()
        .findFirst()
        .orElseThrow(() -> new NoSuchRecord("payment", id));
  }
}
