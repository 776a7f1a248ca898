package dev.tandem.simulator.accounting.settings;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.Fields;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How much of a tracked item is on hand, and its value at average cost. Bills and money spent bring
 * goods in, sales invoices and money received take them out (Xero: Items).
 *
 * @param quantity four decimals; below zero where more was sold than bought
 * @param cost in the base currency, two decimals
 */
public record Stock(BigDecimal quantity, BigDecimal cost) {
  private static final Stock NONE = new Stock(new BigDecimal("0.0000"), new BigDecimal("0.00"));
  private static final Set<String> IN = Set.of("ACCPAY", "SPEND", "ACCRECCREDIT");
  private static final Set<String> OUT = Set.of("ACCREC", "RECEIVE", "ACCPAYCREDIT");

  /** Of one item, by its code. */
  public static Stock of(Ledger ledger, String itemCode) {
    return in(all(ledger), itemCode);
  }

  static Stock in(Map<String, Stock> stock, String itemCode) {
    return stock.getOrDefault(Indexes.key(itemCode), NONE);
  }

  /** By item code, in lower case. */
  static Map<String, Stock> all(Ledger ledger) {
    Map<String, Stock> held = new HashMap<>();
    documents(ledger).forEach(document -> move(document, held));
    return held;
  }

  private static Stream<ObjectNode> documents(Ledger ledger) {
    return Stream.of(Kind.INVOICE, Kind.CREDIT_NOTE, Kind.BANK_TRANSACTION)
        .flatMap(ledger::all)
        .filter(each -> List.of("AUTHORISED", "PAID").contains(each.path("Status").asString("")))
        .sorted(Comparator.comparing(each -> each.path("Date").asString("")));
  }

  private static void move(ObjectNode document, Map<String, Stock> held) {
    String type = document.path("Type").asString("");
    for (JsonNode line : document.path("LineItems")) {
      String code = Indexes.key(line.path("ItemCode").asString(""));
      if (!code.isEmpty() && (IN.contains(type) || OUT.contains(type))) {
        Stock before = held.getOrDefault(code, NONE);
        held.put(code, IN.contains(type) ? before.plus(line) : before.minus(line));
      }
    }
  }

  private Stock plus(JsonNode line) {
    return new Stock(
        quantity.add(quantity(line)), cost.add(Fields.cents(Fields.amount(line, "LineAmount"))));
  }

  private Stock minus(JsonNode line) {
    BigDecimal leaving = quantity(line);
    BigDecimal average =
        quantity.signum() == 0 ? BigDecimal.ZERO : cost.divide(quantity, 10, RoundingMode.HALF_UP);
    return new Stock(
        quantity.subtract(leaving), cost.subtract(Fields.cents(average.multiply(leaving))));
  }

  private static BigDecimal quantity(JsonNode line) {
    return Fields.amount(line, "Quantity").setScale(4, RoundingMode.HALF_UP);
  }
}
