package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.credits.AllocationView;
import dev.tandem.practice.credits.CreditSource;
import dev.tandem.practice.credits.LedgerPart;
import dev.tandem.practice.credits.LedgerParts;
import dev.tandem.practice.credits.RefundView;
import dev.tandem.practice.credits.Source;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * What a credit note or an advance settles and what was given back of it, as the ledger lists it.
 * One that is ours and lost its link (the database is a restored copy) is linked again: taken for
 * somebody's in the ledger it would count twice.
 */
@Component
class CreditParts {

  private final LedgerParts parts;
  private final RecordMirrors mirrors;
  private final Links links;
  private final AdoptionRepository adoptions;
  private final RemovalsToSay removals;
  private final RemovedThere gone;
  private final AskedOnce once;
  private final ApplicationEventPublisher events;

  CreditParts(
      LedgerParts parts,
      RecordMirrors mirrors,
      Links links,
      AdoptionRepository adoptions,
      RemovalsToSay removals,
      RemovedThere gone,
      AskedOnce once,
      ApplicationEventPublisher events) {
    this.once = once;
    this.events = events;
    this.gone = gone;
    this.mirrors = mirrors;
    this.removals = removals;
    this.parts = parts;
    this.links = links;
    this.adoptions = adoptions;
  }

  /**
   * A list that does not come to what the ledger says was used of it removes nothing.
   *
   * @param of ours, its link locked, no write of its document under way
   * @param reading which carries its parts
   */
  void take(UUID tenant, CreditSource of, LedgerRecord reading) {
    List<LedgerRecord> shown = Objects.requireNonNull(reading.payments());
    adopt(tenant, parts.known(of), shown);
    Map<String, InvoiceId> invoices = invoices(tenant, shown);
    List<LedgerPart> left =
        reading.listsAll() ? List.of() : unlisted(tenant, shown, parts.known(of), reading);
    Set<String> stand = shown.stream().map(LedgerRecord::id).collect(Collectors.toSet());
    left.forEach(it -> stand.add(it.ledgerId()));
    removedThere(tenant, stand, parts.known(of));
    // That what was taken off here still stands there is no news, and does not bring it back.
    Source now = parts.known(of);
    Set<String> toSay = new HashSet<>(removals.ofCredits(now.allocations()).keySet());
    toSay.addAll(removals.ofRefunds(now.refunds()));
    List<LedgerPart> news =
        Stream.concat(shown.stream().map(it -> part(it, invoices)), left.stream())
            .filter(it -> !toSay.contains(it.ledgerId()))
            .toList();
    parts.record(of, news);
  }

  /**
   * Parts that the list leaves out and that stood there when we last knew. If they do not explain
   * what was used, the record is read once more: what is missing may have been left out in passing.
   */
  private List<LedgerPart> unlisted(
      UUID tenant, List<LedgerRecord> shown, Source known, LedgerRecord reading) {
    Set<String> listed = shown.stream().map(LedgerRecord::id).collect(Collectors.toSet());
    Set<String> toSay = new HashSet<>(removals.ofCredits(known.allocations()).keySet());
    toSay.addAll(removals.ofRefunds(known.refunds()));
    List<LedgerPart> left =
        Stream.concat(
                known.allocations().stream()
                    .filter(it -> !it.removed() || toSay.contains(it.ledgerId()))
                    .filter(it -> it.ledgerId() != null && !listed.contains(it.ledgerId()))
                    .map(CreditParts::known),
                known.refunds().stream()
                    .filter(it -> !it.removed() || toSay.contains(it.ledgerId()))
                    .filter(it -> it.ledgerId() != null && !listed.contains(it.ledgerId()))
                    .map(CreditParts::known))
            .toList();
    if (!reading.listsAllBut(
            left.stream().map(LedgerPart::amount).reduce(BigDecimal.ZERO, BigDecimal::add))
        && once.first(tenant, reading)) {
      events.publishEvent(new RecordsToReadAgain(tenant, reading.kind(), List.of(reading.id())));
    }
    return left;
  }

  private static LedgerPart known(AllocationView it) {
    return new LedgerPart(
        Objects.requireNonNull(it.ledgerId()), false, it.invoice(), it.date(), it.amount(), "");
  }

  private static LedgerPart known(RefundView it) {
    return new LedgerPart(
        Objects.requireNonNull(it.ledgerId()), true, null, it.date(), it.amount(), it.reference());
  }

