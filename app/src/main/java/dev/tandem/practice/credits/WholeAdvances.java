package dev.tandem.practice.credits;

import static java.util.stream.Collectors.groupingBy;

import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.shared.NoSuchRecord;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Advances with all that they settle and that was given back of them. */
@Component
class WholeAdvances {

  private final AdvanceRepository advances;
  private final AllocationRepository allocations;
  private final RefundRepository refunds;

  WholeAdvances(
      AdvanceRepository advances, AllocationRepository allocations, RefundRepository refunds) {
    this.advances = advances;
    this.allocations = allocations;
    this.refunds = refunds;
  }

  AdvanceView find(AdvanceId id) {
    return byIds(List.of(id)).stream()
        .findFirst()
        .orElseThrow(() -> new NoSuchRecord("deposit", id));
  }

  /** With its row locked; the rows of invoices that are touched, too, are taken before. */
  AdvanceView hold(AdvanceId id) {
    AdvanceView held = advances.hold(id).orElseThrow(() -> new NoSuchRecord("deposit", id));
    return with(List.of(held)).getFirst();
  }

  List<AdvanceView> byIds(Collection<AdvanceId> ids) {
    return ids.isEmpty() ? List.of() : with(advances.byIds(ids));
  }

  List<AdvanceView> settling(InvoiceId invoice) {
    return byIds(allocations.advancesSettling(invoice)).stream()
        .sorted(Comparator.comparing(AdvanceView::date).thenComparing(AdvanceView::takenAt))
        .toList();
  }

  List<AdvanceView> with(List<AdvanceView> all) {
    if (all.isEmpty()) {
      return all;
    }
    List<AdvanceId> ids = all.stream().map(AdvanceView::id).toList();
    Map<CreditSource, List<AllocationView>> settling =
        allocations.ofAdvances(ids).stream().collect(groupingBy(AllocationView::of));
    Map<CreditSource, List<RefundView>> back =
        refunds.ofAdvances(ids).stream().collect(groupingBy(RefundView::of));
    return all.stream()
        .map(
            it ->
                it.with(
                    settling.getOrDefault(it.id(), List.of()),
                    back.getOrDefault(it.id(), List.of())))
        .toList();
  }
}
