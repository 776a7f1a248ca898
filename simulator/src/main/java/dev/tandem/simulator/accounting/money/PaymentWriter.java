package dev.tandem.simulator.accounting.money;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Switch;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Invalid;
import dev.tandem.simulator.accounting.call.Problems;
import dev.tandem.simulator.accounting.documents.LockDates;
import dev.tandem.simulator.accounting.documents.Totals;
import dev.tandem.simulator.http.Json;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** Makes and removes payments, and moves the paid invoice along. */
public final class PaymentWriter {
  private final Ledger ledger;
  private final Switches switches;

  public PaymentWriter(Ledger ledger, Switches switches) {
    this.ledger = ledger;
    this.switches = switches;
  }

  public ObjectNode create(ObjectNode sent, Problems problems) {
    ObjectNode invoice = invoice(sent);
    ObjectNode account = account(sent);
    BigDecimal amount = amount(sent, invoice, problems);
    LocalDate date = Fields.day(sent, "Date").orElseGet(ledger::today);
    LockDates.check(ledger.organisation(), date, problems);
    boolean sales = invoice.path("Type").asString().equals("ACCREC");
    ObjectNode payment =
        Json.object()
            .put("PaymentID", UUID.randomUUID().toString())
            .put("Date", date.toString())
            .put("BankAmount", amount)
            .put("Amount", amount)
            .put("Reference", "");
    Fields.copyText(sent, payment, "Reference", 255, problems);
    payment
        .put("CurrencyRate", Fields.number(sent, "CurrencyRate").orElse(BigDecimal.ONE))
        .put("PaymentType", sales ? "ACCRECPAYMENT" : "ACCPAYPAYMENT")
        .put("Status", "AUTHORISED")
        .put("HasAccount", true)
        .put("IsReconciled", Fields.flag(sent, "IsReconciled").orElse(false));
    payment.putObject("Account").put("AccountID", account.path("AccountID").asString());
    payment.putObject("Invoice").put("InvoiceID", invoice.path("InvoiceID").asString());
    problems.refuse();
    ledger.put(Kind.PAYMENT, payment);
    settle(invoice, amount, date);
    return payment;
  }

  /** POST: a payment that exists can only be deleted. */
  public ObjectNode save(ObjectNode sent, Problems problems) {
    Optional<String> id = Fields.said(sent, "PaymentID");
    if (id.isEmpty()) {
      return create(sent, problems);
    }
    ObjectNode payment =
        ledger
            .get(Kind.PAYMENT, Indexes.key(id.get()))
            .orElseThrow(
                () ->
                    new Invalid(
                        "The document with the supplied id was not found for this endpoint."))
            .deepCopy();
    if (!sent.path("Status").asString("").equals("DELETED")
        || !payment.path("Status").asString().equals("AUTHORISED")) {
      throw new Invalid("Payment not of valid status for modification");
    }
    LockDates.check(
        ledger.organisation(), LocalDate.parse(payment.path("Date").asString()), problems);
    problems.refuse();
    ledger.put(Kind.PAYMENT, payment.put("Status", "DELETED"));
    reopen(payment);
    return payment;
  }

  private ObjectNode invoice(ObjectNode sent) {
    if (!(sent.path("Invoice") instanceof ObjectNode named)) {
      throw new Invalid(
          "Exactly one of Invoice, CreditNote, Prepayment or Overpayment must be specified");
    }
    ObjectNode invoice =
        Fields.said(named, "InvoiceID")
            .flatMap(id -> ledger.get(Kind.INVOICE, Indexes.key(id)))
            .or(
                () ->
                    Fields.said(named, "InvoiceNumber")
                        .flatMap(
                            number ->
                                ledger
                                    .find(Kind.INVOICE, "number", Indexes.key(number))
                                    .findFirst()))
            .orElseThrow(() -> new Invalid("The Invoice could not be found"));
    String status = invoice.path("Status").asString();
    if (status.equals("PAID")) {
      throw new Invalid("Payment amount exceeds the amount outstanding on this document");
    }
    if (!status.equals("AUTHORISED")) {
      throw new Invalid("Payments can only be made against Authorised documents");
    }
    return invoice;
  }

  private ObjectNode account(ObjectNode sent) {
    ObjectNode named = sent.path("Account") instanceof ObjectNode object ? object : Json.object();
    Optional<ObjectNode> account =
        Fields.said(named, "AccountID")
            .flatMap(id -> ledger.get(Kind.ACCOUNT, Indexes.key(id)))
            .or(() -> Fields.said(named, "Code").flatMap(this::byCode));
    if (Fields.said(named, "AccountID").isEmpty() && Fields.said(named, "Code").isEmpty()) {
      throw new Invalid("Account code or ID must be specified");
    }
    ObjectNode found = account.orElseThrow(() -> new Invalid("The Account could not be found"));
    boolean open =
        found.path("Type").asString().equals("BANK")
            || found.path("EnablePaymentsToAccount").asBoolean(false);
    if (!open || !found.path("Status").asString().equals("ACTIVE")) {
      throw new Invalid(
          "Account code '"
              + found.path("Code").asString()
              + "' is not a valid code for this document. Payments need a bank account or one with"
              + " payments enabled.");
    }
    return found;
  }

  private Optional<ObjectNode> byCode(String code) {
    return ledger.find(Kind.ACCOUNT, "code", Indexes.key(code)).findFirst();
  }

  private static BigDecimal amount(ObjectNode sent, ObjectNode invoice, Problems problems) {
    BigDecimal amount = Fields.cents(Fields.number(sent, "Amount").orElse(BigDecimal.ZERO));
    problems.errorIf(amount.signum() <= 0, "Payment amount must be greater than zero");
    problems.errorIf(
        amount.compareTo(Fields.amount(invoice, "AmountDue")) > 0,
        "Payment amount exceeds the amount outstanding on this document");
    return amount;
  }

  private void settle(ObjectNode stored, BigDecimal amount, LocalDate date) {
    ObjectNode invoice = stored.deepCopy();
    invoice.put("AmountPaid", Fields.cents(Fields.amount(invoice, "AmountPaid").add(amount)));
    Totals.due(invoice);
    if (Fields.amount(invoice, "AmountDue").signum() == 0) {
      invoice.put("Status", "PAID").put("FullyPaidOnDate", lastPayment(invoice, date));
    }
    store(invoice);
  }

  private String lastPayment(ObjectNode invoice, LocalDate date) {
    return ledger
        .find(Kind.PAYMENT, "invoice", invoice.path("InvoiceID").asString())
        .filter(payment -> payment.path("Status").asString().equals("AUTHORISED"))
        .map(payment -> payment.path("Date").asString())
        .max(String::compareTo)
        .orElse(date.toString());
  }

  private void reopen(ObjectNode payment) {
    String id = payment.path("Invoice").path("InvoiceID").asString();
    ObjectNode invoice = ledger.get(Kind.INVOICE, id).orElseThrow().deepCopy();
    BigDecimal paid =
        Fields.amount(invoice, "AmountPaid").subtract(Fields.amount(payment, "Amount"));
    invoice.put("AmountPaid", Fields.cents(paid)).put("Status", "AUTHORISED");
    invoice.remove("FullyPaidOnDate");
    Totals.due(invoice);
    store(invoice);
  }

  private void store(ObjectNode invoice) {
    if (switches.is(Switch.PAYMENT_FIRES_INVOICE_EVENT)) {
      ledger.put(Kind.INVOICE, invoice);
    } else {
      ledger.putUntold(Kind.INVOICE, invoice);
    }
  }
}
