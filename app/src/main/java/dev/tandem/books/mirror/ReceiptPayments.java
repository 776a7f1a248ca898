package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LedgerPayment;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentView;
import dev.tandem.practice.takings.ReceiptView;
import dev.tandem.practice.takings.ReceiptView.Member;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The payments of a receipt as the ledger has them. Each is linked with ours, or a reading would
 * bring it in as a stranger's and the invoice would be paid twice.
 */
@Component
class ReceiptPayments {

  private final Billing billing;
  private final Links links;

  ReceiptPayments(Billing billing, Links links) {
    this.billing = billing;
    this.links = links;
  }

  /** Those of ours that are not known over there yet are these. */
  void link(UUID tenant, ReceiptView receipt, List<LedgerRecord> parts) {
    Map<UUID, LedgerRecord> byInvoice = byInvoice(tenant, parts);
    var ids = new HashMap<PaymentId, String>();
    var rows = new ArrayList<LinkRow>();
    for (Member it : receipt.bound()) {
      PaymentView ours = it.payment();
      LedgerRecord theirs = byInvoice.get(ours.invoice().value());
      if (theirs != null && ours.ledgerId() == null) {
        ids.put(ours.id(), theirs.id());
        rows.add(row(ours, theirs));
      }
    }
    if (!ids.isEmpty()) {
      billing.paymentsAreOurs(ids);
      links.save(Kind.PAYMENT, tenant, rows);
    }
  }

  /** Agreed is that it stands: whether it was removed since is said of the whole receipt. */
  private static LinkRow row(PaymentView ours, LedgerRecord theirs) {
    return new LinkRow(
        ours.id().value(),
        theirs.id(),
        Map.of(Fields.STATUS, new Pair(Fields.APPROVED, Fields.APPROVED)),
        null,
        null,
        theirs.changedAt(),
        theirs.changedAt(),
        0,
        false);
  }

  private Map<UUID, LedgerRecord> byInvoice(UUID tenant, List<LedgerRecord> parts) {
    var theirs = new HashMap<String, LedgerRecord>();
    parts.forEach(it -> theirs.put(it.fields().getOrDefault(Fields.INVOICE, ""), it));
    var found = new HashMap<UUID, LedgerRecord>();
    links
        .times(Kind.INVOICE, tenant, theirs.keySet())
        .forEach(it -> found.put(it.record(), theirs.get(it.ledgerId())));
    return found;
  }

  /** A person deleted the receipt over there: its invoices are owed again. */
  void removedThere(ReceiptView receipt) {
    for (Member it : receipt.bound()) {
      PaymentView ours = it.payment();
      if (!ours.removed() && ours.ledgerId() != null) {
        billing.recordLedgerPayments(
            ours.invoice(),
            List.of(
                new LedgerPayment(
                    ours.ledgerId(),
                    ours.date(),
                    ours.amount(),
                    ours.reference(),
                    ours.accountCode(),
                    true)));
      }
    }
  }

  /**
   * We deleted the receipt to make another: those that still stand are known by nothing now. It is
   * gone as a whole, whatever the answer lists of it. Xero: what a deleted batch shows of its
   * payments is not documented.
   *
   * @param sentAnew those that another receipt has over there already
   */
  void release(UUID tenant, ReceiptView receipt, Set<PaymentId> sentAnew) {
    List<PaymentView> released =
        receipt.bound().stream()
            .map(Member::payment)
            .filter(it -> it.ledgerId() != null && !sentAnew.contains(it.id()))
            .toList();
    links.remove(Kind.PAYMENT, tenant, released.stream().map(it -> it.id().value()).toList());
    billing.paymentsAreUnknown(
        released.stream().filter(it -> !it.removed()).map(PaymentView::id).toList());
  }

  /** The numbers of invoices on which more was paid than is owed. */
  List<String> overpaid(Collection<PaymentView> payments) {
    return billing.byIds(payments.stream().map(PaymentView::invoice).distinct().toList()).stream()
        .filter(it -> it.due().signum() < 0)
        .map(ReceiptPayments::number)
        .sorted()
        .toList();
  }

  private static String number(InvoiceView invoice) {
    return invoice.number() == null ? "a draft" : invoice.number();
  }
}
