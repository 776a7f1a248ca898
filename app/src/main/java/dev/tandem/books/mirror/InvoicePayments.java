package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.LedgerPayment;
import dev.tandem.practice.billing.PaymentView;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * What was paid on an invoice, as the invoice shows it: no field but a set, keyed by the ledger's
 * id. One that we know and a reading that lists all does not was removed over there. A list that
 * does not come to what the ledger says was paid removes nothing: those that it leaves out are
 * asked by themselves.
 */
@Component
class InvoicePayments {

  private final Billing billing;
  private final RemovalsToSay removals;
  private final RemovedThere removedThere;
  private final ApplicationEventPublisher events;

  InvoicePayments(
      Billing billing,
      RemovalsToSay removals,
      RemovedThere removedThere,
      ApplicationEventPublisher events) {
    this.billing = billing;
    this.removals = removals;
    this.removedThere = removedThere;
    this.events = events;
  }

  void take(UUID tenant, InvoiceId id, LedgerRecord theirs) {
    if (theirs.payments() == null) {
      return;
    }
    var told = new ArrayList<LedgerPayment>();
    Set<String> listed = new HashSet<>();
    Set<String> standing = new HashSet<>();
    List<PaymentView> known = billing.find(id).payments();
    Set<String> removed = removals.of(known);
    for (LedgerRecord it : theirs.payments()) {
      listed.add(it.id());
      if (!it.removed()) {
        standing.add(it.id());
      }
      if (!removed.contains(it.id()) || it.removed()) {
        told.add(payment(it));
      }
    }
    if (!theirs.listsAll()) {
      standing.addAll(unlisted(tenant, theirs, known, listed, removed));
    }
    removedThere.take(
        Kind.PAYMENT,
        tenant,
        known.stream()
            .filter(it -> it.ledgerId() != null && !standing.contains(it.ledgerId()))
            .map(it -> it.id().value())
            .toList());
    for (PaymentView it : known) {
      String there = it.ledgerId();
      if (!it.removed() && there != null && !listed.contains(there) && !standing.contains(there)) {
        told.add(gone(it));
      }
    }
    if (!told.isEmpty()) {
      billing.recordLedgerPayments(id, told);
    }
  }

  /**
   * Those that the list leaves out and that stood there when we last knew; asked again if they do
   * not explain what the ledger says was paid.
   *
   * @param removed removed here, which it has not heard
   */
  private Set<String> unlisted(
      UUID tenant,
      LedgerRecord theirs,
      List<PaymentView> known,
      Set<String> listed,
      Set<String> removed) {
    Set<String> left = new HashSet<>();
    BigDecimal sum = BigDecimal.ZERO;
    for (PaymentView it : known) {
      String there = it.ledgerId();
      if (there != null && !listed.contains(there) && (!it.removed() || removed.contains(there))) {
        left.add(there);
        sum = sum.add(it.amount());
      }
    }
    if (!left.isEmpty() && !theirs.listsAllBut(sum)) {
      events.publishEvent(new RecordsToReadAgain(tenant, Kind.PAYMENT, List.copyOf(left)));
    }
    return left;
  }

  static LedgerPayment payment(LedgerRecord it) {
    Map<String, String> fields = it.fields();
    return new LedgerPayment(
        it.id(),
        LocalDate.parse(Objects.requireNonNull(fields.get(Fields.DATE))),
        new BigDecimal(Objects.requireNonNull(fields.get(Fields.AMOUNT))),
        fields.getOrDefault(Fields.REFERENCE, ""),
        fields.get(Fields.ACCOUNT),
        it.removed());
  }

  private static LedgerPayment gone(PaymentView it) {
    return new LedgerPayment(
        Objects.requireNonNull(it.ledgerId()),
        it.date(),
        it.amount(),
        it.reference(),
        it.accountCode(),
        true);
  }
}
