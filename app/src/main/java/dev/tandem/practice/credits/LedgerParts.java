package dev.tandem.practice.credits;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.shared.Ids;
import dev.tandem.shared.Money;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the ledger tells of the parts of credit notes and advances. */
@Component
@Transactional
public class LedgerParts {

  private final Sources sources;
  private final AllocationRepository allocations;
  private final RefundRepository refunds;
  private final LedgerCreditRepository others;
  private final Settled settled;
  private final CreditTale tale;
  private final Billing billing;
  private final Clock clock;

  LedgerParts(
      Sources sources,
      AllocationRepository allocations,
      RefundRepository refunds,
      LedgerCreditRepository others,
      Settled settled,
      CreditTale tale,
      Billing billing,
      Clock clock) {
    this.sources = sources;
    this.allocations = allocations;
    this.refunds = refunds;
    this.others = others;
    this.settled = settled;
    this.tale = tale;
    this.billing = billing;
    this.clock = clock;
  }

  /** What is known here of one. */
  @Transactional(readOnly = true)
  public Source known(CreditSource of) {
    return sources.find(of);
  }

  /** Takes all that the ledger shows: parts that we know and it does not list are gone. */
  public void record(CreditSource of, Collection<LedgerPart> shown) {
    List<InvoiceId> used =
        shown.stream().map(LedgerPart::invoice).filter(Objects::nonNull).toList();
    Source held = sources.hold(of, used);
    Map<String, LedgerPart> told =
        shown.stream().collect(Collectors.toMap(LedgerPart::ledgerId, it -> it, (a, _) -> a));
    held.allocations().stream()
        .filter(it -> it.ledgerId() != null)
        .forEach(it -> recordAllocation(held, it, told.remove(it.ledgerId())));
    held.refunds().stream()
        .filter(it -> it.ledgerId() != null)
        .forEach(it -> recordRefund(held, it, told.remove(it.ledgerId())));
    told.values().forEach(it -> add(held, it));
    sources.settle(of);
    Source now = sources.find(of);
    if (!now.allocations().equals(held.allocations()) || !now.refunds().equals(held.refunds())) {
      tale.announce(of);
    }
    List<InvoiceId> settles = Sources.invoices(held.allocations(), used).toList();
    if (held.ledgerId() != null) {
      // An invoice that was read while this was not yet known as ours lists it as somebody's, and
      // may have been committed only before its row came to be held here: it would count twice.
      explain(held, settles, others.forget(held.ledgerId(), settles));
    }
    settles.forEach(
        it ->
            settled.review(
                it,
                "credited",
                "saw that what %s settles changed in the ledger".formatted(held.name())));
  }

  /**
   * The ledger no longer has what they are parts of, and a person says that it is gone here, too:
   * the invoices owe again what they used of it. They are held before it, as everywhere.
   */
  public void gone(CreditSource of) {
    Source held = sources.hold(of, List.of());
    if (held.ledgerId() != null) {
      // What an invoice listed of it itself before it was known.
      others
          .forget(held.ledgerId())
          .forEach(
              it -> settled.review(it, "credited", "Xero no longer has %s".formatted(held.name())));
    }
    for (AllocationView it : held.allocations()) {
      if (!it.removed()) {
        allocations.store(it.as(it.amount(), true));
        if (it.invoice() != null) {
          settled.tell(
              it.invoice(),
              "allocation-changed",
              "took %s of %s off this invoice: Xero no longer has that"
                  .formatted(Money.figures(it.amount(), held.currency()), held.name()));
        }
      }
    }
    for (RefundView it : held.refunds()) {
      if (!it.removed()) {
        refunds.store(it.as(it.amount(), true));
        tale.tell(
            of,
            "refund-changed",
            "removed the refund of %s: Xero no longer has what was given back"
                .formatted(Money.figures(it.amount(), held.currency())));
      }
    }
  }

