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
import dev.tandem.simulator.http.Json;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Pays several invoices at once. Xero: sales invoices or bills, never both, in the base currency,
 * no credits; a batch is deleted as a whole.
 */
final class BatchPaymentWriter {
  private static final Set<String> NOT_A_CHANGE =
      Set.of("BatchPaymentID", "Status", "StatusAttributeString", "ValidationErrors", "Warnings");

  private final Ledger ledger;
  private final PaymentWriter payments;
  private final MoneyAccounts accounts;
  private final BatchTexts texts;

  BatchPaymentWriter(Ledger ledger, Switches switches) {
    this.ledger = ledger;
    this.payments = new PaymentWriter(ledger, switches);
    this.accounts = new MoneyAccounts(ledger);
    this.texts = new BatchTexts(ledger);
  }

  /** PUT: a new batch. */
  ObjectNode create(ObjectNode sent, Problems problems) {
    ObjectNode account = accounts.ofPayment(sent.path("Account"));
    refuseForeign(accounts.currency(account), problems);
    LocalDate date = Fields.day(sent, "Date").orElseGet(ledger::today);
    LockDates.check(ledger.organisation(), date, problems);
    ObjectNode batch = Json.object();
    batch.putObject("Account").put("AccountID", account.path("AccountID").asString());
    texts.copyBatch(sent, batch, problems);
    batch.put("BatchPaymentID", UUID.randomUUID().toString()).put("Date", date.toString());
    pay(sent.path("Payments"), account, batch, problems);
    problems.refuse();
    ledger.put(Kind.BATCH_PAYMENT, batch.put("Status", "AUTHORISED").put("IsReconciled", false));
    return batch;
  }

  /** POST: a batch that exists can only be deleted. */
  ObjectNode save(ObjectNode sent, Problems problems) {
    String id =
        Ids.guid(sent, "BatchPaymentID")
            .orElseThrow(() -> new Invalid("The BatchPaymentID must be specified"));
    ObjectNode batch =
        ledger
            .get(Kind.BATCH_PAYMENT, Indexes.key(id))
            .orElseThrow(
                () ->
                    new Invalid(
                        "The document with the supplied id was not found for this endpoint."))
            .deepCopy();
    if (!NOT_A_CHANGE.containsAll(sent.propertyNames())) {
      throw new Invalid("Only Status accepted for updates.");
    }
    if (!sent.path("Status").asString("").equals("DELETED")
        || !batch.path("Status").asString().equals("AUTHORISED")) {
      throw new Invalid("Batch Payment not of valid status for modification");
    }
    for (JsonNode member : batch.path("_payments")) {
      // What has vanished without a trace is no part of it any more.
      ledger.get(Kind.PAYMENT, member.asString()).ifPresent(it -> payments.delete(it, problems));
    }
    ledger.put(Kind.BATCH_PAYMENT, batch.put("Status", "DELETED"));
    return batch;
  }

  /** Members are paid one after the other, so that two of the same invoice see each other. */
  private void pay(JsonNode members, ObjectNode account, ObjectNode batch, Problems problems) {
    problems.errorIf(members.isEmpty(), "A batch payment must contain at least one payment");
    ArrayNode ids = batch.putArray("_payments");
    BigDecimal total = new BigDecimal("0.00");
    for (JsonNode each : members) {
      if (each instanceof ObjectNode sent) {
        ObjectNode payment = pay(sent, account, batch, problems);
        ids.add(payment.path("PaymentID").asString());
        total = total.add(Fields.amount(payment, "Amount"));
      }
    }
    batch.put("TotalAmount", total);
  }

  private ObjectNode pay(ObjectNode sent, ObjectNode account, ObjectNode batch, Problems problems) {
    PaidDocument document = PaidDocument.namedBy(sent, ledger);
    if (document.kind() != Kind.INVOICE) {
      throw new Invalid(
          "Credit notes, prepayments and overpayments cannot be included in a batch payment");
    }
    refuseForeign(document.currency(), problems);
    refuseMixture(document, batch, problems);
    ObjectNode dated = sent.deepCopy().put("Date", batch.path("Date").asString());
    dated.remove("CurrencyRate");
    ObjectNode payment = payments.payment(dated, document, account, problems);
    texts.copyMember(sent, payment, problems);
    payment.put("BatchPaymentID", batch.path("BatchPaymentID").asString());
    return problems.none() ? payments.store(payment, document) : payment;
  }

  private void refuseForeign(String currency, Problems problems) {
    problems.errorIf(
        !currency.equals(ledger.organisation().path("BaseCurrency").asString()),
        "Batch payments can only be made in the base currency of the organisation");
  }

  private static void refuseMixture(PaidDocument document, ObjectNode batch, Problems problems) {
    String type = document.typeAsInvoice().equals("ACCREC") ? "RECBATCH" : "PAYBATCH";
    String known = batch.path("Type").asString(type);
    problems.errorIf(
        !known.equals(type), "A batch payment cannot contain both sales invoices and bills");
    batch.put("Type", known);
  }
}
