package dev.tandem.simulator.accounting.money;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.http.Json;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** The overpayment or prepayment that a bank transaction leaves with a contact. */
final class ContactCredit {
  private static final String[] ALIKE = {
    "CurrencyRate",
    "CurrencyCode",
    "Type",
    "Reference",
    "HasAttachments",
    "Contact",
    "Date",
    "LineAmountTypes",
    "LineItems",
    "SubTotal",
    "TotalTax",
    "Total"
  };

  private ContactCredit() {}

  static ObjectNode from(ObjectNode transaction, Kind kind) {
    ObjectNode credit = Json.object().put(kind.idField(), UUID.randomUUID().toString());
    for (String field : ALIKE) {
      credit.set(field, transaction.path(field).deepCopy());
    }
    if (kind == Kind.PREPAYMENT) {
      credit.put("InvoiceNumber", transaction.path("Reference").asString(""));
    }
    return credit
        .put("_transaction", transaction.path("BankTransactionID").asString())
        .put("Status", "AUTHORISED")
        .put("RemainingCredit", Fields.amount(transaction, "Total"));
  }
}
