package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.LedgerPayment;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentView;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.changes.Changes;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Payments that carry a word of ours and have no link, on invoices that have one. Looked for in
 * every reading: taken for somebody's in the ledger, one of ours would count twice.
 */
@Component
class LostPayments {

  private final Billing billing;
  private final Links links;
  private final Story story;
  private final AdoptionRepository adoptions;
  private final Changes changes;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  LostPayments(
      Billing billing,
      Links links,
      Story story,
      AdoptionRepository adoptions,
      Changes changes,
      ApplicationEventPublisher events,
      Clock clock) {
    this.events = events;
    this.changes = changes;
    this.billing = billing;
    this.links = links;
    this.story = story;
    this.adoptions = adoptions;
    this.clock = clock;
  }

  /**
   * All payments on an invoice as the ledger lists them: ours that were lost, and the others.
   *
   * @param invoice ours, its link locked, no write of it under way
   */
  void takeAll(UUID tenant, long seq, UUID invoice, List<LedgerRecord> shown) {
    take(tenant, seq, invoice, shown);
    billing.recordLedgerPayments(
        new InvoiceId(invoice), shown.stream().map(InvoicePayments::payment).toList());
  }

  /**
   * Whether some of these carry a word of ours, have no link, and cannot be judged yet: a write of
   * their invoice is under way, or their invoice is about to be linked.
   *
   * @param busy the ledger's ids of our invoices that could not be judged
   * @param coming those of invoices that are not ours yet and may turn out to be
   */
  boolean leaves(
      UUID tenant, List<LedgerRecord> shown, Set<String> busy, Collection<String> coming) {
    List<LedgerRecord> marked =
        shown.stream()
            .filter(it -> it.marker() != null)
            .filter(it -> busy.contains(invoice(it)) || coming.contains(invoice(it)))
            .toList();
    if (marked.isEmpty()) {
      return false;
    }
    Set<String> linked = new HashSet<>();
    links
        .times(Kind.PAYMENT, tenant, marked.stream().map(LedgerRecord::id).toList())
        .forEach(it -> linked.add(it.ledgerId()));
    Set<String> waiting = words(adoptions.waiting(Kind.PAYMENT, tenant));
    Set<String> underWay = words(adoptions.underWay(Kind.PAYMENT, tenant));
    return marked.stream()
        .filter(it -> !linked.contains(it.id()) && !underWay.contains(it.marker()))
        // On a stranger's invoice only one that waits here is surely ours.
        .anyMatch(it -> busy.contains(invoice(it)) || waiting.contains(it.marker()));
  }

  private static String invoice(LedgerRecord payment) {
    return payment.fields().getOrDefault(Fields.INVOICE, "");
  }

  private static Set<String> words(Collection<UUID> payments) {
    return payments.stream().map(PaymentWord::of).collect(Collectors.toSet());
  }

  /**
   * @param invoice ours, its link locked, no write of it under way
   */
  void take(UUID tenant, @Nullable Long seq, UUID invoice, List<LedgerRecord> shown) {
    Map<String, PaymentView> lost =
        billing.lostPayments(
            new InvoiceId(invoice),
            shown.stream().filter(it -> !it.removed()).map(LedgerRecord::id).toList());
    List<LedgerRecord> marked =
        shown.stream().filter(it -> it.marker() != null || lost.containsKey(it.id())).toList();
    if (marked.isEmpty()) {
      return;
    }
    Set<String> linked = new HashSet<>();
    links
        .times(Kind.PAYMENT, tenant, marked.stream().map(LedgerRecord::id).toList())
        .forEach(it -> linked.add(it.ledgerId()));
    Map<String, PaymentView> byWord = new HashMap<>();
    Set<String> recorded = new HashSet<>();
    for (PaymentView it : billing.find(new InvoiceId(invoice)).payments()) {
      byWord.put(PaymentWord.of(it.id().value()), it);
      if (it.ledgerId() != null) {
        recorded.add(it.ledgerId());
      }
    }
    for (LedgerRecord it : marked) {
      PaymentView again = lost.get(it.id());
      if (linked.contains(it.id()) || recorded.contains(it.id())) {
        continue;
      } else if (again != null) {
        takeAgain(tenant, seq, again, it);
      } else {
        take(tenant, seq, invoice, it, byWord);
      }
    }
  }

  /** Its link was ended when the ledger had lost it, and there it is: the same money. */
  private void takeAgain(UUID tenant, @Nullable Long seq, PaymentView known, LedgerRecord found) {
    if (known.ledgerId() == null && adoptions.free(Kind.PAYMENT, tenant, known.id().value())) {
      billing.paymentIsKnownAs(known.id(), found.id());
      link(tenant, seq, known.id().value(), found, "In Xero again, which had lost it");
    }
  }

  private void take(
      UUID tenant,
      @Nullable Long seq,
      UUID invoice,
      LedgerRecord found,
      Map<String, PaymentView> byWord) {
    String word = Objects.requireNonNull(found.marker());
    PaymentView known = byWord.get(word);
    if (known == null && !found.removed()) {
      bringBack(tenant, seq, invoice, found, word);
    } else if (known != null
        && known.ledgerId() == null
        && adoptions.free(Kind.PAYMENT, tenant, known.id().value())) {
      billing.paymentIsKnownAs(known.id(), found.id());
      link(tenant, seq, known.id().value(), found, "Found in Xero after a restore");
      adoptions.noteAdopted(Kind.PAYMENT, tenant, found.id(), known.id().value(), null);
    }
  }

  private void bringBack(
      UUID tenant, @Nullable Long seq, UUID invoice, LedgerRecord found, String word) {
    var id = new PaymentId(PaymentWord.idFor(word, clock));
    LedgerPayment told = InvoicePayments.payment(found);
    String typed = told.reference().strip();
    typed = typed.substring(0, typed.length() - word.length()).strip();
    billing.bringBack(
        id,
        new InvoiceId(invoice),
        new LedgerPayment(
            told.ledgerId(), told.date(), told.amount(), typed, told.accountCode(), false));
    link(tenant, seq, id.value(), found, "Brought back from Xero after a restore");
    adoptions.noteReturned(Kind.PAYMENT, tenant, found.id(), id.value(), null);
  }

  /** Agreed is that it stands: whether it was removed since is for the reading to say. */
  private void link(UUID tenant, @Nullable Long seq, UUID record, LedgerRecord found, String text) {
    links.save(
        Kind.PAYMENT,
        tenant,
        List.of(
            new LinkRow(
                record,
                found.id(),
                Map.of(Fields.STATUS, new Pair(Fields.APPROVED, Fields.APPROVED)),
                null,
                null,
                found.changedAt(),
                null,
                0,
                false)));
    story.note(
        Kind.PAYMENT, tenant, seq, null, List.of(new Story.Event(record, text, found.fields())));
    changes.announce(new RecordRef(Kind.PAYMENT.text(), record));
    events.publishEvent(new PaymentFoundThere(new PaymentId(record)));
  }
}
