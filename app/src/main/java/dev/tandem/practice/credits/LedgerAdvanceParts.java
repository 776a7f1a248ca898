package dev.tandem.practice.credits;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.shared.Ids;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the ledger tells of the parts of an advance. */
@Component
@Transactional
public class LedgerAdvanceParts {

  private final WholeAdvances whole;
  private final AllocationRepository allocations;
  private final RefundRepository refunds;
  private final Settled settled;
  private final Billing billing;
  private final Clock clock;

  LedgerAdvanceParts(
      WholeAdvances whole,
      AllocationRepository allocations,
      RefundRepository refunds,
      Settled settled,
      Billing billing,
      Clock clock) {
    this.whole = whole;
    this.allocations = allocations;
    this.refunds = refunds;
    this.settled = settled;
    this.billing = billing;
    this.clock = clock;
  }

  /** Takes all that the ledger shows: parts that we know and it does not list are gone. */
  public void record(AdvanceId id, Collection<LedgerPart> shown) {
    Stream.concat(
            whole.find(id).allocations().stream().map(AllocationView::invoice),
            shown.stream().map(LedgerPart::invoice))
        .filter(Objects::nonNull)
        .distinct()
        .sorted(Comparator.comparing(InvoiceId::value))
        .forEach(billing::hold);
    AdvanceView held = whole.hold(id);
    Map<String, LedgerPart> told =
        shown.stream().collect(Collectors.toMap(LedgerPart::ledgerId, it -> it, (a, _) -> a));
    for (AllocationView it : held.allocations()) {
      if (it.ledgerId() != null) {
        LedgerPart now = told.remove(it.ledgerId());
        BigDecimal amount = now == null ? it.amount() : now.amount();
        allocations.store(it.as(amount, now == null));
      }
    }
    for (RefundView it : held.refunds()) {
      if (it.ledgerId() != null) {
        LedgerPart now = told.remove(it.ledgerId());
        refunds.store(it.as(now == null ? it.amount() : now.amount(), now == null));
      }
    }
    told.values().forEach(it -> add(id, it));
    Stream.concat(held.allocations().stream(), whole.find(id).allocations().stream())
        .map(AllocationView::invoice)
        .filter(Objects::nonNull)
        .distinct()
        .sorted(Comparator.comparing(InvoiceId::value))
        .forEach(
            it ->
                settled.review(
                    it,
                    "credited",
                    "what the %s of %s settles changed in the ledger"
                        .formatted(held.word(), held.amount().toPlainString())));
  }

  private void add(AdvanceId id, LedgerPart told) {
    if (told.refund()) {
      refunds.add(
          new RefundView(
              new RefundId(Ids.next(clock)),
              id,
              told.date(),
              told.amount(),
              PaymentMethod.LEDGER,
              told.reference(),
              null,
              true,
              told.ledgerId(),
              false,
              clock.instant()));
      return;
    }
    allocations.add(
        new AllocationView(
            new AllocationId(Ids.next(clock)),
            id,
            told.invoice(),
            told.date(),
            told.amount(),
            true,
            told.ledgerId(),
            false,
            clock.instant()));
  }

  public void allocationIsKnownAs(AllocationView it, String ledgerId) {
    whole.hold((AdvanceId) it.of());
    allocations.store(it.knownAs(ledgerId));
  }

  public void refundIsKnownAs(RefundView it, String ledgerId) {
    whole.hold((AdvanceId) it.of());
    refunds.store(it.knownAs(ledgerId));
  }
}
