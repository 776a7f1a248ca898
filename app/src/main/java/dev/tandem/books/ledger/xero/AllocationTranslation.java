package dev.tandem.books.ledger.xero;

import static dev.tandem.books.ledger.xero.XeroBooks.text;

import dev.tandem.books.ledger.Draft;
import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.xero.accounting.AllocationDraft;
import dev.tandem.xero.accounting.PreparedWrite;
import dev.tandem.xero.accounting.XeroAdvance;
import dev.tandem.xero.accounting.XeroAllocation;
import dev.tandem.xero.accounting.XeroCreditNote;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * A part of a credit note or of an advance that settles an invoice. Nothing in it could carry a
 * mark of ours.
 */
final class AllocationTranslation {

  private AllocationTranslation() {}

  /** All of one credit: its id is in the address. A removal has it as its mark. */
  static PreparedWrite prepare(List<Draft> drafts) {
    Draft first = drafts.getFirst();
    if (first.ledgerId() != null) {
      return Paper.LEDGER
          .allocations()
          .prepareRemove(
              AdvanceAddress.of(first.marker()),
              AdvanceAddress.bare(first.marker()),
              UUID.fromString(first.ledgerId()));
    }
    String credit = text(first.fields().get(Fields.CREDIT_NOTE));
    return Paper.LEDGER
        .allocations()
        .prepareCreate(
            AdvanceAddress.of(credit),
            AdvanceAddress.bare(credit),
            drafts.stream().map(AllocationTranslation::draft).toList());
  }

  private static AllocationDraft draft(Draft it) {
    Map<String, String> fields = it.fields();
    return AllocationDraft.to(UUID.fromString(text(fields.get(Fields.INVOICE))))
        .amount(new BigDecimal(text(fields.get(Fields.AMOUNT))))
        .date(LocalDate.parse(text(fields.get(Fields.DATE))));
  }

  static LedgerRecord read(XeroAllocation it) {
    return read(it, credit(it));
  }

  private static String credit(XeroAllocation it) {
    XeroCreditNote note = it.creditNote();
    if (note != null && note.creditNoteId() != null) {
      return note.creditNoteId().toString();
    }
    XeroAdvance over = it.overpayment();
    XeroAdvance before = it.prepayment();
    UUID overpayment = over == null ? null : over.overpaymentId();
    UUID prepayment = before == null ? null : before.prepaymentId();
    return overpayment == null && prepayment == null
        ? ""
        : AdvanceAddress.of(overpayment, prepayment).text();
  }

  /**
   * @param creditNote its id over there, or its advance's; empty if the reading did not tell
   */
  static LedgerRecord read(XeroAllocation it, String creditNote) {
    var fields = new HashMap<String, String>();
    if (!creditNote.isEmpty()) {
      fields.put(Fields.CREDIT_NOTE, creditNote);
    }
    if (it.invoiceId() != null) {
      fields.put(Fields.INVOICE, it.invoiceId().toString());
    }
    if (it.amount() != null) {
      fields.put(Fields.AMOUNT, Fields.number(it.amount()));
    }
    if (it.date() != null) {
      fields.put(Fields.DATE, it.date().toString());
    }
    fields.put(
        Fields.STATUS, Boolean.TRUE.equals(it.isDeleted()) ? Fields.REMOVED : Fields.APPROVED);
    return new LedgerRecord(
        Kind.ALLOCATION,
        Objects.requireNonNull(it.allocationId()).toString(),
        null,
        fields,
        Map.of(),
        null,
        null,
        null);
  }
}
