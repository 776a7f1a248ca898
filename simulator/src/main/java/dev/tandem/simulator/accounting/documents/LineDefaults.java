package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Switch;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Problems;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an ItemCode says about a line that the line does not say itself. */
final class LineDefaults {
  private final Ledger ledger;
  private final Switches switches;

  LineDefaults(Ledger ledger, Switches switches) {
    this.ledger = ledger;
    this.switches = switches;
  }

  /** The line as sent, with what its item adds. */
  ObjectNode fill(ObjectNode given, ObjectNode line, ObjectNode document, Problems problems) {
    Optional<String> code = Fields.said(given, "ItemCode");
    if (code.isEmpty()) {
      return given;
    }
    Optional<ObjectNode> item = ledger.find(Kind.ITEM, "code", Indexes.key(code.get())).findFirst();
    problems.errorIf(item.isEmpty(), "Item code '" + code.get() + "' is not valid");
    ObjectNode meant = given.deepCopy();
    if (item.isPresent() && switches.is(Switch.ITEMS_FILL_LINES)) {
      boolean sales = DocumentType.sales(document.path("Type").asString(""));
      fill(meant, line, item.get(), sales);
    }
    return meant;
  }

  private static void fill(ObjectNode meant, ObjectNode line, ObjectNode item, boolean sales) {
    JsonNode details = item.path(sales ? "SalesDetails" : "PurchaseDetails");
    if (lacks(meant, line, "Description")) {
      Fields.said(item, sales ? "Description" : "PurchaseDescription")
          .or(() -> Fields.said(item, "Name"))
          .ifPresent(text -> meant.put("Description", text));
    }
    if (lacks(meant, line, "UnitAmount", "LineAmount") && details.path("UnitPrice").isNumber()) {
      meant.set("UnitAmount", details.path("UnitPrice"));
    }
    if (lacks(meant, line, "AccountCode", "AccountID")) {
      account(item, details, sales).ifPresent(code -> meant.put("AccountCode", code));
    }
    if (lacks(meant, line, "TaxType")) {
      Fields.said(details, "TaxType").ifPresent(type -> meant.put("TaxType", type));
    }
  }

  /** Xero: stock that is bought goes to the item's inventory account. */
  private static Optional<String> account(ObjectNode item, JsonNode details, boolean sales) {
    Optional<String> stock = Fields.said(item, "InventoryAssetAccountCode");
    return !sales && stock.isPresent() ? stock : Fields.said(details, "AccountCode");
  }

  private static boolean lacks(ObjectNode meant, ObjectNode line, String... names) {
    return Stream.of(names)
        .noneMatch(
            name -> Fields.said(meant, name).isPresent() || Fields.said(line, name).isPresent());
  }
}
