package dev.tandem.books.outbox;

import dev.tandem.books.lane.Lanes;
import dev.tandem.books.ledger.Kind;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.AdvanceView;
import dev.tandem.practice.credits.Advances;
import dev.tandem.practice.credits.AllocationId;
import dev.tandem.practice.credits.AllocationView;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.credits.RefundId;
import dev.tandem.practice.credits.RefundView;
import dev.tandem.practice.takings.ReceiptId;
import dev.tandem.practice.takings.ReceiptView;
import dev.tandem.practice.takings.Takings;
import dev.tandem.shared.RecordRef;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Puts records where they wait for the ledger, each with what it needs over there, and wakes the
 * lanes: all as part of the caller's transaction.
 */
@Component
class PushQueue {

  private final PendingPushes pending;
  private final OpenQuestions questions;
  private final Moves moves;
  private final Billing billing;
  private final Credits credits;
  private final Advances advances;
  private final Besides besides;
  private final Takings takings;
  private final Destinations destinations;
  private final InvoicePlaces places;
  private final LeftOut leftOut;
  private final Lanes lanes;

  PushQueue(
      PendingPushes pending,
      OpenQuestions questions,
      Moves moves,
      Billing billing,
      Credits credits,
      Advances advances,
      Besides besides,
      Takings takings,
      Destinations destinations,
      InvoicePlaces places,
      LeftOut leftOut,
      Lanes lanes) {
    this.leftOut = leftOut;
    this.pending = pending;
    this.questions = questions;
    this.moves = moves;
    this.billing = billing;
    this.credits = credits;
    this.advances = advances;
    this.besides = besides;
    this.takings = takings;
    this.destinations = destinations;
    this.places = places;
    this.lanes = lanes;
  }

  /** Whatever it is, though nobody changed it. */
  void again(RecordRef record) {
    switch (Kind.of(record.kind())) {
      case CLIENT -> clients(List.of(new ClientId(record.id())));
      case INVOICE -> invoice(new InvoiceId(record.id()), false);
      case CREDIT_NOTE -> creditNote(new CreditNoteId(record.id()));
      case ALLOCATION -> allocation(new AllocationId(record.id()));
      case REFUND -> refund(new RefundId(record.id()));
      case ADVANCE -> advance(new AdvanceId(record.id()));
      case PAYMENT ->
          billing.paymentsByIds(List.of(new PaymentId(record.id()))).stream()
              .filter(it -> !it.fromLedger())
              .filter(it -> !takings.keeps(it.id()))
              .forEach(it -> payment(it.id(), it.invoice()));
      case RECEIPT -> receipt(new ReceiptId(record.id()));
    }
  }

  void clients(Collection<ClientId> clients) {
    pending.queueClients(
        clients.stream().map(ClientId::value).distinct().toList(), destinations.main());
    lanes.signal();
  }

  /** After whoever pays it; not if a person keeps it out. */
  void invoice(InvoiceId id, boolean moved) {
    if (leftOut.has(new RecordRef(Kind.INVOICE.text(), id.value()))) {
      return;
    }
    InvoiceView invoice = billing.find(id);
    UUID client = invoice.billTo().value();
    UUID place = destinations.of(invoice.location());
    UUID tenant =
        pending.queue(
            Kind.INVOICE,
            Kind.CLIENT,
            new PendingPushes.Change(id.value(), id.value(), client),
            place);
    if (moved) {
      tenant = moves.follow(id.value(), place);
      besides.follow();
      takings.regroup(besides.scattered(Kind.RECEIPT).stream().map(ReceiptId::new).toList());
    }
    if (invoice.status() == InvoiceStatus.VOIDED) {
      pending.dropUnsent(Kind.INVOICE, id.value());
      questions.askWhetherItStands(id.value());
    } else if (!tenant.equals(Destinations.TO_COME)) {
      pending.queueMissing(tenant, List.of(client));
    }
    lanes.signal();
  }

  /**
   * After its client; not if a person keeps it out. What was made in the ledger does not travel.
   */
  void advance(AdvanceId id) {
    AdvanceView advance = advances.find(id);
    if (advance.fromLedger() || leftOut.has(new RecordRef(Kind.ADVANCE.text(), id.value()))) {
      return;
    }
    UUID client = advance.client().value();
    UUID tenant =
        pending.queue(
            Kind.ADVANCE,
            Kind.CLIENT,
            Kind.ADVANCE,
            new PendingPushes.Change(id.value(), id.value(), client),
            destinations.of(advance.location()));
    if (!tenant.equals(Destinations.TO_COME)) {
      pending.queueMissing(tenant, List.of(client));
    }
    lanes.signal();
  }

  void removedAdvance(AdvanceId id) {
    advance(id);
    pending.dropUnsent(Kind.ADVANCE, id.value());
  }

  /** After its invoice. */
  void creditNote(CreditNoteId id) {
    InvoiceId invoice = credits.find(id).invoice();
    queue(Kind.CREDIT_NOTE, Kind.INVOICE, id.value(), invoice, invoice.value());
  }

