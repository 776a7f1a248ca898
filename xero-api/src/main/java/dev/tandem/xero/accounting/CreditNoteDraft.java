package dev.tandem.xero.accounting;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A credit note to create, or the changed fields of one to update. Xero knows no discounts on it,
 * and no address of our own. See {@link XeroDraft} for null and empty.
 */
public final class CreditNoteDraft extends XeroDraft {

  private CreditNoteDraft() {}

  /** A credit note for a customer. */
  public static CreditNoteDraft sale() {
    return new CreditNoteDraft().with("Type", "ACCRECCREDIT");
  }

  /** Changes to this credit note and no other. */
  public static CreditNoteDraft update(UUID creditNoteId) {
    return new CreditNoteDraft().with(XeroCreditNotes.ID, creditNoteId);
  }

  /** By id only: any further field would edit the contact. */
  public CreditNoteDraft contact(@Nullable UUID contactId) {
    return with("Contact", contactId == null ? null : Map.of(XeroContacts.ID, contactId));
  }

  /** Unique among customers' credit notes. */
  public CreditNoteDraft number(@Nullable String text) {
    return with("CreditNoteNumber", text);
  }

  public CreditNoteDraft reference(@Nullable String text) {
    return with("Reference", text);
  }

  public CreditNoteDraft date(@Nullable LocalDate day) {
    return with("Date", day);
  }

  public CreditNoteDraft status(@Nullable XeroStatus status) {
    return with("Status", status);
  }

  /** {@code Exclusive}, {@code Inclusive} or {@code NoTax}. */
  public CreditNoteDraft lineAmountTypes(@Nullable String types) {
    return with("LineAmountTypes", types);
  }

  /** All lines: one that is stored and missing here is deleted. */
  public CreditNoteDraft lines(@Nullable List<XeroLine> all) {
    return with("LineItems", all);
  }

  public CreditNoteDraft currency(@Nullable String code) {
    return with("CurrencyCode", code);
  }

  private CreditNoteDraft with(String name, @Nullable Object value) {
    set(name, value);
    return this;
  }
}
