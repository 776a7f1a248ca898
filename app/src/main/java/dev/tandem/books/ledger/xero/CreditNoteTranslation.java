package dev.tandem.books.ledger.xero;

import static dev.tandem.books.ledger.xero.XeroBooks.text;

import dev.tandem.books.ledger.Draft;
import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerCredit;
import dev.tandem.books.ledger.LedgerLine;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.xero.accounting.CreditNoteDraft;
import dev.tandem.xero.accounting.PreparedWrite;
import dev.tandem.xero.accounting.XeroCreditNote;
import dev.tandem.xero.accounting.XeroLine;
import dev.tandem.xero.accounting.XeroPayment;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A credit note as Xero's for a customer. Its number is its mark: Xero keeps no address with it.
 */
final class CreditNoteTranslation {

  private CreditNoteTranslation() {}

  static PreparedWrite prepare(List<Draft> drafts) {
    List<CreditNoteDraft> notes = drafts.stream().map(CreditNoteTranslation::draft).toList();
    return drafts.getFirst().creation()
        ? Paper.LEDGER.creditNotes().prepareCreate(notes)
        : Paper.LEDGER.creditNotes().prepareUpdate(notes);
  }

  private static CreditNoteDraft draft(Draft it) {
    Map<String, String> fields = it.fields();
    CreditNoteDraft draft =
        it.ledgerId() == null
            ? CreditNoteDraft.sale()
            : CreditNoteDraft.update(UUID.fromString(it.ledgerId()));
    String client = fields.get(Fields.CLIENT);
    String lines = fields.get(Fields.LINES);
    String date = fields.get(Fields.DATE);
    return draft
        .contact(client == null || client.isEmpty() ? null : UUID.fromString(client))
        .number(fields.get(Fields.NUMBER))
        .reference(fields.get(Fields.REFERENCE))
        .date(date == null || date.isEmpty() ? null : LocalDate.parse(date))
        .lineAmountTypes(InvoiceTranslation.amounts(fields.get(Fields.LINE_AMOUNTS)))
        .currency(fields.get(Fields.CURRENCY))
        .lines(lines == null ? null : InvoiceTranslation.lines(lines, it.kept()))
        .status(InvoiceTranslation.status(fields.get(Fields.STATUS), it.creation()));
  }

  /** What a write answers: what it settles may be missing although it settles something. */
  static LedgerRecord answered(XeroCreditNote it) {
    return read(it).withoutPayments();
  }

  static LedgerRecord read(XeroCreditNote it) {
    String id = Objects.requireNonNull(it.creditNoteId()).toString();
    var fields = new HashMap<String, String>();
    put(fields, Fields.NUMBER, it.creditNoteNumber());
    put(fields, Fields.DATE, it.date());
    put(fields, Fields.CURRENCY, it.currencyCode());
    put(fields, Fields.STATUS, XeroBooks.status(it.status()));
    if (it.contact() != null) {
      put(fields, Fields.CLIENT, it.contact().contactId());
    }
    List<XeroLine> lines = it.lineItems() == null ? List.of() : it.lineItems();
    if (!lines.isEmpty()) {
      fields.put(Fields.LINES, LedgerLine.text(lines.stream().map(LineTranslation::read).toList()));
      put(fields, Fields.LINE_AMOUNTS, InvoiceTranslation.ours(it.lineAmountTypes()));
      fields.put(Fields.REFERENCE, text(it.reference()));
    }
    var derived = new HashMap<String, String>();
    put(derived, Fields.TOTAL, it.total() == null ? null : it.total().toPlainString());
    put(
        derived,
        Fields.REMAINING,
        it.remainingCredit() == null ? null : it.remainingCredit().toPlainString());
    return new LedgerRecord(
        Kind.CREDIT_NOTE,
        id,
        it.creditNoteNumber(),
        fields,
        derived,
        lines.isEmpty() ? null : parts(it, id),
        lines.isEmpty() ? null : InvoiceTranslation.kept(lines),
        it.updatedDateUtc());
  }

  /**
   * One that nobody here wrote, as its client's credit: of what it says only its number counts
   * beside the money, and that is no mark of ours.
   */
  static LedgerRecord advance(XeroCreditNote it) {
    LedgerRecord read = read(it);
    var fields = new HashMap<>(read.fields());
    fields.keySet().retainAll(Set.of(Fields.STATUS, Fields.CLIENT, Fields.DATE, Fields.CURRENCY));
    fields.put(Fields.NUMBER, text(it.creditNoteNumber()));
    fields.put(Fields.REFERENCE, text(it.reference()));
    put(fields, Fields.AMOUNT, it.total() == null ? null : Fields.number(it.total()));
    if (read.removed()) {
      // What it came to before it was voided is what stays known of it.
      fields.remove(Fields.AMOUNT);
    }
    return new LedgerRecord(
        Kind.ADVANCE,
        read.id(),
        null,
        fields,
        read.derived(),
        read.payments(),
        null,
        read.changedAt());
  }

  /** What it settles, and what was given back of it. */
  private static @Nullable List<LedgerRecord> parts(XeroCreditNote it, String id) {
    if (it.allocations() == null || it.payments() == null) {
      return null;
    }
    var parts = new ArrayList<LedgerRecord>();
    it.allocations().stream()
        .filter(one -> !Boolean.TRUE.equals(one.isDeleted()))
        .forEach(one -> parts.add(AllocationTranslation.read(one, id)));
    it.payments().forEach(one -> parts.add(refund(one, id)));
    return parts;
  }

  /** Inside its credit note a refund carries little more than id, date and amount. */
  static LedgerRecord refund(XeroPayment it, String creditNote) {
    LedgerRecord read = PaymentTranslation.read(it);
    var fields = new HashMap<>(read.fields());
    fields.remove(Fields.INVOICE);
    fields.put(Fields.CREDIT_NOTE, creditNote);
    return new LedgerRecord(
        Kind.REFUND, read.id(), read.marker(), fields, Map.of(), null, null, read.changedAt());
  }

  /** As an invoice shows a credit note that settles a part of it; 0 if it does not say how much. */
  static Stream<LedgerCredit> credit(XeroCreditNote it) {
    BigDecimal amount = it.appliedAmount();
    return it.creditNoteId() == null
        ? Stream.empty()
        : Stream.of(
            new LedgerCredit(
                it.creditNoteId().toString(),
                text(it.creditNoteNumber()),
                amount == null ? BigDecimal.ZERO : amount,
                it.date() == null ? "" : it.date().toString()));
  }

  private static void put(Map<String, String> fields, String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, value.toString());
    }
  }
}
