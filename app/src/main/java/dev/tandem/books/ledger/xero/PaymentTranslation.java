package dev.tandem.books.ledger.xero;

import static dev.tandem.books.ledger.xero.XeroBooks.text;

import dev.tandem.books.ledger.Draft;
import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.xero.accounting.PaymentDraft;
import dev.tandem.xero.accounting.PreparedWrite;
import dev.tandem.xero.accounting.XeroAccount;
import dev.tandem.xero.accounting.XeroPayment;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A payment as a Xero payment on an invoice, a refund as one on a credit note or an advance. */
final class PaymentTranslation {

  private static final Pattern WORD = Pattern.compile("T-[0-9A-Z]{12}$");
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}");

  private PaymentTranslation() {}

  static PreparedWrite prepare(List<Draft> drafts) {
    Draft first = drafts.getFirst();
    return first.ledgerId() == null
        ? Paper.LEDGER
            .payments()
            .prepareCreate(drafts.stream().map(PaymentTranslation::draft).toList())
        : Paper.LEDGER.payments().prepareDelete(UUID.fromString(first.ledgerId()));
  }

  private static PaymentDraft draft(Draft it) {
    Map<String, String> fields = it.fields();
    String account = text(fields.get(Fields.ACCOUNT));
    PaymentDraft draft =
        (it.kind() == Kind.REFUND
                ? refunding(text(fields.get(Fields.CREDIT_NOTE)))
                : PaymentDraft.on(UUID.fromString(text(fields.get(Fields.INVOICE)))))
            .date(LocalDate.parse(text(fields.get(Fields.DATE))))
            .amount(new BigDecimal(text(fields.get(Fields.AMOUNT))))
            .reference(fields.get(Fields.REFERENCE));
    // Bank accounts may have no code, so they are named by id; people type codes.
    return ID.matcher(account).matches()
        ? draft.account(UUID.fromString(account))
        : draft.accountCode(account);
  }

  private static PaymentDraft refunding(String credit) {
    UUID id = AdvanceAddress.bare(credit);
    return switch (AdvanceAddress.of(credit)) {
      case CREDIT_NOTE -> PaymentDraft.refunding(id);
      case OVERPAYMENT -> PaymentDraft.refundingOverpayment(id);
      case PREPAYMENT -> PaymentDraft.refundingPrepayment(id);
    };
  }

  /** What it gave back a part of. */
  private static @Nullable String credit(XeroPayment it) {
    UUID id = it.invoiceId();
    return id == null
        ? null
        : it.ofOverpayment()
            ? AdvanceAddress.of(id, null).text()
            : it.ofPrepayment() ? AdvanceAddress.of(null, id).text() : id.toString();
  }

  static LedgerRecord read(XeroPayment it) {
    var fields = new HashMap<String, String>();
    put(fields, Fields.DATE, it.date());
    put(fields, Fields.AMOUNT, it.amount() == null ? null : Fields.number(it.amount()));
    put(fields, Fields.REFERENCE, it.reference());
    put(fields, Fields.STATUS, XeroBooks.status(it.status()));
    put(
        fields,
        it.refund() ? Fields.CREDIT_NOTE : Fields.INVOICE,
        it.refund() ? credit(it) : it.invoiceId());
    put(fields, Fields.ACCOUNT, account(it.account()));
    return new LedgerRecord(
        it.refund() ? Kind.REFUND : Kind.PAYMENT,
        Objects.requireNonNull(it.paymentId()).toString(),
        word(text(it.reference())),
        fields,
        Map.of(),
        null,
        null,
        it.updatedDateUtc());
  }

  private static @Nullable Object account(@Nullable XeroAccount it) {
    return it == null
        ? null
        : it.code() != null && !it.code().isEmpty() ? it.code() : it.accountId();
  }

  static @Nullable String word(String reference) {
    var found = WORD.matcher(reference.strip());
    return found.find() ? found.group() : null;
  }

  private static void put(Map<String, String> fields, String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, value.toString());
    }
  }
}