  /**
   * An invoice that was read with a list that left this out told its sum only, which would count
   * beside what is known now. Should it have told of something else, its next reading says so: what
   * is put against an invoice is a change of that, too.
   *
   * @param before as it was known before this reading
   * @param listed what the invoices themselves listed of it
   */
  private void explain(Source before, List<InvoiceId> invoices, Map<InvoiceId, BigDecimal> listed) {
    Source now = sources.find(before.id());
    for (InvoiceId it : invoices) {
      BigDecimal more = there(now, it).subtract(there(before, it));
      others.explain(it, more.subtract(listed.getOrDefault(it, BigDecimal.ZERO)));
    }
  }

  private static BigDecimal there(Source of, InvoiceId invoice) {
    return of.allocations().stream()
        .filter(it -> !it.removed() && it.ledgerId() != null && invoice.equals(it.invoice()))
        .map(AllocationView::amount)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private void recordAllocation(Source of, AllocationView known, @Nullable LedgerPart told) {
    boolean gone = told == null;
    BigDecimal amount = told == null ? known.amount() : told.amount();
    // Read before its invoice was back here, after a restore.
    InvoiceId found = known.invoice() == null && told != null ? told.invoice() : null;
    if (found == null && gone == known.removed() && amount.compareTo(known.amount()) == 0) {
      return;
    }
    AllocationView now = (found == null ? known : known.settling(found)).as(amount, gone);
    allocations.store(now);
    Stream.of(now.invoice(), of.invoice())
        .filter(Objects::nonNull)
        .findFirst()
        .ifPresent(
            it ->
                say(
                    it,
                    "allocation-changed",
                    gone
                        ? "saw that %s of %s was taken off this invoice in the ledger"
                            .formatted(Money.figures(known.amount(), of.currency()), of.name())
                        : "saw that %s of %s settles it in the ledger"
                            .formatted(Money.figures(amount, of.currency()), of.name())));
  }

  private void recordRefund(Source of, RefundView known, @Nullable LedgerPart told) {
    boolean gone = told == null;
    BigDecimal amount = told == null ? known.amount() : told.amount();
    if (gone == known.removed() && amount.compareTo(known.amount()) == 0) {
      return;
    }
    refunds.store(known.as(amount, gone));
    tale.tell(
        of.id(),
        "refund-changed",
        gone
            ? "saw that the refund of %s was removed in the ledger"
                .formatted(Money.figures(known.amount(), of.currency()))
            : "saw that the refund is %s in the ledger"
                .formatted(Money.figures(amount, of.currency())));
  }

  private void add(Source of, LedgerPart told) {
    if (told.refund()) {
      addRefund(of, told);
      return;
    }
    allocations.add(
        new AllocationView(
            new AllocationId(Ids.next(clock)),
            of.id(),
            told.invoice(),
            told.date(),
            told.amount(),
            true,
            told.ledgerId(),
            false,
            clock.instant()));
  }

  private void addRefund(Source of, LedgerPart told) {
    refunds.add(
        new RefundView(
            new RefundId(Ids.next(clock)),
            of.id(),
            told.date(),
            told.amount(),
            PaymentMethod.LEDGER,
            told.reference(),
            null,
            true,
            told.ledgerId(),
            false,
            clock.instant()));
    tale.tell(
        of.id(),
        "refunded",
        "saw that %s of %s was given back in the ledger"
            .formatted(Money.figures(told.amount(), of.currency()), of.name()));
  }

  private void say(InvoiceId invoice, String action, String text) {
    billing.credit(invoice, BigDecimal.ZERO, action, text);
  }

  /**
   * Remembers under which id the ledger knows it. A reading may have brought it in as somebody's in
   * the ledger: then that is taken back, or it would count twice.
   */
  public void allocationIsKnownAs(AllocationId id, String ledgerId) {
    for (AllocationView it : allocations.byIds(List.of(id))) {
      sources.hold(it.of(), List.of());
      allocations.forgetTheirs(it.of(), ledgerId);
      allocations.byIds(List.of(id)).forEach(now -> allocations.store(now.knownAs(ledgerId)));
    }
  }

  /** Remembers under which id the ledger knows it. */
  public void refundIsKnownAs(RefundId id, String ledgerId) {
    for (RefundView it : refunds.byIds(List.of(id))) {
      sources.hold(it.of(), List.of());
      refunds.byIds(List.of(id)).forEach(now -> refunds.store(now.knownAs(ledgerId)));
    }
  }
}
