package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.settings.Stock;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Refuses to approve a sale of more than there is of a tracked item. Xero: since 10 August 2026
 * such a sale needs {@code allowBackorders=true}.
 */
final class Backorders {
  private final Ledger ledger;
  private final boolean allowed;

  Backorders(Ledger ledger, boolean allowed) {
    this.ledger = ledger;
    this.allowed = allowed;
  }

  void check(Revision revision) {
    if (allowed || revision.type() != DocumentType.ACCREC) {
      return;
    }
    boolean counted = InvoiceStatus.approved(revision.statusBefore());
    Map<String, BigDecimal> before = counted ? tracked(revision.before()) : Map.of();
    tracked(revision.next())
        .forEach(
            (code, wanted) -> {
              BigDecimal more = wanted.subtract(before.getOrDefault(code, BigDecimal.ZERO));
              if (more.signum() > 0) {
                check(revision, code, more);
              }
            });
  }

  private void check(Revision revision, String code, BigDecimal more) {
    BigDecimal onHand = Stock.of(ledger, code).quantity();
    revision
        .problems()
        .errorIf(
            more.compareTo(onHand) > 0,
            "Item code '"
                + code
                + "' has only "
                + onHand.toPlainString()
                + " on hand. Set allowBackorders to sell more.");
  }

  /** Quantities by the codes of tracked items. */
  private Map<String, BigDecimal> tracked(ObjectNode document) {
    Map<String, BigDecimal> quantities = new LinkedHashMap<>();
    for (JsonNode line : document.path("LineItems")) {
      ledger
          .find(Kind.ITEM, "code", Indexes.key(line.path("ItemCode").asString("")))
          .findFirst()
          .filter(item -> item.path("IsTrackedAsInventory").asBoolean(false))
          .ifPresent(
              item ->
                  quantities.merge(
                      item.path("Code").asString(),
                      Fields.amount(line, "Quantity"),
                      BigDecimal::add));
    }
    return quantities;
  }
}