  private void removedThere(UUID tenant, Set<String> stand, Source of) {
    gone.take(
        Kind.ALLOCATION,
        tenant,
        of.allocations().stream()
            .filter(it -> it.ledgerId() != null && !stand.contains(it.ledgerId()))
            .map(it -> it.id().value())
            .toList());
    gone.take(
        Kind.REFUND,
        tenant,
        of.refunds().stream()
            .filter(it -> it.ledgerId() != null && !stand.contains(it.ledgerId()))
            .map(it -> it.id().value())
            .toList());
  }

  private void adopt(UUID tenant, Source note, List<LedgerRecord> shown) {
    Set<String> known = new HashSet<>();
    // One that settled nobody's invoice when it was read may be ours, now that the invoice is here.
    note.allocations().stream()
        .filter(it -> !it.fromLedger() || it.invoice() != null || it.removed())
        .map(AllocationView::ledgerId)
        .forEach(known::add);
    note.refunds().stream().map(RefundView::ledgerId).forEach(known::add);
    for (LedgerRecord it : shown) {
      if (!known.contains(it.id())) {
        adopt(tenant, note, it, known);
      }
    }
  }

  private void adopt(UUID tenant, Source note, LedgerRecord found, Set<String> known) {
    UUID ours =
        found.kind() == Kind.REFUND
            ? refund(note, found, known)
            : allocation(tenant, note, found, known);
    if (ours == null || !adoptions.free(found.kind(), tenant, ours)) {
      return;
    }
    known.add(found.id());
    known.add(ours.toString());
    links.save(
        found.kind(),
        tenant,
        List.of(
            new LinkRow(
                ours,
                found.id(),
                Map.of(Fields.STATUS, new Pair(Fields.APPROVED, Fields.APPROVED)),
                null,
                null,
                found.changedAt(),
                null,
                0,
                false)));
    adoptions.dropWaiting(found.kind(), tenant, ours);
    mirrors.of(found.kind()).linked(ours, found.id());
  }

  private @Nullable UUID allocation(
      UUID tenant, Source note, LedgerRecord found, Set<String> known) {
    Map<String, InvoiceId> invoices = invoices(tenant, List.of(found));
    InvoiceId invoice = invoices.get(found.fields().getOrDefault(Fields.INVOICE, ""));
    return note.allocations().stream()
        .filter(it -> it.ledgerId() == null && !it.removed() && invoice != null)
        .filter(it -> Objects.equals(it.invoice(), invoice))
        .filter(it -> it.amount().compareTo(amount(found)) == 0)
        .map(it -> it.id().value())
        .filter(it -> !known.contains(it.toString()))
        .findFirst()
        .orElse(null);
  }

  /**
   * Where the reading tells its reference, our word in that decides: somebody may have given back
   * the same amount on the same day.
   */
  private static @Nullable UUID refund(Source note, LedgerRecord found, Set<String> known) {
    boolean told = found.fields().containsKey(Fields.REFERENCE);
    return note.refunds().stream()
        .filter(it -> it.ledgerId() == null && !it.removed())
        .filter(
            it ->
                told
                    ? PaymentWord.of(it.id().value()).equals(found.marker())
                    : it.amount().compareTo(amount(found)) == 0
                        && it.date().toString().equals(found.fields().get(Fields.DATE)))
        .map(it -> it.id().value())
        .filter(it -> !known.contains(it.toString()))
        .findFirst()
        .orElse(null);
  }

  private Map<String, InvoiceId> invoices(UUID tenant, List<LedgerRecord> shown) {
    List<String> ids =
        shown.stream().map(it -> it.fields().getOrDefault(Fields.INVOICE, "")).distinct().toList();
    return links.times(Kind.INVOICE, tenant, ids).stream()
        .collect(Collectors.toMap(LinkTimes::ledgerId, it -> new InvoiceId(it.record())));
  }

  private static LedgerPart part(LedgerRecord it, Map<String, InvoiceId> invoices) {
    String date = it.fields().get(Fields.DATE);
    return new LedgerPart(
        it.id(),
        it.kind() == Kind.REFUND,
        invoices.get(it.fields().getOrDefault(Fields.INVOICE, "")),
        date == null ? LocalDate.EPOCH : LocalDate.parse(date),
        amount(it),
        it.fields().getOrDefault(Fields.REFERENCE, ""));
  }

  private static BigDecimal amount(LedgerRecord it) {
    return new BigDecimal(it.fields().getOrDefault(Fields.AMOUNT, "0"));
  }
}
