package dev.tandem.simulator.accounting.settings;

import dev.tandem.simulator.http.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Adds what Xero says of every account to what a region's file says of this one. */
final class AccountSeeds {
  private final String tenantId;
  private final String currency;
  private final String moment;

  AccountSeeds(String tenantId, String currency, String moment) {
    this.tenantId = tenantId;
    this.currency = currency;
    this.moment = moment;
  }

  ObjectNode of(JsonNode row) {
    String code = row.path("Code").asString();
    String type = row.path("Type").asString();
    ObjectNode account =
        Json.object()
            .put("AccountID", OrganisationSeed.id(tenantId, "account " + code))
            .put("Code", code)
            .put("Name", row.path("Name").asString())
            .put("Status", "ACTIVE")
            .put("Type", type)
            .put("TaxType", row.path("TaxType").asString());
    for (String name : new String[] {"Description", "SystemAccount"}) {
      if (row.has(name)) {
        account.put(name, row.path(name).asString());
      }
    }
    AccountTypes.addClass(account);
    account
        .put("EnablePaymentsToAccount", row.path("EnablePaymentsToAccount").asBoolean(false))
        .put("ShowInExpenseClaims", row.path("ShowInExpenseClaims").asBoolean(false));
    if (type.equals("BANK")) {
      account
          .put("BankAccountNumber", row.path("BankAccountNumber").asString(""))
          .put("BankAccountType", "BANK")
          .put("CurrencyCode", currency);
    }
    return account
        .put("HasAttachments", false)
        .put("UpdatedDateUTC", moment)
        .put("AddToWatchlist", type.equals("BANK"));
  }
}
