package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.practice.takings.ReceiptId;
import dev.tandem.practice.takings.ReceiptView;
import dev.tandem.practice.takings.ReceiptView.Member;
import dev.tandem.practice.takings.Takings;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

  ReceiptMirror(Takings takings, Links links, PaymentAccount accounts, ReceiptPayments payments) {
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
    return takings.receipts(records.stream().map(ReceiptId::new).toList()).stream()
        .collect(
            Collectors.toMap(
                it -> it.id().value(), it -> ours(tenant, it, linked.get(it.id().value()))));
  }

  private Ours ours(UUID tenant, ReceiptView receipt, @Nullable String ledgerId) {
    String marker = ReceiptWord.of(receipt.id().value());
    var fields = new HashMap<String, String>();
    fields.put(Fields.STATUS, receipt.wanted() ? Fields.APPROVED : Fields.REMOVED);
    if (ledgerId != null || !receipt.wanted()) {
      return new Ours(marker, fields, false, receipt.total(), null);
    }
    List<Member> members = receipt.standing();
    String account = account(tenant, members);
    fields.put(Fields.DATE, receipt.day().toString());
    fields.put(Fields.REFERENCE, marker);
    fields.put(Fields.ACCOUNT, account == null ? "" : account);
    fields.put(Fields.PARTS, parts(tenant, members));
    return new Ours(marker, fields, true, receipt.total(), hold(members, account));
  }

  private @Nullable String account(UUID tenant, List<Member> members) {
    return members.stream()
        .map(it -> accounts.of(tenant, it.payment()))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
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
  private @Nullable String hold(List<Member> members, @Nullable String account) {
    if (account == null) {
      return "The ledger has no bank account that this receipt could go to.";
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
  public void takeFacts(UUID tenant, UUID record, LedgerRecord theirs) {
    List<LedgerRecord> parts = theirs.payments();
    if (parts == null) {
      return;
    }
    receipt(record).ifPresent(it -> payments.link(tenant, it, parts));
    if (!theirs.removed()) {
      return;
    }
    receipt(record)
        .ifPresent(
            it -> {
              if (it.state() == ReceiptView.State.WANTED) {
                payments.removedThere(it);
              } else {
                payments.release(tenant, it, parts);
              }
            });
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
