package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Problems;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a line may say: description, account, tax type, tracking. */
final class LineRules {
  private final Ledger ledger;
  private final LineTracking tracking;

  LineRules(Ledger ledger, Switches switches) {
    this.ledger = ledger;
    this.tracking = new LineTracking(ledger, switches);
  }

  void copy(ObjectNode given, ObjectNode line, ObjectNode document, Problems problems) {
    Fields.copyText(given, line, "Description", 4000, problems);
    Fields.copyText(given, line, "ItemCode", 30, problems);
    copyAccount(given, line, problems);
    copyTaxType(given, line, document);
    tracking.copy(given, line, problems);
  }

  private void copyAccount(ObjectNode given, ObjectNode line, Problems problems) {
    Optional<String> id = Ids.guid(given, "AccountID");
    Optional<ObjectNode> byId = id.flatMap(it -> ledger.get(Kind.ACCOUNT, Indexes.key(it)));
    problems.errorIf(
        id.isPresent() && byId.isEmpty(),
        "Account ID '" + id.orElse("") + "' is not a valid ID for this document.");
    Optional<String> said = Fields.said(given, "AccountCode");
    // Of an id and a code that contradict each other, the one that was not stored before is meant.
    boolean byCode = said.isPresent() && !said.get().equals(line.path("AccountCode").asString(""));
    Optional<String> idsCode = byId.map(account -> account.path("Code").asString());
    Optional<String> code = byCode ? said : idsCode.or(() -> said);
    if (code.isEmpty()) {
      return;
    }
    Optional<ObjectNode> account = account(code.get());
    line.put("AccountCode", code.get());
    account.ifPresent(found -> line.put("AccountID", found.path("AccountID").asString()));
    problems.errorIf(
        account.isEmpty(),
        "Account code '" + code.get() + "' is not a valid code for this document.");
    account.ifPresent(found -> refuseUnusable(found, code.get(), problems));
  }

  private static void refuseUnusable(ObjectNode account, String code, Problems problems) {
    problems.errorIf(
        !account.path("Status").asString("").equals("ACTIVE"),
        "Account code '"
            + code
            + "' has been archived, or has been deleted. It cannot be used on this document.");
    problems.errorIf(
        account.path("Type").asString("").equals("BANK") || account.has("SystemAccount"),
        "Account code '" + code + "' is not a valid code for this document.");
  }

  private void copyTaxType(ObjectNode given, ObjectNode line, ObjectNode document) {
    if (document.path("LineAmountTypes").asString("").equals("NoTax")) {
      line.put("TaxType", "NONE");
      return;
    }
    Optional<String> sent = Fields.said(given, "TaxType");
    boolean lacking = taxRate(line.path("TaxType").asString("")).isEmpty();
    // Where NONE is no rate of the organisation, it only stood for a document without tax.
    sent.or(() -> lacking ? defaultTaxType(line) : Optional.empty())
        .ifPresent(type -> line.put("TaxType", type));
  }

  private Optional<String> defaultTaxType(ObjectNode line) {
    return account(line.path("AccountCode").asString(""))
        .map(account -> account.path("TaxType").asString(""))
        .filter(type -> !type.isEmpty());
  }

  /** What must hold before a document is submitted or approved. */
  void complete(ObjectNode document, Problems problems) {
    JsonNode lines = document.path("LineItems");
    problems.errorIf(lines.isEmpty(), "One or more line items must be specified");
    for (JsonNode each : lines) {
      ObjectNode line = (ObjectNode) each;
      problems.errorIf(
          line.path("Description").asString("").isEmpty(), "Description field is mandatory");
      if (LineMath.priced(line)) {
        problems.errorIf(
            line.path("AccountCode").asString("").isEmpty(),
            "Account code or ID must be specified");
        problems.errorIf(
            line.path("TaxType").asString("").isEmpty() && accountFits(line),
            "The TaxType field is mandatory");
      }
    }
  }

  /** An account that does not exist is a mistake of its own, and has no tax type to lend. */
  private boolean accountFits(ObjectNode line) {
    String code = line.path("AccountCode").asString("");
    return code.isEmpty() || account(code).isPresent();
  }

  /** Holds in every status: a tax type that is named must exist and suit the account. */
  void suit(ObjectNode document, Problems problems) {
    if (document.path("LineAmountTypes").asString("").equals("NoTax")) {
      return;
    }
    for (JsonNode line : document.path("LineItems")) {
      String type = line.path("TaxType").asString("");
      if (!type.isEmpty()) {
        suit(type, line.path("AccountCode").asString(""), problems);
      }
    }
  }

  private void suit(String type, String code, Problems problems) {
    Optional<ObjectNode> rate = taxRate(type);
    problems.errorIf(
        rate.isEmpty() || !rate.get().path("Status").asString("").equals("ACTIVE"),
        "The TaxType code "
            + type
            + " does not exist or cannot be used for this type of transaction.");
    if (account(code).isPresent()) {
      String accountClass = account(code).get().path("Class").asString("");
      boolean fits =
          rate.isPresent() && rate.get().path("CanApplyTo" + plural(accountClass)).asBoolean(true);
      problems.errorIf(
          !fits,
          "The TaxType code '" + type + "' cannot be used with account code '" + code + "'.");
    }
  }

  private static String plural(String accountClass) {
    return switch (accountClass) {
      case "REVENUE" -> "Revenue";
      case "EXPENSE" -> "Expenses";
      case "LIABILITY" -> "Liabilities";
      case "EQUITY" -> "Equity";
      default -> "Assets";
    };
  }

  private Optional<ObjectNode> taxRate(String type) {
    return ledger.find(Kind.TAX_RATE, "type", Indexes.key(type)).findFirst();
  }

  private Optional<ObjectNode> account(String code) {
    return code.isEmpty()
        ? Optional.empty()
        : ledger.find(Kind.ACCOUNT, "code", Indexes.key(code)).findFirst();
  }
}
