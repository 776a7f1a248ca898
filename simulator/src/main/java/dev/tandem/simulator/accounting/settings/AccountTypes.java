package dev.tandem.simulator.accounting.settings;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Xero's account types, the class each belongs to, and the reporting code it has by default. */
final class AccountTypes {
  private static final Map<String, String> CLASSES =
      Map.ofEntries(
          Map.entry("BANK", "ASSET"),
          Map.entry("CURRENT", "ASSET"),
          Map.entry("FIXED", "ASSET"),
          Map.entry("INVENTORY", "ASSET"),
          Map.entry("NONCURRENT", "ASSET"),
          Map.entry("PREPAYMENT", "ASSET"),
          Map.entry("EQUITY", "EQUITY"),
          Map.entry("DEPRECIATN", "EXPENSE"),
          Map.entry("DIRECTCOSTS", "EXPENSE"),
          Map.entry("EXPENSE", "EXPENSE"),
          Map.entry("OVERHEADS", "EXPENSE"),
          Map.entry("CURRLIAB", "LIABILITY"),
          Map.entry("LIABILITY", "LIABILITY"),
          Map.entry("PAYG", "LIABILITY"),
          Map.entry("TERMLIAB", "LIABILITY"),
          Map.entry("OTHERINCOME", "REVENUE"),
          Map.entry("REVENUE", "REVENUE"),
          Map.entry("SALES", "REVENUE"));

  private static final Map<String, String> REPORTING =
      Map.of(
          "ASSET", "Asset",
          "EQUITY", "Equity",
          "EXPENSE", "Expense",
          "LIABILITY", "Liability",
          "REVENUE", "Revenue");

  private AccountTypes() {}

  /** ASSET, EQUITY, EXPENSE, LIABILITY or REVENUE; empty for a type that Xero does not have. */
  static Optional<String> classOf(String type) {
    return Optional.ofNullable(CLASSES.get(type));
  }

  /** Derives what Xero derives from the type. */
  static void addClass(ObjectNode account) {
    String accountClass = CLASSES.getOrDefault(account.path("Type").asString(), "ASSET");
    account
        .put("Class", accountClass)
        .put("ReportingCode", accountClass.substring(0, 3))
        .put("ReportingCodeName", REPORTING.getOrDefault(accountClass, ""));
  }
}
