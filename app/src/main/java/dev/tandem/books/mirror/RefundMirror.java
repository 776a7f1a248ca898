package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mapping.PaymentAccounts;
import dev.tandem.practice.credits.CreditSource;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.credits.LedgerParts;
import dev.tandem.practice.credits.RefundId;
import dev.tandem.practice.credits.RefundView;
import dev.tandem.practice.credits.StandingAgain;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Money given back of a credit note or of an advance is a payment on it over there. What became of
 * it comes with that.
 */
@Component
class RefundMirror implements RecordMirror {

  private final Credits credits;
  private final LedgerParts parts;
  private final StandingAgain again;
  private final CreditSources sources;
  private final PaymentAccount account;

  RefundMirror(
      Credits credits,
      LedgerParts parts,
      StandingAgain again,
      CreditSources sources,
      PaymentAccount account) {
    this.again = again;
    this.credits = credits;
    this.parts = parts;
    this.sources = sources;
    this.account = account;
  }

  @Override
  public Kind kind() {
    return Kind.REFUND;
  }

  @Override
  public Map<UUID, Ours> ours(UUID tenant, Collection<UUID> records) {
    List<RefundView> all = credits.refundsByIds(records.stream().map(RefundId::new).toList());
    Map<CreditSource, String> known =
        sources.ledgerIds(tenant, all.stream().map(RefundView::of).toList());
    PaymentAccount.ByMeans usual = account.in(tenant);
    var ours = new HashMap<UUID, Ours>();
    all.forEach(
        it ->
            ours.put(
                it.id().value(),
                ours(it, known.get(it.of()), usual.of(it.method(), it.account()))));
    return ours;
  }

  private static Ours ours(
      RefundView it, @Nullable String creditNote, PaymentAccounts.Account account) {
    String marker = PaymentWord.of(it.id().value());
    String from = account.id();
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
    return new Ours(marker, fields, wanted, null, wanted ? account.problem() : null);
  }

  @Override
  public void take(UUID tenant, UUID record, Map<String, String> theirs) {}

  @Override
  public void giveUp(UUID tenant, UUID record, Map<String, String> theirs) {
    if (Fields.APPROVED.equals(theirs.get(Fields.STATUS))) {
      again.refund(new RefundId(record));
    }
  }

  @Override
  public void linked(UUID record, String ledgerId) {
    parts.refundIsKnownAs(new RefundId(record), ledgerId);
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
