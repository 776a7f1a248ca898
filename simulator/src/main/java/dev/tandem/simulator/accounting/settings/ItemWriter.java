package dev.tandem.simulator.accounting.settings;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Invalid;
import dev.tandem.simulator.accounting.call.Problems;
import dev.tandem.simulator.http.Json;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** Creates, changes and deletes items by Xero's rules. */
final class ItemWriter {
  private final Ledger ledger;
  private final ItemDetails details;

  ItemWriter(Ledger ledger, int unitDecimals) {
    this.ledger = ledger;
    this.details = new ItemDetails(ledger, unitDecimals);
  }

  ObjectNode create(ObjectNode sent, Problems problems) {
    ObjectNode next = Json.object().put("ItemID", UUID.randomUUID().toString()).put("Code", "");
    next.putObject("PurchaseDetails");
    next.putObject("SalesDetails");
    next.put("IsTrackedAsInventory", false).put("IsSold", true).put("IsPurchased", true);
    return store(sent, Json.object(), next, problems);
  }

  /** The item that is named by ItemID or by Code is changed, another one made. */
  ObjectNode save(ObjectNode sent, Problems problems) {
    Optional<String> id = Fields.said(sent, "ItemID");
    if (id.isPresent()) {
      return change(known(id.get()), sent, problems);
    }
    Optional<ObjectNode> known = Fields.said(sent, "Code").flatMap(this::byCode);
    return known.isPresent() ? change(known.get(), sent, problems) : create(sent, problems);
  }

  private ObjectNode known(String id) {
    return ledger
        .get(Kind.ITEM, Indexes.key(id))
        .orElseThrow(
            () -> new Invalid("An existing Item with the specified ItemID could not be found"));
  }

  private ObjectNode change(ObjectNode known, ObjectNode sent, Problems problems) {
    return store(sent, known, known.deepCopy(), problems);
  }

  private ObjectNode store(ObjectNode sent, ObjectNode before, ObjectNode next, Problems problems) {
    Fields.copyText(sent, next, "Code", 30, problems);
    problems.errorIf(next.path("Code").asString("").isEmpty(), "An Item Code must be specified");
    byCode(next.path("Code").asString(""))
        .filter(other -> !other.path("ItemID").asString().equals(next.path("ItemID").asString()))
        .ifPresent(other -> problems.error(exists(next)));
    details.copy(sent, next, problems);
    boolean moved =
        before.path("IsTrackedAsInventory").asBoolean(false)
            != next.path("IsTrackedAsInventory").asBoolean(false);
    problems.errorIf(
        !before.isEmpty() && moved && new Usage(ledger).item(before.path("Code").asString()),
        "An item with transactions cannot change between tracked and untracked");
    problems.refuse();
    ledger.put(Kind.ITEM, next);
    return next;
  }

  /** A tracked item that was used stays, because its stock would be gone with it. */
  ObjectNode delete(ObjectNode sent, Problems problems) {
    ObjectNode known = known(sent.path("ItemID").asString());
    problems.errorIf(
        known.path("IsTrackedAsInventory").asBoolean(false)
            && new Usage(ledger).item(known.path("Code").asString()),
        "Tracked inventory items that have been used on a transaction cannot be deleted");
    problems.refuse();
    ledger.remove(Kind.ITEM, known.path("ItemID").asString());
    return known;
  }

  private Optional<ObjectNode> byCode(String code) {
    return ledger.find(Kind.ITEM, "code", Indexes.key(code)).findFirst();
  }

  private static String exists(ObjectNode item) {
    return "Price List Item with Code '" + item.path("Code").asString() + "' already exists";
  }
}
