package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.books.mapping.PaymentAccounts;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentView;
import dev.tandem.practice.takings.ReceiptId;
import dev.tandem.practice.takings.ReceiptReinstatement;
import dev.tandem.practice.takings.ReceiptView;
import dev.tandem.practice.takings.ReceiptView.Member;
import dev.tandem.practice.takings.Takings;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A day's receipt is one sum over there that pays many invoices. The ledger never changes one, and
 * removes it only as a whole: one that lost a payment is removed and made anew without it.
 */
@Component
class ReceiptMirror implements RecordMirror {

  private final Takings takings;
  private final Links links;
  private final PaymentAccount accounts;
  private final ReceiptPayments payments;
  private final ReceiptReinstatement reinstatement;
  private final RemovedThere gone;

  ReceiptMirror(
      Takings takings,
      Links links,
      PaymentAccount accounts,
      ReceiptPayments payments,
      ReceiptReinstatement reinstatement,
      RemovedThere gone) {
    this.gone = gone;
    this.reinstatement = reinstatement;
    this.takings = takings;
    this.links = links;
    this.accounts = accounts;
    this.payments = payments;
  }

  @Override
  public Kind kind() {
    return Kind.RECEIPT;
  }

  @Override
  public Map<UUID, Ours> ours(UUID tenant, Collection<UUID> records) {
    Map<UUID, String> linked = links.ledgerIds(Kind.RECEIPT, tenant, records);
    PaymentAccount.ByMeans usual = accounts.in(tenant);
    return takings.receipts(records.stream().map(ReceiptId::new).toList()).stream()
        .collect(
            Collectors.toMap(
                it -> it.id().value(), it -> ours(tenant, it, linked.get(it.id().value()), usual)));
  }

  private Ours ours(
      UUID tenant, ReceiptView receipt, @Nullable String ledgerId, PaymentAccount.ByMeans usual) {
    String marker = ReceiptWord.of(receipt.id().value());
    var fields = new HashMap<String, String>();
    fields.put(Fields.STATUS, receipt.wanted() ? Fields.APPROVED : Fields.REMOVED);
    if (ledgerId != null || !receipt.wanted()) {
      return new Ours(marker, fields, false, receipt.total(), null);
    }
    List<Member> members = receipt.standing();
    PaymentAccounts.Account account = account(members, usual);
    fields.put(Fields.DATE, receipt.bankedOn().toString());
    fields.put(Fields.REFERENCE, marker);
    fields.put(Fields.ACCOUNT, account.id() == null ? "" : account.id());
    fields.put(Fields.PARTS, parts(tenant, members));
    return new Ours(marker, fields, true, receipt.total(), hold(members, account));
  }

  /** They were put together because all of them go to the same. */
  private static PaymentAccounts.Account account(
      List<Member> members, PaymentAccount.ByMeans usual) {
    PaymentView first = members.getFirst().payment();
    return usual.of(first.method(), first.accountCode());
  }

  private String parts(UUID tenant, List<Member> members) {
    Map<UUID, String> invoices =
        links.ledgerIds(
            Kind.INVOICE,
            tenant,
            members.stream().map(it -> it.payment().invoice().value()).toList());
    return members.stream()
        .map(Member::payment)
        .map(it -> invoices.get(it.invoice().value()) + " " + Fields.number(it.amount()))
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  /** Sent all the same, an invoice that was paid otherwise meanwhile might be paid twice. */
  private @Nullable String hold(List<Member> members, PaymentAccounts.Account account) {
    if (account.problem() != null) {
      return account.problem();
    }
    List<String> overpaid = payments.overpaid(members.stream().map(Member::payment).toList());
    return overpaid.isEmpty()
        ? null
        : "More was paid on %s than is owed, so Xero would refuse the whole receipt. Remove one of the payments, or close without it."
            .formatted(String.join(", ", overpaid));
  }

  /** It was removed over there, and with it all of its payments. */
  @Override
  public void take(UUID tenant, UUID record, Map<String, String> theirs) {
    if (Fields.REMOVED.equals(theirs.get(Fields.STATUS))) {
      receipt(record).filter(ReceiptView::wanted).ifPresent(payments::removedThere);
    }
  }

  @Override
  public void giveUp(UUID tenant, UUID record, Map<String, String> theirs) {
    take(tenant, record, theirs);
    if (Fields.APPROVED.equals(theirs.get(Fields.STATUS))) {
      reinstatement.putBack(new ReceiptId(record));
    }
  }

  @Override
  public void takeFacts(UUID tenant, UUID record, LedgerRecord theirs) {
    List<LedgerRecord> parts = theirs.payments();
    if (parts != null) {
      receipt(record).ifPresent(it -> payments.link(tenant, it, parts));
    }
    if (!theirs.removed()) {
      return;
    }
    gone.endRefusals(Kind.RECEIPT, tenant, List.of(record));
    receipt(record)
        .ifPresent(
            it -> {
              if (it.state() == ReceiptView.State.WANTED) {
                payments.removedThere(it);
              } else {
                payments.release(tenant, it, sentAnew(tenant, it));
              }
            });
  }

  /** Its payments that another receipt over there has now. */
  private Set<PaymentId> sentAnew(UUID tenant, ReceiptView old) {
    Map<PaymentId, ReceiptId> now =
        takings.receiptsOf(old.members().stream().map(it -> it.payment().id()).toList());
    Set<UUID> there =
        links
            .ledgerIds(
                Kind.RECEIPT,
                tenant,
                now.values().stream().map(ReceiptId::value).distinct().toList())
            .keySet();
    return now.entrySet().stream()
        .filter(it -> !it.getValue().equals(old.id()) && there.contains(it.getValue().value()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private Optional<ReceiptView> receipt(UUID record) {
    return takings.receipts(List.of(new ReceiptId(record))).stream().findFirst();
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
