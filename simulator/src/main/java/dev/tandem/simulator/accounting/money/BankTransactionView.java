package dev.tandem.simulator.accounting.money;

import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.Detail;
import dev.tandem.simulator.accounting.documents.DocumentView;
import tools.jackson.databind.node.ObjectNode;

/** A bank transaction as Xero shows it. */
final class BankTransactionView {
  private final MoneyAccounts accounts;
  private final DocumentView documents;

  BankTransactionView(Ledger ledger, int unitDecimals) {
    this.accounts = new MoneyAccounts(ledger);
    this.documents = new DocumentView(ledger, unitDecimals);
  }

  ObjectNode show(ObjectNode stored, Detail detail) {
    ObjectNode out = documents.show(stored, detail);
    out.remove("UpdatedDateUTCString");
    String account = stored.path("BankAccount").path("AccountID").asString();
    out.set("BankAccount", accounts.reference(account, true));
    return out;
  }
}
