package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.books.mapping.PaymentAccounts;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.LedgerPayment;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentView;
import dev.tandem.practice.billing.Reinstatement;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A payment taken here is a payment over there. The ledger never changes one: it is made and
 * removed. Payments that were made over there arrive with their invoice.
 */
@Component
class PaymentMirror implements RecordMirror {

  private static final int REFERENCE = 255;

  private final Billing billing;
  private final Reinstatement reinstatement;
  private final Links links;
  private final PaymentAccount accounts;
  private final RemovalsToSay removals;
  private final RemovedThere removedThere;

  PaymentMirror(
      Billing billing,
      Reinstatement reinstatement,
      Links links,
      PaymentAccount accounts,
      RemovalsToSay removals,
      RemovedThere removedThere) {
    this.removedThere = removedThere;
    this.billing = billing;
    this.reinstatement = reinstatement;
    this.links = links;
    this.accounts = accounts;
    this.removals = removals;
  }

  @Override
  public Kind kind() {
    return Kind.PAYMENT;
  }

  @Override
  public Map<UUID, Ours> ours(UUID tenant, Collection<UUID> records) {
    List<PaymentView> payments =
        billing.paymentsByIds(records.stream().map(PaymentId::new).toList());
    Map<UUID, String> invoices =
        links.ledgerIds(
            Kind.INVOICE,
            tenant,
            payments.stream().map(it -> it.invoice().value()).distinct().toList());
    PaymentAccount.ByMeans usual = accounts.in(tenant);
    var ours = new HashMap<UUID, Ours>();
    payments.forEach(
        it ->
            ours.put(
                it.id().value(),
                ours(
                    it,
                    invoices.get(it.invoice().value()),
                    usual.of(it.method(), it.accountCode()))));
    return ours;
  }

  private static Ours ours(
      PaymentView payment, @Nullable String invoice, PaymentAccounts.Account account) {
    String marker = PaymentWord.of(payment.id().value());
    String to = account.id();
    var fields = new HashMap<String, String>();
    fields.put(Fields.STATUS, payment.removed() ? Fields.REMOVED : Fields.APPROVED);
    if (payment.ledgerId() != null) {
      // Nothing else of it can change over there: whatever were sent of it would remove it.
      return new Ours(marker, fields, false, null, null);
    }
    fields.put(Fields.INVOICE, invoice == null ? "" : invoice);
    fields.put(Fields.DATE, payment.date().toString());
    fields.put(Fields.AMOUNT, Fields.number(payment.amount()));
    fields.put(Fields.REFERENCE, reference(payment.reference(), marker));
    fields.put(Fields.ACCOUNT, to == null ? "" : to);
    boolean wanted = !payment.removed() && !payment.fromLedger();
    return new Ours(marker, fields, wanted, null, wanted ? account.problem() : null);
  }

  static String reference(String typed, String marker) {
    int room = REFERENCE - marker.length() - 1;
    return (typed.length() > room ? typed.substring(0, room) : typed).concat(" " + marker).strip();
  }

  @Override
  public void giveUp(UUID tenant, UUID record, Map<String, String> theirs) {
    if (Fields.APPROVED.equals(theirs.get(Fields.STATUS))) {
      reinstatement.payment(new PaymentId(record));
    }
    take(tenant, record, theirs);
  }

  /** Nothing of a payment can change but that it was removed. */
  @Override
  public void take(UUID tenant, UUID record, Map<String, String> theirs) {
    if (!Fields.REMOVED.equals(theirs.get(Fields.STATUS))) {
      return;
    }
    for (PaymentView it : billing.paymentsByIds(List.of(new PaymentId(record)))) {
      if (it.ledgerId() != null && !it.removed()) {
        billing.recordLedgerPayments(
            it.invoice(),
            List.of(
                new LedgerPayment(
                    it.ledgerId(),
                    it.date(),
                    it.amount(),
                    it.reference(),
                    it.accountCode(),
                    true)));
      }
    }
  }

  @Override
  public void linked(UUID record, String ledgerId) {
    billing.paymentIsKnownAs(new PaymentId(record), ledgerId);
  }

  @Override
  public void takeSet(UUID tenant, UUID invoice, List<LedgerRecord> payments) {
    var id = new InvoiceId(invoice);
    List<PaymentView> known = billing.find(id).payments();
    Set<String> removed = removals.of(known);
    Set<String> gone =
        payments.stream()
            .filter(LedgerRecord::removed)
            .map(LedgerRecord::id)
            .collect(Collectors.toSet());
    removedThere.take(
        Kind.PAYMENT,
        tenant,
        known.stream()
            .filter(it -> it.ledgerId() != null && gone.contains(it.ledgerId()))
            .map(it -> it.id().value())
            .toList());
    billing.recordLedgerPayments(
        id,
        payments.stream()
            .filter(it -> !removed.contains(it.id()) || it.removed())
            .map(InvoicePayments::payment)
            .toList());
  }

  @Override
  public String canonical(String field, String value) {
    return value;
  }

  @Override
  public Owner owner(String field) {
    return Owner.THEIRS;
  }
}
