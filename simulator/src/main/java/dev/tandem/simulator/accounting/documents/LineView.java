package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import java.math.BigDecimal;
import java.math.RoundingMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The lines of a document as Xero shows them. */
final class LineView {
  private final Ledger ledger;
  private final int unitDecimals;

  public LineView(Ledger ledger, int unitDecimals) {
    this.ledger = ledger;
    this.unitDecimals = unitDecimals;
  }

  /** Completes the lines of a document on its way out. */
  public void dress(ObjectNode out) {
    for (JsonNode each : out.path("LineItems")) {
      ObjectNode line = (ObjectNode) each;
      if (line.path("UnitAmount").isNumber()) {
        BigDecimal unit = line.path("UnitAmount").decimalValue();
        line.put("UnitAmount", unit.setScale(unitDecimals, RoundingMode.HALF_UP));
      }
      item(line);
      line.putArray("ValidationErrors");
    }
  }

  private void item(ObjectNode line) {
    String code = line.path("ItemCode").asString("");
    if (code.isEmpty()) {
      return;
    }
    ledger
        .find(Kind.ITEM, "code", Indexes.key(code))
        .findFirst()
        .ifPresent(
            item ->
                line.putObject("Item")
                    .put("ItemID", item.path("ItemID").asString())
                    .put("Name", item.path("Name").asString(""))
                    .put("Code", item.path("Code").asString()));
  }
}