  /**
   * After what it is part of, and after the invoice that it settles. What was made in the ledger
   * does not travel there.
   */
  void allocation(AllocationId id) {
    for (AllocationView it : credits.allocationsByIds(List.of(id))) {
      if (it.fromLedger()) {
        continue;
      }
      switch (it.of()) {
        case CreditNoteId note -> {
          InvoiceId own = credits.find(note).invoice();
          if (leftOut.invoices(others(it, own)).isEmpty()
              && queue(Kind.ALLOCATION, Kind.CREDIT_NOTE, id.value(), own, note.value())) {
            besides.beside(Kind.ALLOCATION, id.value(), others(it, own));
          }
        }
        case AdvanceId advance -> {
          InvoiceId invoice = Objects.requireNonNull(it.invoice());
          if (queue(Kind.ALLOCATION, Kind.ADVANCE, id.value(), invoice, advance.value())) {
            besides.beside(Kind.ALLOCATION, id.value(), List.of(advance.value()));
          }
        }
      }
    }
  }

  /** The invoice that it settles, where the credit note was written for another one. */
  private static List<UUID> others(AllocationView it, InvoiceId own) {
    return Stream.ofNullable(it.invoice())
        .filter(invoice -> !invoice.equals(own))
        .map(InvoiceId::value)
        .toList();
  }

  /** It was taken off here: before its credit note is voided. */
  void removedAllocation(AllocationId id) {
    allocation(id);
    pending.dropUnsent(Kind.ALLOCATION, id.value());
  }

  void voidedCreditNote(CreditNoteId id) {
    creditNote(id);
    pending.dropUnsent(Kind.CREDIT_NOTE, id.value());
  }

  /** After what it is part of. What was made in the ledger does not travel there. */
  void refund(RefundId id) {
    for (RefundView it : credits.refundsByIds(List.of(id))) {
      if (it.fromLedger()) {
        continue;
      }
      switch (it.of()) {
        case CreditNoteId note ->
            queue(
                Kind.REFUND,
                Kind.CREDIT_NOTE,
                id.value(),
                credits.find(note).invoice(),
                note.value());
        case AdvanceId advance -> {
          if (leftOut.has(new RecordRef(Kind.REFUND.text(), id.value()))
              || leftOut.has(new RecordRef(Kind.ADVANCE.text(), advance.value()))) {
            continue;
          }
          pending.queue(
              Kind.REFUND,
              Kind.ADVANCE,
              Kind.ADVANCE,
              new PendingPushes.Change(id.value(), advance.value(), advance.value()),
              destinations.of(advances.find(advance).location()));
          lanes.signal();
        }
      }
      if (it.removed()) {
        pending.dropUnsent(Kind.REFUND, id.value());
      }
    }
  }

  /**
   * As a part of the invoice's document: one after the other, in one organisation; not if a person
   * keeps it out, the invoice, or what it needs.
   *
   * @return whether it waits
   */
  private boolean queue(Kind kind, Kind needs, UUID record, InvoiceId invoice, UUID needed) {
    if (leftOut.has(new RecordRef(kind.text(), record), invoice.value())
        || leftOut.has(new RecordRef(needs.text(), needed))) {
      return false;
    }
    pending.queue(
        kind,
        needs,
        new PendingPushes.Change(record, invoice.value(), needed),
        destinations.of(billing.find(invoice).location()));
    lanes.signal();
    return true;
  }

  /** After its invoice; not if a person keeps either out. */
  void payment(PaymentId payment, InvoiceId invoice) {
    if (leftOut.has(new RecordRef(Kind.PAYMENT.text(), payment.value()), invoice.value())) {
      return;
    }
    pending.queue(
        Kind.PAYMENT,
        Kind.INVOICE,
        new PendingPushes.Change(payment.value(), invoice.value(), invoice.value()),
        destinations.of(billing.find(invoice).location()));
    lanes.signal();
  }

  /** After all of its invoices. */
  void receipt(ReceiptId id) {
    takings
        .receipts(List.of(id))
        .forEach(
            it ->
                besides.queue(
                    Kind.RECEIPT,
                    id.value(),
                    it.chain(),
                    it.members().stream().map(m -> m.payment().invoice().value()).toList(),
                    organisation(it)));
    lanes.signal();
  }

  /** Of its place; of one closed before any organisation was known, where its invoices are. */
  private UUID organisation(ReceiptView receipt) {
    UUID tenant = LedgerDeposits.tenant(receipt.place());
    List<InvoiceId> invoices =
        receipt.members().stream().map(it -> it.payment().invoice()).toList();
    return tenant.equals(Destinations.TO_COME) && !invoices.isEmpty()
        ? places.of(invoices).getOrDefault(invoices.getFirst(), tenant)
        : tenant;
  }

  void withdrawn(ReceiptId id) {
    pending.dropUnsent(Kind.RECEIPT, id.value());
  }

  void removedPayment(PaymentId payment, InvoiceId invoice) {
    payment(payment, invoice);
    pending.dropUnsent(Kind.PAYMENT, payment.value());
    questions.look(payment.value());
  }
}
