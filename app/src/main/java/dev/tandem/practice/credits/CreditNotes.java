package dev.tandem.practice.credits;

import static java.util.stream.Collectors.groupingBy;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.shared.NoSuchRecord;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Credit notes with all that they settle and that was given back of them. */
@Component
class CreditNotes {

  private final CreditNoteRepository notes;
  private final AllocationRepository allocations;
  private final RefundRepository refunds;
  private final Billing billing;

  CreditNotes(
      CreditNoteRepository notes,
      AllocationRepository allocations,
      RefundRepository refunds,
      Billing billing) {
    this.notes = notes;
    this.allocations = allocations;
    this.refunds = refunds;
    this.billing = billing;
  }

  CreditNoteView find(CreditNoteId id) {
    return byIds(List.of(id)).stream()
        .findFirst()
        .orElseThrow(() -> new NoSuchRecord("credit note", id));
  }

  /**
   * With the rows of its invoice, of all that it settles and of these, which are taken first:
   * everybody takes them in the same order.
   */
  CreditNoteView hold(CreditNoteId id, InvoiceId... more) {
    CreditNoteView seen = find(id);
    Stream.of(
            Stream.of(seen.invoice()),
            seen.allocations().stream().map(AllocationView::invoice).filter(Objects::nonNull),
            Stream.of(more))
        .flatMap(it -> it)
        .distinct()
        .sorted(Comparator.comparing(InvoiceId::value))
        .forEach(billing::hold);
    notes.hold(id);
    return find(id);
  }

  /** Used up or not, as its parts say now; the caller holds it. */
  CreditNoteView settle(CreditNoteId id) {
    CreditNoteView now = find(id).settled();
    notes.store(now);
    return now;
  }

  List<CreditNoteView> byIds(Collection<CreditNoteId> ids) {
    return whole(notes.byIds(ids));
  }

  List<CreditNoteView> of(InvoiceId invoice) {
    var ids = new LinkedHashSet<>(allocations.notesSettling(invoice));
    notes.of(List.of(invoice)).forEach(it -> ids.add(it.id()));
    return byIds(ids).stream()
        .sorted(Comparator.comparing(CreditNoteView::date).thenComparing(CreditNoteView::number))
        .toList();
  }

  private List<CreditNoteView> whole(List<CreditNoteView> all) {
    List<CreditNoteId> ids = all.stream().map(CreditNoteView::id).toList();
    Map<CreditNoteId, List<AllocationView>> settling =
        allocations.of(ids).stream().collect(groupingBy(AllocationView::note));
    Map<CreditNoteId, List<RefundView>> back =
        refunds.of(ids).stream().collect(groupingBy(RefundView::note));
    return all.stream()
        .map(
            it ->
                it.with(
                    settling.getOrDefault(it.id(), List.of()),
                    back.getOrDefault(it.id(), List.of())))
        .toList();
  }
}
