package dev.tandem.simulator.accounting.money;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Invalid;
import dev.tandem.simulator.accounting.documents.Ids;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** The document that a payment pays, or whose credit it refunds. */
record PaidDocument(Kind kind, ObjectNode document) {
  private static final List<Kind> KINDS =
      List.of(Kind.INVOICE, Kind.CREDIT_NOTE, Kind.PREPAYMENT, Kind.OVERPAYMENT);

  /** Xero: how a document's type reads where "Invoice" stands for any of them. */
  private static final Map<String, String> AS_INVOICE =
      Map.of(
          "RECEIVE-OVERPAYMENT", "AROVERPAYMENT",
          "SPEND-OVERPAYMENT", "APOVERPAYMENT",
          "RECEIVE-PREPAYMENT", "ARPREPAYMENT",
          "SPEND-PREPAYMENT", "APPREPAYMENT");

  private static final Map<String, String> PAYMENT_TYPES =
      Map.of(
          "ACCREC", "ACCRECPAYMENT",
          "ACCPAY", "ACCPAYPAYMENT",
          "ACCRECCREDIT", "ARCREDITPAYMENT",
          "ACCPAYCREDIT", "APCREDITPAYMENT",
          "AROVERPAYMENT", "AROVERPAYMENTPAYMENT",
          "APOVERPAYMENT", "APOVERPAYMENTPAYMENT",
          "ARPREPAYMENT", "ARPREPAYMENTPAYMENT",
          "APPREPAYMENT", "APPREPAYMENTPAYMENT");

  /** Xero: exactly one of Invoice, CreditNote, Prepayment and Overpayment, by id or by number. */
  static PaidDocument namedBy(ObjectNode sent, Ledger ledger) {
    List<Optional<PaidDocument>> named = new ArrayList<>();
    for (Kind kind : KINDS) {
      if (sent.path(kind.singular()) instanceof ObjectNode given && identifies(given, kind)) {
        named.add(find(given, kind, ledger));
      }
    }
    if (named.isEmpty()) {
      byNumberAlone(sent, ledger).ifPresent(named::add);
    }
    if (named.size() != 1) {
      throw new Invalid(
          "Exactly one of Invoice, CreditNote, Prepayment or Overpayment must be specified");
    }
    return named.getFirst().orElseThrow(() -> new Invalid("Document could not be found"));
  }

  /** The document of a payment in the books. */
  static PaidDocument of(ObjectNode payment, Ledger ledger) {
    Kind kind = Kind.valueOf(payment.path("_of").asString(Kind.INVOICE.name()));
    String id = payment.path("Invoice").path("InvoiceID").asString();
    return new PaidDocument(kind, ledger.get(kind, id).orElseThrow());
  }

  private static boolean identifies(ObjectNode given, Kind kind) {
    return Ids.guid(given, kind.idField()).isPresent()
        || Fields.said(given, numberField(kind)).isPresent();
  }

  private static Optional<PaidDocument> find(ObjectNode given, Kind kind, Ledger ledger) {
    Optional<String> id = Ids.guid(given, kind.idField());
    Optional<ObjectNode> found =
        id.isPresent()
            ? ledger.get(kind, Indexes.key(id.get()))
            : Fields.said(given, numberField(kind))
                .flatMap(number -> byNumber(kind, number, ledger).findFirst());
    return found.map(document -> new PaidDocument(kind, document));
  }

  /** Xero: InvoiceNumber beside the payment's own fields may be that of a credit note, too. */
  private static Optional<Optional<PaidDocument>> byNumberAlone(ObjectNode sent, Ledger ledger) {
    return Fields.said(sent, "InvoiceNumber")
        .or(() -> Fields.said(sent, "CreditNoteNumber"))
        .map(
            number ->
                Stream.of(Kind.INVOICE, Kind.CREDIT_NOTE)
                    .flatMap(
                        kind ->
                            byNumber(kind, number, ledger).map(it -> new PaidDocument(kind, it)))
                    .findFirst());
  }

  /** Sales first: numbers of bills need not be unique. */
  private static Stream<ObjectNode> byNumber(Kind kind, String number, Ledger ledger) {
    if (kind != Kind.INVOICE && kind != Kind.CREDIT_NOTE) {
      return Stream.empty();
    }
    List<ObjectNode> found = ledger.find(kind, "number", Indexes.key(number)).toList();
    return Stream.concat(
        found.stream().filter(PaidDocument::sales), found.stream().filter(it -> !sales(it)));
  }

  private static boolean sales(ObjectNode document) {
    return document.path("Type").asString("").startsWith("ACCREC");
  }

  private static String numberField(Kind kind) {
    return kind.singular() + "Number";
  }

  /** Writes into a payment what it is for, so that expressions find it by its own name, too. */
  void into(ObjectNode payment) {
    payment.put("_of", kind.name());
    ObjectNode invoice = payment.putObject("Invoice").put("InvoiceID", id());
    if (kind != Kind.INVOICE) {
      invoice.put("Type", typeAsInvoice()).put("InvoiceNumber", number());
      payment.putObject(kind.singular()).put(kind.idField(), id());
    }
  }

  String id() {
    return document.path(kind.idField()).asString();
  }

  String number() {
    return document.path(numberField(kind)).asString("");
  }

  String typeAsInvoice() {
    String type = document.path("Type").asString();
    return AS_INVOICE.getOrDefault(type, type);
  }

  String paymentType() {
    return PAYMENT_TYPES.getOrDefault(typeAsInvoice(), "");
  }

  boolean authorised() {
    return document.path("Status").asString().equals("AUTHORISED");
  }

  /** What may still be paid or refunded, in the document's currency. */
  BigDecimal outstanding() {
    return Fields.amount(document, kind == Kind.INVOICE ? "AmountDue" : "RemainingCredit");
  }

  String currency() {
    return document.path("CurrencyCode").asString();
  }

  BigDecimal rate() {
    BigDecimal rate = Fields.amount(document, "CurrencyRate");
    return rate.signum() > 0 ? rate : BigDecimal.ONE;
  }
}
