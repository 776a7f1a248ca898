package dev.tandem.simulator.accounting.settings;

import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.Wire;
import java.math.RoundingMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** An item as Xero shows it: prices in the decimals asked for, stock where it is counted. */
final class ItemView {
  private final Ledger ledger;
  private final int unitDecimals;
  private @Nullable Map<String, Stock> stock;

  ItemView(Ledger ledger, int unitDecimals) {
    this.ledger = ledger;
    this.unitDecimals = unitDecimals;
  }

  ObjectNode show(ObjectNode stored) {
    ObjectNode out = Wire.outward(stored);
    for (String name : new String[] {"SalesDetails", "PurchaseDetails"}) {
      ObjectNode details =
          out.path(name) instanceof ObjectNode object ? object : out.putObject(name);
      if (details.path("UnitPrice").isNumber()) {
        details.put(
            "UnitPrice",
            details.path("UnitPrice").decimalValue().setScale(unitDecimals, RoundingMode.HALF_UP));
      }
    }
    if (stored.path("IsTrackedAsInventory").asBoolean(false)) {
      Stock held = held(stored.path("Code").asString());
      out.put("TotalCostPool", held.cost()).put("QuantityOnHand", held.quantity());
    }
    return out;
  }

  private Stock held(String code) {
    if (stock == null) {
      stock = Stock.all(ledger);
    }
    return Stock.in(stock, code);
  }
}
