package dev.tandem.simulator.accounting.contacts;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.ApiErrors;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Problems;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a contact's documents begin with: taxes, accounts, tracking, currency, terms. */
final class ContactDefaults {
  private static final List<String> LINE_AMOUNT_TYPES = List.of("INCLUSIVE", "EXCLUSIVE", "NONE");
  private static final List<String> TERMS =
      List.of("DAYSAFTERBILLDATE", "DAYSAFTERBILLMONTH", "OFCURRENTMONTH", "OFFOLLOWINGMONTH");

  private final Ledger ledger;

  ContactDefaults(Ledger ledger) {
    this.ledger = ledger;
  }

  void copy(ObjectNode sent, ObjectNode next, Problems problems) {
    for (String name : new String[] {"AccountsReceivableTaxType", "AccountsPayableTaxType"}) {
      copyTaxType(sent, next, name, problems);
    }
    for (String name : new String[] {"SalesDefaultAccountCode", "PurchasesDefaultAccountCode"}) {
      copyAccount(sent, next, name, problems);
    }
    for (String side : new String[] {"Sales", "Purchases"}) {
      copyChoice(sent, next, side + "DefaultLineAmountType", LINE_AMOUNT_TYPES);
      copyTracking(sent, next, side, problems);
    }
    copyCurrency(sent, next, problems);
    copyTerms(sent, next, problems);
  }

  private void copyTaxType(ObjectNode sent, ObjectNode next, String name, Problems problems) {
    Fields.text(sent, name)
        .ifPresent(
            type -> {
              problems.errorIf(
                  !type.isBlank()
                      && ledger
                          .find(Kind.TAX_RATE, "type", Indexes.key(type))
                          .findFirst()
                          .isEmpty(),
                  "The TaxType code '"
                      + type
                      + "' does not exist or cannot be used for this type of transaction.");
              put(next, name, type);
            });
  }

  private void copyAccount(ObjectNode sent, ObjectNode next, String name, Problems problems) {
    Fields.text(sent, name)
        .ifPresent(
            code -> {
              boolean usable =
                  ledger
                      .find(Kind.ACCOUNT, "code", Indexes.key(code))
                      .filter(each -> each.path("Status").asString().equals("ACTIVE"))
                      .anyMatch(each -> !each.path("Type").asString().equals("BANK"));
              problems.errorIf(
                  !code.isBlank() && !usable,
                  "Account code '" + code + "' is not a valid code for this document.");
              put(next, name, code);
            });
  }

  private static void put(ObjectNode next, String name, String value) {
    if (value.isBlank()) {
      next.remove(name);
    } else {
      next.put(name, value.strip());
    }
  }

  static void copyChoice(ObjectNode sent, ObjectNode next, String name, List<String> choices) {
    Fields.said(sent, name)
        .ifPresent(
            value -> {
              if (!choices.contains(value)) {
                throw ApiErrors.postData("The " + name + " " + value + " is not valid");
              }
              next.put(name, value);
            });
  }

  private void copyCurrency(ObjectNode sent, ObjectNode next, Problems problems) {
    Fields.said(sent, "DefaultCurrency")
        .ifPresent(
            code -> {
              problems.errorIf(
                  ledger.get(Kind.CURRENCY, code).isEmpty(),
                  "Organisation is not subscribed to currency " + code);
              next.put("DefaultCurrency", code);
            });
  }

  private void copyTracking(ObjectNode sent, ObjectNode next, String side, Problems problems) {
    String name = side + "TrackingCategories";
    if (!sent.path(name).isArray()) {
      return;
    }
    ArrayNode list = next.putArray(name);
    for (JsonNode each : sent.path(name)) {
      String category = each.path("TrackingCategoryName").asString("");
      String option = each.path("TrackingOptionName").asString("");
      problems.errorIf(
          category.isEmpty(),
          (side.equals("Sales") ? "SalesCategory" : "PurchasesCategory")
              + " is missing a TrackingCategoryName");
      problems.errorIf(
          active(category).isEmpty(),
          "There is no ACTIVE tracking category with the name '" + category + "'");
      problems.errorIf(
          active(category).filter(known -> !offers(known, option)).isPresent(),
          "There is no ACTIVE tracking option with the name '" + option + "'");
      list.addObject().put("TrackingCategoryName", category).put("TrackingOptionName", option);
    }
  }

  private Optional<ObjectNode> active(String category) {
    return ledger
        .all(Kind.TRACKING)
        .filter(each -> each.path("Status").asString().equals("ACTIVE"))
        .filter(each -> each.path("Name").asString().equalsIgnoreCase(category))
        .findFirst();
  }

  /** A default may name a category alone. */
  private static boolean offers(ObjectNode category, String option) {
    return option.isEmpty()
        || category
            .path("Options")
            .valueStream()
            .filter(each -> each.path("Status").asString().equals("ACTIVE"))
            .anyMatch(each -> each.path("Name").asString().equalsIgnoreCase(option));
  }

  private static void copyTerms(ObjectNode sent, ObjectNode next, Problems problems) {
    if (!(sent.path("PaymentTerms") instanceof ObjectNode given)) {
      return;
    }
    ObjectNode terms =
        next.path("PaymentTerms") instanceof ObjectNode known
            ? known
            : next.putObject("PaymentTerms");
    for (String side : new String[] {"Bills", "Sales"}) {
      if (given.path(side) instanceof ObjectNode term) {
        copyTerm(term, terms.putObject(side), problems);
      }
    }
  }

  /** Days of a month end with 31; days after a date have no such end. */
  private static void copyTerm(ObjectNode sent, ObjectNode term, Problems problems) {
    BigDecimal day = Fields.number(sent, "Day").orElse(BigDecimal.ZERO);
    copyChoice(sent, term, "Type", TERMS);
    boolean ofMonth = term.path("Type").asString("").endsWith("MONTH");
    BigDecimal most = new BigDecimal(ofMonth ? 31 : 9999);
    problems.errorIf(
        day.signum() < 0 || day.compareTo(most) > 0,
        "Payment term day must be between 0 and " + most);
    problems.errorIf(
        term.path("Type").asString("").isEmpty(), "Payment term type must be specified");
    term.put("Day", day.min(most).intValue());
  }
}
