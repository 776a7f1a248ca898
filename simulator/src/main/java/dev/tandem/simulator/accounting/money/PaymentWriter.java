package dev.tandem.simulator.accounting.money;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Invalid;
import dev.tandem.simulator.accounting.call.Problems;
import dev.tandem.simulator.accounting.documents.Ids;
import dev.tandem.simulator.accounting.documents.LockDates;
import dev.tandem.simulator.accounting.documents.Settlement;
import dev.tandem.simulator.http.Json;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** Makes and removes payments, and moves the document along that they pay or refund. */
final class PaymentWriter {
  private static final Set<String> NOT_A_CHANGE =
      Set.of(
          "PaymentID",
          "Status",
          "HasAccount",
          "HasValidationErrors",
          "StatusAttributeString",
          "ValidationErrors",
          "Warnings");

  private final Ledger ledger;
  private final Settlement settlement;
  private final MoneyAccounts accounts;
  private final Exchange exchange;

  public PaymentWriter(Ledger ledger, Switches switches) {
    this.ledger = ledger;
    this.settlement = new Settlement(ledger, switches);
    this.accounts = new MoneyAccounts(ledger);
    this.exchange = new Exchange(ledger);
  }

  /** PUT: a new payment. */
  public ObjectNode create(ObjectNode sent, Problems problems) {
    PaidDocument document = PaidDocument.namedBy(sent, ledger);
    ObjectNode account =
        accounts.ofPayment(sent.path("Account").isObject() ? sent.path("Account") : sent);
    ObjectNode payment = payment(sent, document, account, problems);
    String status = Fields.said(sent, "Status").orElse("AUTHORISED");
    problems.errorIf(
        !status.equals("AUTHORISED"), "A new payment can only have the status AUTHORISED");
    problems.refuse();
    return store(payment, document);
  }

  /** POST: a payment that exists can only be deleted. */
  public ObjectNode save(ObjectNode sent, Problems problems) {
    Optional<String> id = Ids.guid(sent, "PaymentID");
    if (id.isEmpty()) {
      return create(sent, problems);
    }
    ObjectNode payment =
        ledger
            .get(Kind.PAYMENT, Indexes.key(id.get()))
            .orElseThrow(
                () ->
                    new Invalid(
                        "The document with the supplied id was not found for this endpoint."));
    refuseUndeletable(payment, sent);
    delete(payment, problems);
    return ledger.get(Kind.PAYMENT, Indexes.key(id.get())).orElseThrow();
  }

  /** The payment as it would be kept; what is wrong with it is told. */
  ObjectNode payment(
      ObjectNode sent, PaidDocument document, ObjectNode account, Problems problems) {
    BigDecimal amount = amount(sent, document, problems);
    LocalDate date = Fields.day(sent, "Date").orElseGet(ledger::today);
    LockDates.check(ledger.organisation(), date, problems);
    ObjectNode payment =
        Json.object()
            .put("PaymentID", UUID.randomUUID().toString())
            .put("Date", date.toString())
            .put("BankAmount", amount)
            .put("Amount", amount)
            .put("Reference", "");
    Fields.copyText(sent, payment, "Reference", 255, problems);
    exchange.convert(sent, payment, document, accounts.currency(account), problems);
    payment
        .put("PaymentType", document.paymentType())
        .put("Status", "AUTHORISED")
        .put("HasAccount", true)
        .put("IsReconciled", Fields.flag(sent, "IsReconciled").orElse(false));
    for (String name : new String[] {"BankAccountNumber", "Particulars", "Details"}) {
      Fields.copyText(sent, payment, name, 255, problems);
    }
    payment.putObject("Account").put("AccountID", account.path("AccountID").asString());
    document.into(payment);
    return payment;
  }

  ObjectNode store(ObjectNode payment, PaidDocument document) {
    ledger.put(Kind.PAYMENT, payment);
    settlement.afterPayment(document.kind(), document.id());
    return payment;
  }

  void delete(ObjectNode stored, Problems problems) {
    LocalDate date = LocalDate.parse(stored.path("Date").asString());
    LockDates.check(ledger.organisation(), date, problems);
    problems.refuse();
    PaidDocument document = PaidDocument.of(stored, ledger);
    ledger.put(Kind.PAYMENT, stored.deepCopy().put("Status", "DELETED"));
    settlement.afterPayment(document.kind(), document.id());
  }

  private static BigDecimal amount(ObjectNode sent, PaidDocument document, Problems problems) {
    BigDecimal amount = Fields.cents(Fields.number(sent, "Amount").orElse(BigDecimal.ZERO));
    problems.errorIf(
        !document.authorised(), "Payments can only be made against Authorised documents");
    problems.errorIf(amount.signum() <= 0, "Payment amount must be greater than zero");
    problems.errorIf(
        amount.compareTo(document.outstanding()) > 0,
        "Payment amount exceeds the amount outstanding on this document");
    return amount;
  }

  private static void refuseUndeletable(ObjectNode payment, ObjectNode sent) {
    boolean more =
        sent.propertyNames().stream()
            .anyMatch(name -> !NOT_A_CHANGE.contains(name) && Fields.present(sent, name));
    if (more) {
      throw new Invalid("Only Status accepted for updates.");
    }
    if (!sent.path("Status").asString("").equals("DELETED")
        || !payment.path("Status").asString().equals("AUTHORISED")) {
      throw new Invalid("Payment not of valid status for modification");
    }
    if (payment.has("BatchPaymentID")) {
      throw new Invalid("Payments within a batch cannot be deleted.");
    }
  }
}
