package dev.tandem.books.ledger.xero;

import static dev.tandem.books.ledger.xero.XeroBooks.text;

import dev.tandem.books.ledger.Draft;
import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerCredit;
import dev.tandem.books.ledger.LedgerLine;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.xero.accounting.InvoiceDraft;
import dev.tandem.xero.accounting.PreparedWrite;
import dev.tandem.xero.accounting.XeroInvoice;
import dev.tandem.xero.accounting.XeroLine;
import dev.tandem.xero.accounting.XeroStatus;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** An invoice as a Xero sales invoice. */
final class InvoiceTranslation {

  private static final TypeReference<List<XeroLine>> LINES = new TypeReference<>() {};
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final String BILL = "ACCPAY";

  private InvoiceTranslation() {}

  static PreparedWrite prepare(List<Draft> drafts) {
    List<InvoiceDraft> invoices = drafts.stream().map(InvoiceTranslation::draft).toList();
    return drafts.getFirst().creation()
        ? Paper.LEDGER.invoices().prepareCreate(invoices)
        : Paper.LEDGER.invoices().prepareUpdate(invoices);
  }

  private static InvoiceDraft draft(Draft it) {
    Map<String, String> fields = it.fields();
    InvoiceDraft draft =
        it.ledgerId() == null
            ? InvoiceDraft.sale()
            : InvoiceDraft.update(UUID.fromString(it.ledgerId()));
    String client = fields.get(Fields.CLIENT);
    String lines = fields.get(Fields.LINES);
    return draft
        .contact(client == null || client.isEmpty() ? null : UUID.fromString(client))
        .number(fields.get(Fields.NUMBER))
        .reference(fields.get(Fields.REFERENCE))
        .date(date(fields.get(Fields.DATE)))
        .dueDate(date(fields.get(Fields.DUE_DATE)))
        .lineAmountTypes(amounts(fields.get(Fields.LINE_AMOUNTS)))
        .currency(fields.get(Fields.CURRENCY))
        .currencyRate(rate(fields.get(Fields.RATE)))
        .lines(lines == null ? null : lines(lines, it.kept()))
        .url(it.page())
        .status(status(fields.get(Fields.STATUS), it.creation()));
  }

  private static @Nullable LocalDate date(@Nullable String text) {
    return text == null || text.isEmpty() ? null : LocalDate.parse(text);
  }

  private static @Nullable BigDecimal rate(@Nullable String text) {
    return text == null || text.isEmpty() ? null : new BigDecimal(text);
  }

  static @Nullable String amounts(@Nullable String ours) {
    return switch (ours) {
      case Fields.INCLUSIVE -> "Inclusive";
      case Fields.NO_TAX -> "NoTax";
      case null -> null;
      default -> "Exclusive";
    };
  }

  static @Nullable XeroStatus status(@Nullable String ours, boolean creation) {
    return switch (ours) {
      case Fields.DRAFT -> creation ? XeroStatus.DRAFT : null;
      case Fields.APPROVED -> XeroStatus.AUTHORISED;
      case Fields.REMOVED -> XeroStatus.VOIDED;
      case Fields.DISCARDED -> XeroStatus.DELETED;
      case null, default -> null;
    };
  }

  /**
   * All lines, each in the place of the stored line that it stands for: the same description first,
   * then the same place. A stored line without a successor is deleted by being absent.
   */
  static List<XeroLine> lines(String ours, @Nullable String kept) {
    List<XeroLine> stored = kept == null ? List.of() : JSON.readValue(kept, LINES);
    List<LedgerLine> wanted = LedgerLine.read(ours);
    XeroLine[] under = new XeroLine[wanted.size()];
    List<XeroLine> left = new ArrayList<>(stored);
    for (int i = 0; i < under.length; i++) {
      String description = wanted.get(i).description();
      under[i] =
          left.stream().filter(it -> description.equals(it.description())).findFirst().orElse(null);
      left.remove(under[i]);
    }
    var lines = new ArrayList<XeroLine>();
    for (int i = 0; i < under.length; i++) {
      XeroLine place = i < stored.size() ? stored.get(i) : null;
      XeroLine it = under[i] == null && left.remove(place) ? place : under[i];
      lines.add(LineTranslation.over(it, wanted.get(i)));
    }
    return lines;
  }

