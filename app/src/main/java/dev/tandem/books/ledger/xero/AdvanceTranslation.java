package dev.tandem.books.ledger.xero;

import static dev.tandem.books.ledger.xero.XeroBooks.text;

import dev.tandem.books.ledger.Draft;
import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerCredit;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.xero.accounting.BankTransactionDraft;
import dev.tandem.xero.accounting.PreparedWrite;
import dev.tandem.xero.accounting.XeroAdvance;
import dev.tandem.xero.accounting.XeroBankTransaction;
import dev.tandem.xero.accounting.XeroContact;
import dev.tandem.xero.accounting.XeroPayment;
import dev.tandem.xero.accounting.XeroStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A client's money that no invoice owes, as Xero's overpayment or prepayment. Xero makes one of a
 * bank transaction and lists it apart, under an id of its own; that is the one by which it is used.
 */
final class AdvanceTranslation {

  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}");

  private AdvanceTranslation() {}

  static PreparedWrite prepare(List<Draft> drafts) {
    return Paper.LEDGER
        .bankTransactions()
        .prepareCreate(drafts.stream().map(AdvanceTranslation::draft).toList());
  }

  private static BankTransactionDraft draft(Draft it) {
    Map<String, String> fields = it.fields();
    String account = text(fields.get(Fields.ACCOUNT));
    BankTransactionDraft draft =
        BankTransactionDraft.overpayment(
                text(fields.get(Fields.TEXT)), new BigDecimal(text(fields.get(Fields.AMOUNT))))
            .contact(UUID.fromString(text(fields.get(Fields.CLIENT))))
            .date(LocalDate.parse(text(fields.get(Fields.DATE))))
            .currency(fields.get(Fields.CURRENCY))
            .reference(fields.get(Fields.REFERENCE));
    return ID.matcher(account).matches()
        ? draft.account(UUID.fromString(account))
        : draft.accountCode(account);
  }

  /** What the write answers: the transaction, with the id of the credit that it left. */
  static LedgerRecord answered(XeroBankTransaction it) {
    return record(
        new Seen(
            AdvanceAddress.of(it.overpaymentId(), it.prepaymentId()),
            it.status(),
            it.contact(),
            it.date(),
            it.reference(),
            it.currencyCode(),
            it.total(),
            null,
            it.updatedDateUtc()),
        null);
  }

  static LedgerRecord read(XeroAdvance it) {
    AdvanceAddress address = AdvanceAddress.of(it.overpaymentId(), it.prepaymentId());
    return record(
        new Seen(
            address,
            it.status(),
            it.contact(),
            it.date(),
            it.reference(),
            it.currencyCode(),
            it.total(),
            it.remainingCredit(),
            it.updatedDateUtc()),
        parts(it, address.text()));
  }

  /** A supplier's has the same shape. */
  static boolean isClients(XeroAdvance it) {
    return text(it.type()).startsWith("RECEIVE-");
  }

  private record Seen(
      AdvanceAddress address,
      @Nullable XeroStatus status,
      @Nullable XeroContact contact,
      @Nullable LocalDate date,
      @Nullable String reference,
      @Nullable String currency,
      @Nullable BigDecimal total,
      @Nullable BigDecimal remaining,
      @Nullable Instant changedAt) {}

  private static LedgerRecord record(Seen it, @Nullable List<LedgerRecord> parts) {
    var fields = new HashMap<String, String>();
    put(fields, Fields.STATUS, XeroBooks.status(it.status()));
    put(fields, Fields.CLIENT, it.contact() == null ? null : it.contact().contactId());
    put(fields, Fields.DATE, it.date());
    put(fields, Fields.CURRENCY, it.currency());
    put(fields, Fields.AMOUNT, it.total() == null ? null : Fields.number(it.total()));
    fields.put(Fields.REFERENCE, text(it.reference()));
    var derived = new HashMap<String, String>();
    put(derived, Fields.TOTAL, it.total() == null ? null : it.total().toPlainString());
    put(derived, Fields.REMAINING, it.remaining() == null ? null : it.remaining().toPlainString());
    return new LedgerRecord(
        Kind.ADVANCE,
        it.address().text(),
        PaymentTranslation.word(text(it.reference())),
        fields,
        derived,
        parts,
        null,
        it.changedAt());
  }

  /** What it settles, and what was given back of it. */
  private static @Nullable List<LedgerRecord> parts(XeroAdvance it, String id) {
    if (it.allocations() == null || it.payments() == null) {
      return null;
    }
    var parts = new ArrayList<LedgerRecord>();
    it.allocations().stream()
        .filter(one -> !Boolean.TRUE.equals(one.isDeleted()))
        .forEach(one -> parts.add(AllocationTranslation.read(one, id)));
    it.payments().stream()
        .filter(one -> one.status() == null || !XeroStatus.DELETED.equals(one.status()))
        .forEach((XeroPayment one) -> parts.add(CreditNoteTranslation.refund(one, id)));
    return parts;
  }

  /** As an invoice shows those that settle a part of it. */
  static Stream<LedgerCredit> credits(@Nullable List<XeroAdvance> all, String word) {
    return Stream.ofNullable(all)
        .flatMap(List::stream)
        .filter(it -> it.appliedAmount() != null)
        .map(
            it ->
                new LedgerCredit(
                    AdvanceAddress.of(it.overpaymentId(), it.prepaymentId()).text(),
                    word,
                    Objects.requireNonNull(it.appliedAmount()),
                    it.date() == null ? "" : it.date().toString()));
  }

  private static void put(Map<String, String> fields, String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, value.toString());
    }
  }
}
