package dev.tandem.practice.credits;

import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.Priced;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Fingerprint;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Money;
import dev.tandem.shared.Refused;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.stereotype.Component;

/** What a credit would do, and whether it may be written at all. */
@Component
class CreditPlans {

  private final CreditNoteRepository notes;
  private final LedgerCreditRepository others;
  private final AllocationRepository allocations;
  private final Setup setup;
  private final Clock clock;

  CreditPlans(
      CreditNoteRepository notes,
      LedgerCreditRepository others,
      AllocationRepository allocations,
      Setup setup,
      Clock clock) {
    this.allocations = allocations;
    this.notes = notes;
    this.others = others;
    this.setup = setup;
    this.clock = clock;
  }

  CreditPlan of(InvoiceView invoice, CreditDetails details) {
    BigDecimal most = requireCreditable(invoice);
    Priced priced = details.checked(today());
    BigDecimal total = priced.totals().total();
    if (total.compareTo(most) > 0) {
      throw new Refused(
          "At most %s of %s can still be credited."
              .formatted(Money.text(most, invoice.currency()), invoice.number()));
    }
    BigDecimal due = invoice.due().max(BigDecimal.ZERO).setScale(2);
    BigDecimal settles = total.min(due);
    BigDecimal rest = total.subtract(settles);
    boolean back = details.refunding() != null;
    BigDecimal none = new BigDecimal("0.00");
    return new CreditPlan(
        priced.lines(),
        priced.totals().subtotal(),
        priced.totals().tax(),
        total,
        settles,
        back ? rest : none,
        back ? none : rest,
        due,
        notes.of(List.of(invoice.id())).size(),
        HexFormat.of().formatHex(new Fingerprint().add(details).end(), 0, 8));
  }

  /**
   * @throws InvalidInput if money cannot go back so
   */
  void check(Refunding how) {
    var errors = new LinkedHashMap<String, String>();
    how.check(today(), errors);
    if (!errors.isEmpty()) {
      throw new InvalidInput(errors);
    }
  }

  /** How much of what it charged is not credited yet; 0.00 if it cannot be credited. */
  BigDecimal creditable(InvoiceView invoice) {
    boolean owed =
        invoice.status() == InvoiceStatus.APPROVED || invoice.status() == InvoiceStatus.PAID;
    return owed
        ? invoice.total().subtract(creditedBefore(invoice)).max(new BigDecimal("0.00"))
        : new BigDecimal("0.00");
  }

  /**
   * @return how much of it can be credited
   * @throws Refused if nothing can
   */
  BigDecimal requireCreditable(InvoiceView invoice) {
    if (invoice.status() == InvoiceStatus.DRAFT) {
      throw new Refused("A draft is owed by nobody: change it, or void it, instead of a credit.");
    }
    if (invoice.status() == InvoiceStatus.VOIDED) {
      throw new Refused(invoice.number() + " is void: there is nothing to credit.");
    }
    BigDecimal most = creditable(invoice);
    if (most.signum() <= 0) {
      throw new Refused(
          "All that %s charged is credited already: nothing of it is left to credit."
              .formatted(invoice.number()));
    }
    return most;
  }

  /** Whoever wrote them, here or in the ledger. */
  private BigDecimal creditedBefore(InvoiceView invoice) {
    BigDecimal ours = BigDecimal.ZERO;
    for (CreditNoteView it : notes.of(List.of(invoice.id()))) {
      ours = it.stands() ? ours.add(it.total()) : ours;
    }
    BigDecimal theirs =
        others.of(invoice.id()).stream()
            .filter(it -> !it.isUnlisted())
            .map(LedgerCreditView::amount)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return ours.add(theirs).add(allocations.writtenThere(invoice.id()));
  }

  private LocalDate today() {
    return LocalDate.now(clock.withZone(setup.practice().zone()));
  }
}
