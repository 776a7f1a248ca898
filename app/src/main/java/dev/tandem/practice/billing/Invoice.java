package dev.tandem.practice.billing;

import dev.tandem.shared.Money;
import dev.tandem.shared.Refused;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An invoice and its rules. Each step gives the invoice as it is afterwards, or refuses.
 *
 * @param number null until it is issued
 * @param details with a currency
 * @param paid sum of the payments that stand
 * @param credited what the ledger settled by other means: credit notes, prepayments, overpayments
 * @param madeInLedger whether somebody made it there, not here
 */
record Invoice(
    InvoiceId id,
    InvoiceStatus status,
    @Nullable String number,
    InvoiceDetails details,
    List<InvoiceLine> lines,
    InvoiceTotals totals,
    BigDecimal paid,
    BigDecimal credited,
    boolean madeInLedger) {

  /**
   * @param own the practice's currency, for details that name none
   */
  static Invoice draft(InvoiceId id, InvoiceDetails written, String own) {
    InvoiceDetails details = written.orIn(own, null);
    List<InvoiceLine> lines = details.checked().priced();
    return new Invoice(
        id,
        InvoiceStatus.DRAFT,
        null,
        details,
        lines,
        InvoiceTotals.of(lines, details.lineAmounts()),
        new BigDecimal("0.00"),
        new BigDecimal("0.00"),
        false);
  }

  /** ISO 4217. */
  String currency() {
    return Objects.requireNonNull(details.currency());
  }

  BigDecimal due() {
    return totals.total().subtract(paid).subtract(credited);
  }

  String name() {
    return number == null ? "This draft" : number;
  }

  /** Whether it is on its way further than this would bring it, or void. */
  boolean isBeyond(WrittenAs as) {
    return switch (as) {
      case KEPT -> status != InvoiceStatus.DRAFT || number != null;
      case DRAFT -> status != InvoiceStatus.DRAFT;
      case APPROVED -> status == InvoiceStatus.VOIDED;
    };
  }

  Invoice numbered(@Nullable String next) {
    return new Invoice(id, status, next, details, lines, totals, paid, credited, madeInLedger);
  }

  /** The same rules as the ledger's: once money came in, what was charged stands. */
  Invoice change(InvoiceDetails wanted) {
    if (status == InvoiceStatus.VOIDED) {
      throw new Refused(name() + " is void and cannot be changed. Write a new invoice instead.");
    }
    boolean settling = paid.signum() != 0 || credited.signum() != 0;
    if (settling && !wanted.equals(afterPayment(wanted))) {
      throw new ChargeStands(
          name()
              + (credited.signum() == 0
                  ? " has payments: only its reference, its due date, who pays it, and its lines’ texts, accounts and tracking can still be changed."
                  : " is credited: only its reference, its due date, and its lines’ texts, accounts and tracking can still be changed.")
              + " Choose Correct to credit or charge the difference.");
    }
    return rewritten(wanted.checked());
  }

  /**
   * What of these wishes may be done though money came in. Xero: of a part paid or paid invoice the
   * reference, the due date, the contact (unless a credit is applied), and its lines' descriptions,
   * accounts and tracking.
   */
  InvoiceDetails afterPayment(InvoiceDetails wanted) {
    InvoiceDetails after =
        details
            .with(details.date(), wanted.dueDate(), wanted.reference())
            .with(details.lineAmounts(), afterPayment(wanted.lines()));
    return credited.signum() == 0 ? after.paidBy(wanted.payer()) : after;
  }

  private List<LineDetails> afterPayment(List<LineDetails> wanted) {
    List<LineDetails> before = details.lines();
    return before.size() != wanted.size()
        ? before
        : IntStream.range(0, before.size())
            .mapToObj(i -> before.get(i).bookedAs(wanted.get(i)))
            .toList();
  }

  /** As the ledger has it, whatever our own rules say: it happened. */
  Invoice rewritten(InvoiceDetails wanted) {
    List<InvoiceLine> priced = wanted.priced();
    InvoiceTotals sums = InvoiceTotals.of(priced, wanted.lineAmounts());
    return new Invoice(id, status, number, wanted, priced, sums, paid, credited, madeInLedger)
        .settled();
  }

  Invoice approve() {
    return switch (status) {
      case DRAFT -> as(InvoiceStatus.APPROVED).settled();
      case APPROVED, PAID -> this;
      case VOIDED -> throw new Refused(name() + " is void and cannot be approved.");
    };
  }

  Invoice voided() {
    if (status == InvoiceStatus.VOIDED) {
      return this;
    }
    if (paid.signum() != 0) {
      throw new Refused(name() + " has payments. Remove them before voiding it.");
    }
    if (credited.signum() != 0) {
      throw new Refused(
          name()
              + " is credited. Void its credit notes first, or credit the rest of it: then nobody owes it any more.");
    }
    return as(InvoiceStatus.VOIDED);
  }

  /** Refuses what would settle it twice or pay what nobody owes. */
  void checkPayable(BigDecimal amount) {
    switch (status) {
      case DRAFT -> throw new Refused("A draft cannot be paid. Approve the invoice first.");
      case VOIDED -> throw new Refused(name() + " is void: nothing is owed on it.");
      case PAID -> throw new InvoiceAlreadySettled(name());
      case APPROVED -> {
        if (amount.compareTo(due()) > 0) {
          throw new Refused(
              "Only " + Money.text(due(), currency()) + " is left to pay on " + name() + ".");
        }
        boolean part = amount.stripTrailingZeros().scale() > 0 && amount.compareTo(due()) != 0;
        if (Money.coinless(currency()) && part) {
          throw new Refused(
              "Nobody can pay a part of 1 %s: enter a whole amount, or all of the %s that is left on %s."
                  .formatted(currency(), Money.figures(due(), currency()), name()));
        }
      }
    }
  }

  Invoice settledBy(BigDecimal payments, BigDecimal credits) {
    return new Invoice(id, status, number, details, lines, totals, payments, credits, madeInLedger)
        .settled();
  }

  Invoice as(InvoiceStatus next) {
    return new Invoice(id, next, number, details, lines, totals, paid, credited, madeInLedger);
  }

  private Invoice settled() {
    if (status == InvoiceStatus.DRAFT || status == InvoiceStatus.VOIDED) {
      return this;
    }
    return as(due().signum() <= 0 ? InvoiceStatus.PAID : InvoiceStatus.APPROVED);
  }
}
