package dev.tandem.books.ledger.xero;

import static dev.tandem.books.ledger.xero.XeroBooks.text;

import dev.tandem.books.ledger.Draft;
import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.xero.accounting.BatchPaymentDraft;
import dev.tandem.xero.accounting.PreparedWrite;
import dev.tandem.xero.accounting.XeroBatchPayment;
import dev.tandem.xero.accounting.XeroPayment;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A day's receipt as a Xero batch payment. */
final class ReceiptTranslation {

  private static final Pattern WORD = Pattern.compile("R-[0-9A-Z]{10}$");
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}");

  private ReceiptTranslation() {}

  static PreparedWrite prepare(List<Draft> drafts) {
    Draft first = drafts.getFirst();
    return first.ledgerId() == null
        ? Paper.LEDGER
            .batchPayments()
            .prepareCreate(drafts.stream().map(ReceiptTranslation::draft).toList())
        : Paper.LEDGER.batchPayments().prepareDelete(UUID.fromString(first.ledgerId()));
  }

  private static BatchPaymentDraft draft(Draft it) {
    Map<String, String> fields = it.fields();
    String account = text(fields.get(Fields.ACCOUNT));
    BatchPaymentDraft draft =
        BatchPaymentDraft.of(
                text(fields.get(Fields.PARTS)).lines().map(ReceiptTranslation::part).toList())
            .date(LocalDate.parse(text(fields.get(Fields.DATE))))
            .reference(fields.get(Fields.REFERENCE));
    return ID.matcher(account).matches()
        ? draft.account(UUID.fromString(account))
        : draft.accountCode(account);
  }

  private static BatchPaymentDraft.Part part(String line) {
    int cut = line.indexOf(' ');
    return new BatchPaymentDraft.Part(
        UUID.fromString(line.substring(0, cut)), new BigDecimal(line.substring(cut + 1)));
  }

  static LedgerRecord read(XeroBatchPayment it) {
    List<XeroPayment> parts = it.payments();
    var fields = new HashMap<String, String>();
    if (it.date() != null) {
      fields.put(Fields.DATE, it.date().toString());
    }
    if (it.reference() != null) {
      fields.put(Fields.REFERENCE, it.reference());
    }
    String status = XeroBooks.status(it.status());
    if (status != null) {
      fields.put(Fields.STATUS, status);
    }
    if (parts != null) {
      fields.put(
          Fields.PARTS,
          parts.stream()
              .filter(part -> part.invoiceId() != null && part.amount() != null)
              .map(part -> part.invoiceId() + " " + Fields.number(part.amount()))
              .sorted()
              .collect(Collectors.joining("\n")));
    }
    return new LedgerRecord(
        Kind.RECEIPT,
        Objects.requireNonNull(it.batchPaymentId()).toString(),
        word(text(it.reference())),
        fields,
        it.totalAmount() == null
            ? Map.of()
            : Map.of(Fields.TOTAL, it.totalAmount().toPlainString()),
        parts == null
            ? null
            : parts.stream().map(part -> part(part, status, it.updatedDateUtc())).toList(),
        null,
        it.updatedDateUtc());
  }

  /** It stands and falls with its batch. */
  private static LedgerRecord part(
      XeroPayment it, @Nullable String status, @Nullable Instant changedAt) {
    LedgerRecord read = PaymentTranslation.read(it);
    var fields = new HashMap<>(read.fields());
    if (status != null) {
      fields.put(Fields.STATUS, status);
    }
    return new LedgerRecord(Kind.PAYMENT, read.id(), null, fields, Map.of(), null, null, changedAt);
  }

  private static @Nullable String word(String reference) {
    var found = WORD.matcher(reference.strip());
    return found.find() ? found.group() : null;
  }
}
