package dev.tandem.simulator.accounting.settings;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whether a setting is used by a document; what is used can be archived, not deleted. */
final class Usage {
  private static final List<Kind> WITH_LINES =
      List.of(
          Kind.INVOICE,
          Kind.CREDIT_NOTE,
          Kind.REPEATING_INVOICE,
          Kind.OVERPAYMENT,
          Kind.PREPAYMENT,
          Kind.BANK_TRANSACTION);
  private static final List<Kind> WITH_ACCOUNT =
      List.of(Kind.PAYMENT, Kind.BATCH_PAYMENT, Kind.BANK_TRANSACTION);

  private final Ledger ledger;

  Usage(Ledger ledger) {
    this.ledger = ledger;
  }

  boolean account(ObjectNode account) {
    String id = account.path("AccountID").asString();
    String code = account.path("Code").asString("");
    return lines().anyMatch(line -> says(line, "AccountID", id) || says(line, "AccountCode", code))
        || documents(WITH_ACCOUNT)
            .anyMatch(
                each ->
                    says(each.path("Account"), "AccountID", id)
                        || says(each.path("BankAccount"), "AccountID", id))
        || ledger.all(Kind.ITEM).anyMatch(item -> names(item, code));
  }

  private static boolean names(ObjectNode item, String code) {
    return says(item, "InventoryAssetAccountCode", code)
        || says(item.path("SalesDetails"), "AccountCode", code)
        || says(item.path("PurchaseDetails"), "AccountCode", code)
        || says(item.path("PurchaseDetails"), "COGSAccountCode", code);
  }

  boolean taxType(String type) {
    return lines().anyMatch(line -> says(line, "TaxType", type))
        || ledger
            .all(Kind.ACCOUNT)
            .anyMatch(each -> says(each, "TaxType", type) && says(each, "Status", "ACTIVE"));
  }

  boolean item(String code) {
    return lines().anyMatch(line -> says(line, "ItemCode", code));
  }

  boolean category(String id) {
    return tracked(tracking -> says(tracking, "TrackingCategoryID", id));
  }

  boolean option(String id) {
    return tracked(tracking -> says(tracking, "TrackingOptionID", id));
  }

  private boolean tracked(Predicate<JsonNode> test) {
    return lines().flatMap(line -> line.path("Tracking").valueStream()).anyMatch(test);
  }

  private Stream<JsonNode> lines() {
    return documents(WITH_LINES).flatMap(each -> each.path("LineItems").valueStream());
  }

  private Stream<ObjectNode> documents(List<Kind> kinds) {
    return kinds.stream()
        .flatMap(ledger::all)
        .filter(each -> !each.path("Status").asString("").equals("DELETED"));
  }

  private static boolean says(JsonNode node, String field, String value) {
    return !value.isEmpty() && node.path(field).asString("").equalsIgnoreCase(value);
  }
}
