package dev.tandem.practice.credits;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.DoubleCounting;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.PaymentDetails;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.Sure;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Money;
import dev.tandem.shared.Refused;
import java.math.BigDecimal;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * More is paid than an invoice owes: a payment settles it, and the rest is the payer's credit. Both
 * happen, or neither.
 */
@Component
@Transactional
public class Overpaying {

  private final Billing billing;
  private final DoubleCounting doubles;
  private final Advances advances;
  private final Setup setup;

  Overpaying(Billing billing, DoubleCounting doubles, Advances advances, Setup setup) {
    this.billing = billing;
    this.doubles = doubles;
    this.advances = advances;
    this.setup = setup;
  }

  /**
   * What will be done.
   *
   * @param settles what the invoice owes, all of which is paid
   * @param stays what is more, as the payer's credit
   */
  public record Split(InvoiceView invoice, BigDecimal settles, BigDecimal stays) {}

  /**
   * What {@link #take} would do now.
   *
   * @throws Refused if nothing is owed, or the rest could not be kept
   * @throws InvalidInput if it is not more than is owed
   */
  @Transactional(readOnly = true)
  public Split preview(InvoiceId id, BigDecimal amount) {
    return split(billing.find(id), amount);
  }

  private Split split(InvoiceView invoice, BigDecimal amount) {
    if (invoice.status() != InvoiceStatus.APPROVED || invoice.due().signum() <= 0) {
      throw new Refused("Nothing is owed on this invoice. Take a deposit instead.");
    }
    if (!invoice.currency().equals(setup.practice().currency())) {
      throw new Refused(
          "This invoice is in %s: exactly what is owed is taken in another currency than the practice’s."
              .formatted(invoice.currency()));
    }
    if (!Money.keepable(amount) || !Money.payable(amount, invoice.currency())) {
      throw new InvalidInput("amount", AdvanceDetails.wanted(invoice.currency()));
    }
    if (amount.compareTo(invoice.due()) <= 0) {
      throw new InvalidInput("amount", "This is not more than is owed");
    }
    return new Split(invoice, invoice.due(), amount.subtract(invoice.due()));
  }

  /**
   * @param page from {@link Advances#fresh}, of the page that showed what will be done
   * @param seen what the invoice owed then
   * @return the credit that stays
   * @throws dev.tandem.practice.billing.LooksLikeTwice if it looks like money that is known, and
   *     nobody is sure of it
   * @throws ShownMeanwhileChanged if it owes something else by now, or this was done already
   */
  public AdvanceId take(
      AdvanceId page, InvoiceId id, PaymentDetails paid, BigDecimal seen, Sure sure) {
    InvoiceView invoice = billing.hold(id);
    if (!advances.byIds(List.of(page)).isEmpty()) {
      // A button pressed twice: what it recorded just now is no other money to be asked about.
      throw new ShownMeanwhileChanged();
    }
    PaymentId payment = billing.freshPayment();
    doubles.require(invoice, payment, paid, sure);
    if (invoice.due().compareTo(seen) != 0) {
      throw new ShownMeanwhileChanged();
    }
    Split split = split(invoice, paid.amount());
    billing.takePayment(
        payment,
        id,
        new PaymentDetails(
            paid.date(), split.settles(), paid.method(), paid.reference(), paid.accountCode()));
    return advances.keepOverpayment(page, invoice, paid, split.stays());
  }
}
