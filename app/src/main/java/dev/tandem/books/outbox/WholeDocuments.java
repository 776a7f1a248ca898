package dev.tandem.books.outbox;

import dev.tandem.books.ledger.Kind;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentView;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.AllocationId;
import dev.tandem.practice.credits.AllocationView;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.CreditSource;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.credits.HeldAtTheDesk;
import dev.tandem.practice.credits.RefundId;
import dev.tandem.practice.credits.RefundView;
import dev.tandem.shared.RecordRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is decided for a document with all that belongs to it is decided while nobody at the desk
 * adds to it: who pays, edits or credits it at that moment reads the decision, or is seen by it.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class WholeDocuments {

  private final Billing billing;
  private final Credits credits;
  private final HeldAtTheDesk desk;

  WholeDocuments(Billing billing, Credits credits, HeldAtTheDesk desk) {
    this.billing = billing;
    this.credits = credits;
    this.desk = desk;
  }

  /** Theirs are the caller's until the transaction ends; taken before whatever waits of them. */
  public void hold(Collection<RecordRef> records) {
    List<AllocationView> uses =
        credits.allocationsByIds(ids(records, Kind.ALLOCATION).map(AllocationId::new).toList());
    List<RefundView> refunds =
        credits.refundsByIds(ids(records, Kind.REFUND).map(RefundId::new).toList());
    var invoices = new ArrayList<InvoiceId>();
    ids(records, Kind.INVOICE).map(InvoiceId::new).forEach(invoices::add);
    billing.paymentsByIds(ids(records, Kind.PAYMENT).map(PaymentId::new).toList()).stream()
        .map(PaymentView::invoice)
        .forEach(invoices::add);
    uses.stream().map(AllocationView::invoice).filter(Objects::nonNull).forEach(invoices::add);
    var of = new ArrayList<CreditSource>();
    ids(records, Kind.CREDIT_NOTE).map(CreditNoteId::new).forEach(of::add);
    ids(records, Kind.ADVANCE).map(AdvanceId::new).forEach(of::add);
    uses.stream().map(AllocationView::of).forEach(of::add);
    refunds.stream().map(RefundView::of).forEach(of::add);
    desk.hold(invoices, of);
  }

  private static Stream<UUID> ids(Collection<RecordRef> records, Kind kind) {
    return records.stream().filter(it -> it.kind().equals(kind.text())).map(RecordRef::id);
  }
}
