package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.practice.credits.AllocationId;
import dev.tandem.practice.credits.AllocationView;
import dev.tandem.practice.credits.CreditSource;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.credits.LedgerParts;
import dev.tandem.practice.credits.StandingAgain;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A part of a credit note or of an advance that settles an invoice. Nothing of it could carry a
 * mark, so it is found again with what it is part of: by the invoice and the amount. What became of
 * it over there comes with that, too.
 */
@Component
class AllocationMirror implements RecordMirror {

  private static final String NOT_THERE =
      "The invoice that uses this credit is not in Xero. Once it is there, try again.";

  private final Credits credits;
  private final LedgerParts parts;
  private final StandingAgain again;
  private final CreditSources sources;
  private final Links links;

  AllocationMirror(
      Credits credits, LedgerParts parts, StandingAgain again, CreditSources sources, Links links) {
    this.credits = credits;
    this.parts = parts;
    this.again = again;
    this.sources = sources;
    this.links = links;
  }

  @Override
  public Kind kind() {
    return Kind.ALLOCATION;
  }

  @Override
  public Map<UUID, Ours> ours(UUID tenant, Collection<UUID> records) {
    List<AllocationView> all =
        credits.allocationsByIds(records.stream().map(AllocationId::new).toList());
    Map<CreditSource, String> known =
        sources.ledgerIds(tenant, all.stream().map(AllocationView::of).toList());
    Map<UUID, String> invoices =
        links.ledgerIds(
            Kind.INVOICE,
            tenant,
            all.stream()
                .map(AllocationView::invoice)
                .filter(Objects::nonNull)
                .map(it -> it.value())
                .distinct()
                .toList());
    var ours = new HashMap<UUID, Ours>();
    for (AllocationView it : all) {
      String invoice = it.invoice() == null ? null : invoices.get(it.invoice().value());
      ours.put(it.id().value(), ours(it, known.get(it.of()), invoice));
    }
    return ours;
  }

  private static Ours ours(
      AllocationView it, @Nullable String creditNote, @Nullable String invoice) {
    String marker = creditNote == null ? "" : creditNote;
    var fields = new HashMap<String, String>();
    fields.put(Fields.STATUS, it.removed() ? Fields.REMOVED : Fields.APPROVED);
    if (it.ledgerId() != null) {
      // It is made and removed over there, and never changed.
      return new Ours(marker, fields, false, null, null);
    }
    fields.put(Fields.CREDIT_NOTE, marker);
    fields.put(Fields.INVOICE, invoice == null ? "" : invoice);
    fields.put(Fields.AMOUNT, Fields.number(it.amount()));
    fields.put(Fields.DATE, it.date().toString());
    boolean wanted = !it.removed() && !it.fromLedger();
    return new Ours(marker, fields, wanted, null, wanted && invoice == null ? NOT_THERE : null);
  }

  @Override
  public void take(UUID tenant, UUID record, Map<String, String> theirs) {}

  @Override
  public void giveUp(UUID tenant, UUID record, Map<String, String> theirs) {
    if (Fields.APPROVED.equals(theirs.get(Fields.STATUS))) {
      again.allocation(new AllocationId(record));
    }
  }

  @Override
  public void linked(UUID record, String ledgerId) {
    parts.allocationIsKnownAs(new AllocationId(record), ledgerId);
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
