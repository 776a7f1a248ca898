package dev.tandem.simulator.accounting.money;

import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Problems;
import dev.tandem.simulator.accounting.documents.DocumentDesk;
import dev.tandem.simulator.http.Json;
import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The lines of a bank transaction. Xero is stricter here than with invoices: quantities above zero,
 * prices other than zero, a total above zero, tax and sums as computed.
 */
final class BankLines {
  private static final String[] SET_BY_XERO = {"AccountCode", "AccountID", "TaxType", "ItemCode"};

  private final DocumentDesk desk;
  private final MoneyAccounts accounts;

  BankLines(DocumentDesk desk, MoneyAccounts accounts) {
    this.desk = desk;
    this.accounts = accounts;
  }

  /**
   * Takes over the lines sent. An empty list leaves the stored ones, as the published example of an
   * update shows it; a new transaction without lines is refused.
   */
  void copy(ObjectNode sent, ObjectNode next, BankTransactionType type, Problems problems) {
    boolean given = sent.path("LineItems").isArray() && !sent.path("LineItems").isEmpty();
    if (given) {
      ArrayNode lines = withoutTax(sent.path("LineItems"), type);
      desk.merge(Json.object().set("LineItems", lines), next, problems);
    } else if (Fields.present(sent, "LineAmountTypes")) {
      desk.again(next, problems);
    }
    if (type.overpayment()) {
      control(next, type, problems);
    }
    desk.sum(next);
    checkLines(next, type, problems);
    if (given) {
      checkClaims(sent, next, problems);
    }
  }

  /** Tax sent along is compared, never taken over; an overpayment's account is not the caller's. */
  private static ArrayNode withoutTax(JsonNode sent, BankTransactionType type) {
    ArrayNode lines = Json.array();
    for (JsonNode each : sent) {
      JsonNode copy = each.deepCopy();
      if (copy instanceof ObjectNode line) {
        line.remove("TaxAmount");
        if (type.overpayment()) {
          for (String name : SET_BY_XERO) {
            line.remove(name);
          }
        }
      }
      lines.add(copy);
    }
    return lines;
  }

  private void control(ObjectNode next, BankTransactionType type, Problems problems) {
    problems.errorIf(
        next.path("LineItems").size() > 1, "An overpayment can only have one line item");
    accounts
        .system(type.controlAccount())
        .ifPresent(
            account ->
                next.path("LineItems")
                    .forEach(
                        line ->
                            ((ObjectNode) line)
                                .put("AccountCode", account.path("Code").asString())
                                .put("AccountID", account.path("AccountID").asString())));
  }

  private void checkLines(ObjectNode next, BankTransactionType type, Problems problems) {
    desk.check(next, problems);
    for (JsonNode line : next.path("LineItems")) {
      boolean priced = line.path("Quantity").isNumber() && line.path("UnitAmount").isNumber();
      problems.errorIf(
          priced && Fields.amount(line, "Quantity").signum() <= 0,
          "Quantity must be greater than zero");
      problems.errorIf(
          priced && Fields.amount(line, "UnitAmount").signum() == 0,
          "Unit amount must not be zero");
      problems.errorIf(
          !type.plain() && !line.path("ItemCode").asString("").isEmpty(),
          "ItemCode can only be present when the Bank Transaction Type is SPEND or RECEIVE.");
    }
    problems.errorIf(
        !next.path("LineItems").isEmpty() && Fields.amount(next, "Total").signum() <= 0,
        "The Total for this document must be greater than zero.");
  }

  /** Xero: tax and sums that are sent must be the computed ones. */
  private static void checkClaims(ObjectNode sent, ObjectNode next, Problems problems) {
    JsonNode lines = next.path("LineItems");
    for (int i = 0; i < lines.size(); i++) {
      if (sent.path("LineItems").get(i) instanceof ObjectNode given) {
        BigDecimal tax = Fields.amount(lines.get(i), "TaxAmount");
        problems.errorIf(
            Fields.number(given, "TaxAmount").filter(it -> it.compareTo(tax) != 0).isPresent(),
            "The tax amount of a line must equal the calculated tax amount " + tax.toPlainString());
      }
    }
    claim(sent, next, "SubTotal", "sub total", problems);
    claim(sent, next, "TotalTax", "total tax", problems);
    claim(sent, next, "Total", "total", problems);
  }

  private static void claim(
      ObjectNode sent, ObjectNode next, String field, String words, Problems problems) {
    problems.errorIf(
        Fields.number(sent, field)
            .filter(it -> it.compareTo(Fields.amount(next, field)) != 0)
            .isPresent(),
        "The document " + words + " does not equal the " + words + " of the lines");
  }
}
