package dev.tandem.xero.accounting;

import dev.tandem.xero.XeroReply;
import dev.tandem.xero.internal.TenantCalls;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** The credit notes of one tenant, suppliers' included. Xero has no short form of them. */
public final class XeroCreditNotes extends XeroRecords<XeroCreditNote> {

  static final String ID = "CreditNoteID";

  public XeroCreditNotes(TenantCalls calls) {
    super(calls, "CreditNotes", XeroCreditNote.class, ID);
  }

  /** Up to 40 credit notes in full, whatever their status; unknown ids are simply missing. */
  public XeroPage<XeroCreditNote> byIds(Collection<UUID> ids) {
    if (ids.isEmpty() || ids.size() > XeroQuery.IDS_AT_ONCE) {
      throw new IllegalArgumentException("1 to " + XeroQuery.IDS_AT_ONCE + " ids");
    }
    // Xero: the list takes no IDs, unlike that of invoices.
    return find(
        XeroQuery.where(
            ids.stream()
                .map(id -> ID + "==guid(\"" + id + "\")")
                .collect(Collectors.joining(" OR "))));
  }

  /**
   * The one with this number, in full.
   *
   * @throws dev.tandem.xero.XeroNotFound if there is none
   */
  public XeroReply<XeroCreditNote> byNumber(String number) {
    return one(number);
  }

  public PreparedWrite prepareCreate(List<CreditNoteDraft> drafts) {
    return creating(drafts);
  }

  public PreparedWrite prepareUpdate(List<CreditNoteDraft> drafts) {
    return updating(drafts);
  }

  @Override
  String readingExtras() {
    return "&unitdp=4";
  }
}
