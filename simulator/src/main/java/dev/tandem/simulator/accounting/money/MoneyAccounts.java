package dev.tandem.simulator.accounting.money;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Invalid;
import dev.tandem.simulator.accounting.documents.Ids;
import dev.tandem.simulator.http.Json;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The accounts that money moves through, named by id or by code. */
final class MoneyAccounts {
  private final Ledger ledger;

  MoneyAccounts(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Xero: a payment needs an account of Type BANK or one with EnablePaymentsToAccount. */
  ObjectNode ofPayment(JsonNode named) {
    if (!says(named)) {
      throw new Invalid("You must specify an Account code or Account ID for the payment");
    }
    ObjectNode account = find(named);
    if (!bank(account) && !account.path("EnablePaymentsToAccount").asBoolean(false)) {
      throw notValid(account);
    }
    return account;
  }

  /** Xero: only accounts of Type BANK hold bank transactions. */
  ObjectNode ofTransaction(JsonNode named) {
    if (!named.isObject() || !says(named)) {
      throw new Invalid("A BankAccount code or AccountID must be specified");
    }
    ObjectNode account = find(named);
    if (!bank(account)) {
      throw notValid(account);
    }
    return account;
  }

  Optional<ObjectNode> system(String name) {
    return ledger
        .all(Kind.ACCOUNT)
        .filter(account -> account.path("SystemAccount").asString("").equals(name))
        .findFirst();
  }

  /** The currency that the account holds. */
  String currency(ObjectNode account) {
    return Fields.said(account, "CurrencyCode")
        .orElseGet(() -> ledger.organisation().path("BaseCurrency").asString());
  }

  /** The account inside another document. */
  ObjectNode reference(String id, boolean withName) {
    ObjectNode out = Json.object().put("AccountID", id);
    ledger
        .get(Kind.ACCOUNT, id)
        .ifPresent(
            account -> {
              Fields.said(account, "Code").ifPresent(code -> out.put("Code", code));
              if (withName) {
                out.put("Name", account.path("Name").asString());
              }
            });
    return out;
  }

  private ObjectNode find(JsonNode named) {
    ObjectNode account =
        Ids.guid(named, "AccountID")
            .map(id -> ledger.get(Kind.ACCOUNT, Indexes.key(id)))
            .or(() -> Fields.said(named, "Code").map(this::byCode))
            .flatMap(found -> found)
            .orElseThrow(() -> new Invalid("Account could not be found"));
    if (!account.path("Status").asString("").equals("ACTIVE")) {
      throw new Invalid(
          "Account code '"
              + account.path("Code").asString("")
              + "' has been archived, or has been deleted. It cannot be used on this document.");
    }
    return account;
  }

  private Optional<ObjectNode> byCode(String code) {
    return ledger.find(Kind.ACCOUNT, "code", Indexes.key(code)).findFirst();
  }

  private static boolean says(JsonNode named) {
    return Ids.guid(named, "AccountID").isPresent() || Fields.said(named, "Code").isPresent();
  }

  private static boolean bank(ObjectNode account) {
    return account.path("Type").asString("").equals("BANK");
  }

  private static Invalid notValid(ObjectNode account) {
    return new Invalid(
        "Account code '"
            + account.path("Code").asString("")
            + "' is not a valid code for this document.");
  }
}
