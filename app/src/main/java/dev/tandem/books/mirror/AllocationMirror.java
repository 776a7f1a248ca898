package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.practice.credits.AllocationId;
import dev.tandem.practice.credits.AllocationView;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.credits.LedgerCredits;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A part of a credit note that settles an invoice. Nothing of it could carry a mark, so it is found
 * again with its credit note: by the invoice and the amount. What became of it over there comes
 * with the credit note.
 */
@Component
class AllocationMirror implements RecordMirror {

  private final Credits credits;
  private final LedgerCredits ledger;
  private final Links links;

  AllocationMirror(Credits credits, LedgerCredits ledger, Links links) {
    this.credits = credits;
    this.ledger = ledger;
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
    Map<UUID, String> notes =
        links.ledgerIds(
            Kind.CREDIT_NOTE,
            tenant,
            all.stream().map(it -> it.note().value()).distinct().toList());
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
      ours.put(it.id().value(), ours(it, notes.get(it.note().value()), invoice));
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
    return new Ours(marker, fields, !it.removed() && !it.fromLedger(), null, null);
  }

  @Override
  public void take(UUID tenant, UUID record, Map<String, String> theirs) {}

  @Override
  public void linked(UUID record, String ledgerId) {
    ledger.allocationIsKnownAs(new AllocationId(record), ledgerId);
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
