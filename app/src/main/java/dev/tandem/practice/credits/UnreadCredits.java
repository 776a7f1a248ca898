package dev.tandem.practice.credits;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.shared.Money;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Credit notes that were written over there, where nobody reads what they settle: their invoices
 * are all that tells of it. Where they are read themselves their own word counts alone.
 */
@Component
@Transactional
public class UnreadCredits {

  private final AllocationRepository allocations;
  private final Billing billing;

  UnreadCredits(AllocationRepository allocations, Billing billing) {
    this.allocations = allocations;
    this.billing = billing;
  }

  /** Whether the invoice is settled by any as far as is known here, put there over there. */
  @Transactional(readOnly = true)
  public boolean settle(InvoiceId invoice) {
    return !allocations.putThere(invoice).isEmpty();
  }

  /**
   * Takes what the invoice does not show any more: it was taken off, or put against another. Only
   * of a list that tells all; and what was put there from here stays as it is. To be asked before
   * {@link LedgerCredits#recordOthers}, which sums up.
   *
   * @param told how much of it is credited in all
   */
  public void take(InvoiceId invoice, BigDecimal told, Collection<LedgerCreditView> shown) {
    billing.hold(invoice);
    boolean silent = shown.stream().anyMatch(it -> it.amount().signum() == 0);
    if (silent || sum(shown).compareTo(told) != 0) {
      return;
    }
    List<AllocationRepository.PutThere> known = allocations.putThere(invoice);
    for (String credit :
        known.stream().map(AllocationRepository.PutThere::credit).distinct().toList()) {
      BigDecimal ours = allocations.putHere(invoice, credit);
      BigDecimal left =
          sum(shown.stream().filter(it -> it.ledgerId().equals(credit)).toList()).subtract(ours);
      lower(
          invoice,
          known.stream()
              .filter(it -> it.credit().equals(credit))
              .map(AllocationRepository.PutThere::allocation)
              .toList(),
          left.max(BigDecimal.ZERO));
    }
  }

  /** The oldest of them stand as far as it goes. */
  private void lower(InvoiceId invoice, List<AllocationView> known, BigDecimal stands) {
    BigDecimal left = stands;
    for (AllocationView it : known) {
      BigDecimal part = it.amount().min(left);
      left = left.subtract(part);
      if (part.compareTo(it.amount()) != 0) {
        boolean gone = part.signum() == 0;
        allocations.store(it.as(gone ? it.amount() : part, gone));
        billing.credit(
            invoice,
            BigDecimal.ZERO,
            "allocation-changed",
            "saw that %s of a credit note was taken off this invoice in the ledger"
                .formatted(
                    Money.figures(it.amount().subtract(part), billing.find(invoice).currency())));
      }
    }
  }

  private static BigDecimal sum(Collection<LedgerCreditView> all) {
    return all.stream().map(LedgerCreditView::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
