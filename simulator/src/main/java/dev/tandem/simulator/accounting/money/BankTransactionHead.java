package dev.tandem.simulator.accounting.money;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.ApiErrors;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Invalid;
import dev.tandem.simulator.accounting.call.Problems;
import dev.tandem.simulator.accounting.documents.DocumentDesk;
import dev.tandem.simulator.accounting.documents.Ids;
import java.time.LocalDate;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** What a bank transaction says besides its lines: with whom, through which account, when. */
final class BankTransactionHead {
  private final Ledger ledger;
  private final DocumentDesk desk;
  private final MoneyAccounts accounts;
  private final Exchange exchange;

  BankTransactionHead(Ledger ledger, DocumentDesk desk) {
    this.ledger = ledger;
    this.desk = desk;
    this.accounts = new MoneyAccounts(ledger);
    this.exchange = new Exchange(ledger);
  }

  void copy(ObjectNode sent, ObjectNode next, BankTransactionType type, Problems problems) {
    copyContact(sent, next, problems);
    copyAccount(sent, next);
    Fields.copyText(sent, next, "Reference", 255, problems);
    DocumentDesk.url(sent, next, problems);
    Fields.flag(sent, "IsReconciled").ifPresent(flag -> next.put("IsReconciled", flag));
    LocalDate date =
        Fields.day(sent, "Date")
            .or(() -> Fields.said(next, "Date").map(LocalDate::parse))
            .orElseGet(ledger::today);
    next.put("Date", date.toString());
    copyModes(sent, next, type);
    exchange.copy(sent, next, accountOf(next), type.overpayment(), problems);
  }

  private void copyContact(ObjectNode sent, ObjectNode next, Problems problems) {
    if (next.has("Contact") && !Fields.present(sent, "Contact")) {
      return;
    }
    if (sent.path("Contact") instanceof ObjectNode named
        && Ids.guid(named, "ContactID").isEmpty()
        && Fields.said(named, "ContactNumber").isEmpty()
        && Fields.said(named, "Name").isEmpty()) {
      throw new Invalid(
          "The Contact must contain at least 1 of the following elements to identify the contact:"
              + " Name, ContactID, ContactNumber");
    }
    ObjectNode contact = desk.contact(sent, problems);
    next.putObject("Contact").put("ContactID", contact.path("ContactID").asString());
  }

  private void copyAccount(ObjectNode sent, ObjectNode next) {
    if (next.has("BankAccount") && !Fields.present(sent, "BankAccount")) {
      return;
    }
    ObjectNode account = accounts.ofTransaction(sent.path("BankAccount"));
    next.putObject("BankAccount").put("AccountID", account.path("AccountID").asString());
  }

  private ObjectNode accountOf(ObjectNode next) {
    String id = next.path("BankAccount").path("AccountID").asString();
    return ledger.get(Kind.ACCOUNT, id).orElseThrow();
  }

  /** Xero: an overpayment never carries tax. */
  private static void copyModes(ObjectNode sent, ObjectNode next, BankTransactionType type) {
    String mode = Fields.said(sent, "LineAmountTypes").orElse("");
    if (!mode.isEmpty() && !Set.of("Exclusive", "Inclusive", "NoTax").contains(mode)) {
      throw ApiErrors.postData("The LineAmountTypes " + mode + " is not valid");
    }
    if (!mode.isEmpty() && !type.overpayment()) {
      next.put("LineAmountTypes", mode);
    }
  }
}
