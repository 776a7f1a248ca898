package dev.tandem.simulator.accounting.settings;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Problems;
import java.math.RoundingMode;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What an item may say of itself. */
final class ItemDetails {
  private final Ledger ledger;
  private final int unitDecimals;

  ItemDetails(Ledger ledger, int unitDecimals) {
    this.ledger = ledger;
    this.unitDecimals = unitDecimals;
  }

  void copy(ObjectNode sent, ObjectNode next, Problems problems) {
    Fields.copyText(sent, next, "Name", 50, problems);
    Fields.copyText(sent, next, "Description", 4000, problems);
    Fields.copyText(sent, next, "PurchaseDescription", 4000, problems);
    Fields.flag(sent, "IsSold").ifPresent(flag -> next.put("IsSold", flag));
    Fields.flag(sent, "IsPurchased").ifPresent(flag -> next.put("IsPurchased", flag));
    side(sent, next, "SalesDetails", problems);
    side(sent, next, "PurchaseDetails", problems);
    dropUnused(next, "IsSold", "Description", "SalesDetails");
    dropUnused(next, "IsPurchased", "PurchaseDescription", "PurchaseDetails");
    copyTracking(sent, next, problems);
  }

  private void side(ObjectNode sent, ObjectNode next, String name, Problems problems) {
    if (!(sent.path(name) instanceof ObjectNode given)) {
      return;
    }
    ObjectNode side = next.path(name) instanceof ObjectNode known ? known : next.putObject(name);
    Fields.number(given, "UnitPrice")
        .ifPresent(
            price -> side.put("UnitPrice", price.setScale(unitDecimals, RoundingMode.HALF_UP)));
    copyAccount(given, side, "AccountCode", problems);
    if (name.equals("PurchaseDetails")) {
      copyAccount(given, side, "COGSAccountCode", problems);
    }
    Fields.said(given, "TaxType").ifPresent(type -> copyTaxType(type, side, problems));
  }

  private void copyAccount(ObjectNode given, ObjectNode side, String name, Problems problems) {
    Optional<String> code = Fields.said(given, name);
    if (code.isEmpty()) {
      return;
    }
    boolean usable =
        account(code.get())
            .filter(account -> account.path("Status").asString().equals("ACTIVE"))
            .filter(account -> !account.path("Type").asString().equals("BANK"))
            .filter(account -> !account.has("SystemAccount"))
            .isPresent();
    problems.errorIf(
        !usable, "Account code '" + code.get() + "' is not a valid code for this document.");
    side.put(name, code.get());
  }

  private void copyTaxType(String type, ObjectNode side, Problems problems) {
    boolean known =
        ledger
            .find(Kind.TAX_RATE, "type", Indexes.key(type))
            .anyMatch(rate -> rate.path("Status").asString().equals("ACTIVE"));
    problems.errorIf(
        !known,
        "The TaxType code '"
            + type
            + "' does not exist or cannot be used for this type of transaction.");
    side.put("TaxType", type);
  }

  private static void dropUnused(ObjectNode next, String flag, String text, String side) {
    if (!next.path(flag).asBoolean(true)) {
      next.remove(text);
      next.putObject(side);
    }
  }

  /** Both accounts together make an item a tracked one. */
  private void copyTracking(ObjectNode sent, ObjectNode next, Problems problems) {
    Fields.text(sent, "InventoryAssetAccountCode")
        .ifPresent(code -> next.put("InventoryAssetAccountCode", code.strip()));
    String asset = next.path("InventoryAssetAccountCode").asString("");
    String cost = next.path("PurchaseDetails").path("COGSAccountCode").asString("");
    if (asset.isEmpty()) {
      next.remove("InventoryAssetAccountCode");
    }
    problems.errorIf(
        !asset.isEmpty() && !type(asset).equals("INVENTORY"),
        "The InventoryAssetAccountCode must be the code of an account of type INVENTORY");
    problems.errorIf(
        asset.isEmpty() != cost.isEmpty(),
        "A tracked item needs an InventoryAssetAccountCode and a COGSAccountCode");
    boolean tracked = !asset.isEmpty() && !cost.isEmpty();
    problems.errorIf(
        tracked && !next.path("PurchaseDetails").path("AccountCode").asString("").isEmpty(),
        "The purchase details of a tracked item take a COGSAccountCode instead of an AccountCode");
    next.put("IsTrackedAsInventory", tracked);
  }

  private String type(String code) {
    return account(code).map(account -> account.path("Type").asString()).orElse("");
  }

  private Optional<ObjectNode> account(String code) {
    return ledger.find(Kind.ACCOUNT, "code", Indexes.key(code)).findFirst();
  }
}
