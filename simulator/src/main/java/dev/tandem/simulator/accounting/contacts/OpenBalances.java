package dev.tandem.simulator.accounting.contacts;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.http.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is open between the organisation and its contacts, in the base currency: invoices less the
 * credit that is left (Xero: Contacts, Balances). Derived anew at each look.
 */
final class OpenBalances {
  private final Ledger ledger;
  private @Nullable Map<String, List<ObjectNode>> credits;

  OpenBalances(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Absent when there is nothing, as in Xero. */
  void add(String contactId, ObjectNode out) {
    ObjectNode balances = Json.object();
    add(contactId, true, "AccountsReceivable", balances);
    add(contactId, false, "AccountsPayable", balances);
    if (!balances.isEmpty()) {
      out.set("Balances", balances);
    }
  }

  private void add(String contactId, boolean sales, String name, ObjectNode balances) {
    String today = ledger.today().toString();
    BigDecimal outstanding = BigDecimal.ZERO;
    BigDecimal overdue = BigDecimal.ZERO;
    List<ObjectNode> open = open(contactId, sales).toList();
    for (ObjectNode document : open) {
      BigDecimal amount = inBase(document);
      outstanding = outstanding.add(amount);
      if (document.path("DueDate").asString("9999").compareTo(today) < 0) {
        overdue = overdue.add(amount);
      }
    }
    if (!open.isEmpty()) {
      balances
          .putObject(name)
          .put("Outstanding", Fields.cents(outstanding))
          .put("Overdue", Fields.cents(overdue));
    }
  }

  private Stream<ObjectNode> open(String contactId, boolean sales) {
    return Stream.concat(
            ledger.find(Kind.INVOICE, "contact", contactId),
            credits().getOrDefault(contactId, List.of()).stream())
        .filter(each -> each.path("Status").asString().equals("AUTHORISED"))
        .filter(each -> sales(each) == sales);
  }

  private static boolean sales(ObjectNode document) {
    String type = document.path("Type").asString("");
    return type.startsWith("ACCREC") || type.startsWith("RECEIVE") || type.startsWith("AR");
  }

  /** CurrencyRate says how much foreign money is worth one of the base currency. */
  private static BigDecimal inBase(ObjectNode document) {
    BigDecimal amount =
        document.has("RemainingCredit")
            ? Fields.amount(document, "RemainingCredit").negate()
            : Fields.amount(document, "AmountDue");
    BigDecimal rate = Fields.amount(document, "CurrencyRate");
    return rate.signum() <= 0 ? amount : amount.divide(rate, 10, RoundingMode.HALF_UP);
  }

  private Map<String, List<ObjectNode>> credits() {
    if (credits == null) {
      Map<String, List<ObjectNode>> found = new HashMap<>();
      Stream.of(Kind.CREDIT_NOTE, Kind.OVERPAYMENT, Kind.PREPAYMENT)
          .flatMap(ledger::all)
          .forEach(
              each ->
                  found
                      .computeIfAbsent(
                          each.path("Contact").path("ContactID").asString(""),
                          id -> new ArrayList<>())
                      .add(each));
      credits = found;
    }
    return credits;
  }
}
