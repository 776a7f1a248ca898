package dev.tandem.simulator.accounting.money;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Switch;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Wire;
import dev.tandem.simulator.http.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A batch payment as Xero shows it, with what it paid. */
final class BatchPaymentView {
  private static final String[] TOLD_OF_A_MEMBER = {
    "BankAccountNumber", "Particulars", "Code", "Reference", "Details"
  };

  private final Ledger ledger;
  private final Switches switches;
  private final MoneyAccounts accounts;

  BatchPaymentView(Ledger ledger, Switches switches) {
    this.ledger = ledger;
    this.switches = switches;
    this.accounts = new MoneyAccounts(ledger);
  }

  ObjectNode show(ObjectNode stored) {
    ObjectNode out = Wire.withDateStrings(Wire.outward(stored), stored);
    String id = stored.path("Account").path("AccountID").asString();
    ledger
        .get(Kind.ACCOUNT, id)
        .ifPresent(
            account ->
                ((ObjectNode) out.path("Account")).put("CurrencyCode", accounts.currency(account)));
    if (stored.path("Status").asString().equals("DELETED")
        && switches.is(Switch.DELETED_BATCHES_TELL_NO_PAYMENTS)) {
      return out;
    }
    ArrayNode members = out.putArray("Payments");
    for (JsonNode member : stored.path("_payments")) {
      ledger.get(Kind.PAYMENT, member.asString()).ifPresent(it -> members.add(member(it)));
    }
    return out;
  }

  private ObjectNode member(ObjectNode payment) {
    ObjectNode out = Json.object();
    PaidDocument paid = PaidDocument.of(payment, ledger);
    ObjectNode invoice =
        out.putObject("Invoice").put("InvoiceID", paid.id()).put("CurrencyCode", paid.currency());
    for (String list : new String[] {"Payments", "CreditNotes", "Prepayments", "Overpayments"}) {
      invoice.putArray(list);
    }
    invoice.put("HasErrors", false).put("IsDiscounted", false).putArray("LineItems");
    out.put("PaymentID", payment.path("PaymentID").asString());
    for (String text : TOLD_OF_A_MEMBER) {
      Fields.said(payment, text).ifPresent(it -> out.put(text, it));
    }
    return out.put("Amount", Fields.amount(payment, "Amount"))
        .put("BankAmount", Fields.amount(payment, "BankAmount"));
  }

  /** The batch inside one of its payments. */
  static ObjectNode within(ObjectNode stored) {
    return Wire.outward(stored)
        .retain(
            List.of(
                "Account",
                "BatchPaymentID",
                "Date",
                "Type",
                "Status",
                "TotalAmount",
                "UpdatedDateUTC",
                "IsReconciled"));
  }
}
