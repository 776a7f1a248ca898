package dev.tandem.simulator.accounting.settings;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.ApiErrors;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Problems;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What an account may say of itself. */
final class AccountDetails {
  private static final List<String> BANK_TYPES = List.of("BANK", "CREDITCARD", "PAYPAL");

  private final Ledger ledger;

  AccountDetails(Ledger ledger) {
    this.ledger = ledger;
  }

  void copy(ObjectNode sent, ObjectNode next, boolean fresh, Problems problems) {
    copyType(sent, next, fresh, problems);
    boolean bank = next.path("Type").asString("").equals("BANK");
    copyNames(sent, next, bank, problems);
    copyBank(sent, next, bank, problems);
    copyTaxType(sent, next, bank, problems);
    AccountTypes.addClass(next);
    copyFlags(sent, next, bank, fresh, problems);
    if (fresh) {
      next.put("HasAttachments", false);
    }
  }

  private static void copyType(ObjectNode sent, ObjectNode next, boolean fresh, Problems problems) {
    Optional<String> type = Fields.said(sent, "Type");
    problems.errorIf(fresh && type.isEmpty(), "Account type must be specified");
    if (type.isEmpty()) {
      return;
    }
    if (AccountTypes.classOf(type.get()).isEmpty()) {
      throw ApiErrors.postData("The Type " + type.get() + " is not valid");
    }
    boolean changed = !fresh && !type.get().equals(next.path("Type").asString(""));
    problems.errorIf(
        changed && (next.has("SystemAccount") || type.get().equals("BANK")),
        "The type of this account cannot be changed to " + type.get());
    next.put("Type", type.get());
  }

  private static void copyNames(ObjectNode sent, ObjectNode next, boolean bank, Problems problems) {
    Fields.text(sent, "Code").ifPresent(code -> next.put("Code", code.strip()));
    String code = next.path("Code").asString("");
    problems.errorIf(code.isEmpty() && !bank, "Please enter a Code.");
    problems.errorIf(
        code.length() > 10, "Account Code is too long. Maximum of 10 characters allowed");
    Fields.copyText(sent, next, "Name", 150, problems);
    problems.errorIf(next.path("Name").asString("").isEmpty(), "Please enter a Name.");
    boolean described = Fields.said(sent, "Description").isPresent();
    problems.errorIf(bank && described, "A bank account cannot have a Description");
    if (!bank) {
      Fields.copyText(sent, next, "Description", 4000, problems);
    }
  }

  private void copyBank(ObjectNode sent, ObjectNode next, boolean bank, Problems problems) {
    if (!bank) {
      return;
    }
    Fields.copyText(sent, next, "BankAccountNumber", 50, problems);
    problems.errorIf(
        next.path("BankAccountNumber").asString("").isEmpty(),
        "Please enter a Bank Account Number.");
    String type =
        Fields.said(sent, "BankAccountType").orElse(next.path("BankAccountType").asString("BANK"));
    if (!BANK_TYPES.contains(type)) {
      throw ApiErrors.postData("The BankAccountType " + type + " is not valid");
    }
    next.put("BankAccountType", type);
    String base = ledger.organisation().path("BaseCurrency").asString();
    String currency =
        Fields.said(sent, "CurrencyCode").orElse(next.path("CurrencyCode").asString(base));
    problems.errorIf(
        ledger.get(Kind.CURRENCY, currency).isEmpty(),
        "The current organisation is not subscribed to currency '" + currency + "'.");
    next.put("CurrencyCode", currency);
  }

  private void copyTaxType(ObjectNode sent, ObjectNode next, boolean bank, Problems problems) {
    Optional<String> type = Fields.said(sent, "TaxType");
    problems.errorIf(
        bank && type.isPresent() && !untaxed().contains(type.get()), "Cannot update Bank Accounts");
    if (next.path("TaxType").asString("").isEmpty()) {
      next.put("TaxType", DefaultTax.of(ledger, next.path("Type").asString("")));
    }
    type.filter(each -> !bank)
        .ifPresent(
            each -> {
              problems.errorIf(
                  ledger
                      .find(Kind.TAX_RATE, "type", Indexes.key(each))
                      .noneMatch(rate -> rate.path("Status").asString().equals("ACTIVE")),
                  "The TaxType code '"
                      + each
                      + "' does not exist or cannot be used for this type of transaction.");
              next.put("TaxType", each);
              problems.errorIf(
                  !suits(each, next),
                  "The TaxType code '"
                      + each
                      + "' cannot be used with account code '"
                      + next.path("Code").asString("")
                      + "'.");
            });
  }

  private boolean suits(String taxType, ObjectNode account) {
    String use =
        switch (AccountTypes.classOf(account.path("Type").asString("")).orElse("ASSET")) {
          case "REVENUE" -> "CanApplyToRevenue";
          case "EXPENSE" -> "CanApplyToExpenses";
          case "LIABILITY" -> "CanApplyToLiabilities";
          case "EQUITY" -> "CanApplyToEquity";
          default -> "CanApplyToAssets";
        };
    return ledger
        .find(Kind.TAX_RATE, "type", Indexes.key(taxType))
        .allMatch(rate -> rate.path(use).asBoolean(true));
  }

  private static List<String> untaxed() {
    return List.of("NONE", "BASEXCLUDED");
  }

  private static void copyFlags(
      ObjectNode sent, ObjectNode next, boolean bank, boolean fresh, Problems problems) {
    for (String name : new String[] {"EnablePaymentsToAccount", "ShowInExpenseClaims"}) {
      boolean before = next.path(name).asBoolean(false);
      boolean wanted = Fields.flag(sent, name).orElse(before);
      problems.errorIf(bank && wanted && !before, "Cannot update Bank Accounts");
      next.put(name, wanted);
    }
    // Xero: works only with POST.
    next.put(
        "AddToWatchlist",
        fresh
            ? bank
            : Fields.flag(sent, "AddToWatchlist")
                .orElse(next.path("AddToWatchlist").asBoolean(false)));
  }
}
