package dev.tandem.simulator.accounting.money;

import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.Detail;
import dev.tandem.simulator.accounting.call.Wire;
import tools.jackson.databind.node.ObjectNode;

/** A bank transaction as Xero shows it. */
final class BankTransactionView {
  private final MoneyAccounts accounts;
  private final Parts parts;

  BankTransactionView(Ledger ledger, int unitDecimals) {
    this.accounts = new MoneyAccounts(ledger);
    this.parts = new Parts(ledger, unitDecimals);
  }

  ObjectNode show(ObjectNode stored, Detail detail) {
    ObjectNode out = Wire.withDateStrings(Wire.outward(stored), stored);
    String account = stored.path("BankAccount").path("AccountID").asString();
    out.set("BankAccount", accounts.reference(account, true));
    out.set("Contact", parts.contact(stored, detail));
    parts.lines(out, detail);
    return out;
  }
}
