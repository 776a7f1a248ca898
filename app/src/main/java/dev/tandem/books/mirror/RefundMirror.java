package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.credits.LedgerCredits;
import dev.tandem.practice.credits.RefundId;
import dev.tandem.practice.credits.RefundView;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Money given back of a credit note is a payment on it over there. What became of it comes with the
 * credit note.
 */
@Component
class RefundMirror implements RecordMirror {

  private final Credits credits;
  private final LedgerCredits ledger;
  private final Links links;
  private final PaymentAccount account;

  RefundMirror(Credits credits, LedgerCredits ledger, Links links, PaymentAccount account) {
    this.credits = credits;
    this.ledger = ledger;
    this.links = links;
    this.account = account;
  }

  @Override
  public Kind kind() {
    return Kind.REFUND;
  }

  @Override
  public Map<UUID, Ours> ours(UUID tenant, Collection<UUID> records) {
    List<RefundView> all = credits.refundsByIds(records.stream().map(RefundId::new).toList());
    Map<UUID, String> notes =
        links.ledgerIds(
            Kind.CREDIT_NOTE,
            tenant,
            all.stream().map(it -> it.note().value()).distinct().toList());
    String usual = account.usual(tenant);
    var ours = new HashMap<UUID, Ours>();
    all.forEach(it -> ours.put(it.id().value(), ours(it, notes.get(it.note().value()), usual)));
    return ours;
  }

  private static Ours ours(RefundView it, @Nullable String creditNote, @Nullable String usual) {
    String marker = PaymentWord.of(it.id().value());
    String from = it.account() == null ? usual : it.account();
    var fields = new HashMap<String, String>();
    fields.put(Fields.STATUS, it.removed() ? Fields.REMOVED : Fields.APPROVED);
    if (it.ledgerId() != null) {
      // Nothing else of it can change over there: whatever were sent of it would remove it.
      return new Ours(marker, fields, false, null, null);
    }
    fields.put(Fields.CREDIT_NOTE, creditNote == null ? "" : creditNote);
    fields.put(Fields.DATE, it.date().toString());
    fields.put(Fields.AMOUNT, Fields.number(it.amount()));
    fields.put(Fields.REFERENCE, PaymentMirror.reference(it.reference(), marker));
    fields.put(Fields.ACCOUNT, from == null ? "" : from);
    boolean wanted = !it.removed() && !it.fromLedger();
    String hold =
        from == null && wanted
            ? "The ledger has no bank account that this refund could come from."
            : null;
    return new Ours(marker, fields, wanted, null, hold);
  }

  @Override
  public void take(UUID tenant, UUID record, Map<String, String> theirs) {}

  @Override
  public void linked(UUID record, String ledgerId) {
    ledger.refundIsKnownAs(new RefundId(record), ledgerId);
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
