package dev.tandem.practice.credits;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.shared.Money;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Credit notes and advances alike, as far as their parts go. */
@Component
class Sources {

  private final CreditNotes notes;
  private final WholeAdvances advances;
  private final Billing billing;

  Sources(CreditNotes notes, WholeAdvances advances, Billing billing) {
    this.notes = notes;
    this.advances = advances;
    this.billing = billing;
  }

  Source find(CreditSource of) {
    return switch (of) {
      case CreditNoteId id -> {
        CreditNoteView it = notes.find(id);
        yield new Source(
            id,
            it.number(),
            it.currency(),
            it.ledgerId(),
            it.invoice(),
            it.allocations(),
            it.refunds());
      }
      case AdvanceId id -> {
        AdvanceView it = advances.find(id);
        yield new Source(
            id,
            "the %s of %s".formatted(it.word(), Money.figures(it.amount(), it.currency())),
            it.currency(),
            it.ledgerId(),
            null,
            it.allocations(),
            it.refunds());
      }
    };
  }

  /** With the rows of all that it settles, and of these, which are taken first and in one order. */
  Source hold(CreditSource of, Collection<InvoiceId> more) {
    Source seen = find(of);
    var all = new ArrayList<>(more);
    if (seen.invoice() != null) {
      all.add(seen.invoice());
    }
    invoices(seen.allocations(), all).forEach(billing::hold);
    switch (of) {
      case CreditNoteId id -> notes.hold(id);
      case AdvanceId id -> advances.hold(id);
    }
    return find(of);
  }

  /** Used up or not, as its parts say now; the caller holds it. */
  void settle(CreditSource of) {
    if (of instanceof CreditNoteId id) {
      notes.settle(id);
    }
  }

  /** In the order in which everybody takes their rows. */
  static Stream<InvoiceId> invoices(List<AllocationView> allocations, Collection<InvoiceId> more) {
    return Stream.concat(allocations.stream().map(AllocationView::invoice), more.stream())
        .filter(Objects::nonNull)
        .distinct()
        .sorted(Comparator.comparing(InvoiceId::value));
  }
}