  /** What a write answers. Its payments and credits may be missing although there are some. */
  static LedgerRecord answered(XeroInvoice it) {
    LedgerRecord read = read(it);
    var derived = new HashMap<>(read.derived());
    derived.remove(Fields.CREDITS);
    return new LedgerRecord(
        read.kind(),
        read.id(),
        read.marker(),
        read.fields(),
        derived,
        null,
        read.kept(),
        read.changedAt());
  }

  static LedgerRecord read(XeroInvoice it) {
    var fields = new HashMap<String, String>();
    put(fields, Fields.NUMBER, it.invoiceNumber());
    put(fields, Fields.DATE, it.date());
    put(fields, Fields.DUE_DATE, it.dueDate());
    put(fields, Fields.CURRENCY, it.currencyCode());
    put(fields, Fields.RATE, it.currencyRate() == null ? null : Fields.number(it.currencyRate()));
    put(fields, Fields.STATUS, XeroBooks.status(it.status()));
    if (it.contact() != null) {
      put(fields, Fields.CLIENT, it.contact().contactId());
    }
    List<XeroLine> lines = it.lineItems() == null ? List.of() : it.lineItems();
    if (!lines.isEmpty()) {
      fields.put(Fields.LINES, LedgerLine.text(lines.stream().map(LineTranslation::read).toList()));
      put(fields, Fields.LINE_AMOUNTS, ours(it.lineAmountTypes()));
      fields.put(Fields.REFERENCE, text(it.reference()));
    }
    Map<String, String> derived = derived(it);
    if (!lines.isEmpty() && it.creditNotes() != null) {
      derived.put(
          Fields.CREDITS,
          LedgerCredit.text(
              Stream.of(
                      it.creditNotes().stream().flatMap(CreditNoteTranslation::credit),
                      AdvanceTranslation.credits(it.overpayments(), "Overpayment"),
                      AdvanceTranslation.credits(it.prepayments(), "Prepayment"))
                  .flatMap(Function.identity())
                  .toList()));
    }
    return new LedgerRecord(
        Kind.INVOICE,
        Objects.requireNonNull(it.invoiceId()).toString(),
        it.invoiceNumber(),
        fields,
        derived,
        lines.isEmpty() || it.payments() == null
            ? null
            : it.payments().stream().map(PaymentTranslation::read).toList(),
        lines.isEmpty() ? null : kept(lines),
        it.updatedDateUtc());
  }

  private static Map<String, String> derived(XeroInvoice it) {
    var derived = new HashMap<String, String>();
    put(derived, Fields.TOTAL, number(it.total()));
    put(derived, Fields.PAID, number(it.amountPaid()));
    put(derived, Fields.CREDITED, number(it.amountCredited()));
    put(derived, Fields.PAGE, it.url());
    put(derived, Fields.BILL, BILL.equals(it.type()) ? "yes" : null);
    return derived;
  }

  static String kept(List<XeroLine> lines) {
    return JSON.writeValueAsString(lines);
  }

  static @Nullable String ours(@Nullable String lineAmountTypes) {
    return switch (lineAmountTypes) {
      case "Inclusive" -> Fields.INCLUSIVE;
      case "NoTax" -> Fields.NO_TAX;
      case null -> null;
      default -> Fields.EXCLUSIVE;
    };
  }

  private static @Nullable String number(@Nullable BigDecimal number) {
    return number == null ? null : number.toPlainString();
  }

  private static void put(Map<String, String> fields, String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, value.toString());
    }
  }
}
