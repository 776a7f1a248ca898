package dev.tandem.simulator.accounting.money;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Switch;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.accounting.call.ApiErrors;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Invalid;
import dev.tandem.simulator.accounting.call.Problems;
import dev.tandem.simulator.accounting.documents.DocumentDesk;
import dev.tandem.simulator.accounting.documents.LockDates;
import dev.tandem.simulator.http.Json;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates and changes bank transactions by Xero's rules, and with some of them the overpayment or
 * prepayment that they leave behind.
 */
final class BankTransactionWriter {
  private static final String NOT_FOUND =
      "The document with the supplied id was not found for this endpoint.";
  private static final String RECONCILED =
      "This Bank Transaction cannot be edited as it has been reconciled with a Bank Statement.";
  private static final Set<String> SAID_OF_RECONCILING =
      Set.of("BankTransactionID", "Type", "IsReconciled");

  private final Ledger ledger;
  private final Switches switches;
  private final DocumentDesk desk;
  private final MoneyAccounts accounts;
  private final BankLines lines;
  private final Exchange exchange;

  BankTransactionWriter(Ledger ledger, Switches switches, int unitDecimals) {
    this.ledger = ledger;
    this.switches = switches;
    this.desk = new DocumentDesk(ledger, switches, unitDecimals);
    this.accounts = new MoneyAccounts(ledger);
    this.lines = new BankLines(desk, accounts);
    this.exchange = new Exchange(ledger);
  }

  /** PUT: makes a new one, never touches one that exists. */
  ObjectNode create(ObjectNode sent, Problems problems) {
    BankTransactionType type = type(sent);
    String status = Fields.said(sent, "Status").orElse("AUTHORISED");
    problems.errorIf(
        !status.equals("AUTHORISED"), "Bank Transaction not of valid status for creation");
    ObjectNode next =
        Json.object()
            .put("BankTransactionID", UUID.randomUUID().toString())
            .put("Type", type.key())
            .put("Reference", "")
            .put("IsReconciled", false)
            .put("HasAttachments", false)
            .put("Status", "AUTHORISED")
            .put("LineAmountTypes", type.overpayment() ? "NoTax" : "Inclusive");
    next.putArray("LineItems");
    fill(sent, next, type, problems);
    problems.refuse();
    type.credit().ifPresent(kind -> leaveCredit(kind, next));
    ledger.put(Kind.BANK_TRANSACTION, next);
    return next;
  }

  /** POST: changes the one it names by id, else makes one. */
  ObjectNode save(ObjectNode sent, Problems problems) {
    Optional<String> id = Fields.said(sent, "BankTransactionID");
    return id.isPresent() ? change(known(id.get()), sent, problems) : create(sent, problems);
  }

  private ObjectNode known(String id) {
    return ledger
        .get(Kind.BANK_TRANSACTION, Indexes.key(id))
        .orElseThrow(() -> new Invalid(NOT_FOUND));
  }

  private ObjectNode change(ObjectNode before, ObjectNode sent, Problems problems) {
    BankTransactionType type =
        BankTransactionType.named(before.path("Type").asString()).orElseThrow();
    refuseUnchangeable(before, sent, type);
    lockCheck(before, problems);
    ObjectNode next = before.deepCopy();
    String status = Fields.said(sent, "Status").orElse("AUTHORISED");
    if (status.equals("DELETED")) {
      problems.refuse();
      ledger.put(Kind.BANK_TRANSACTION, next.put("Status", "DELETED"));
      return next;
    }
    problems.errorIf(
        !status.equals("AUTHORISED"), "Bank Transaction not of valid status for modification");
    fill(sent, next, type, problems);
    problems.refuse();
    ledger.put(Kind.BANK_TRANSACTION, next);
    return next;
  }

  private void refuseUnchangeable(ObjectNode before, ObjectNode sent, BankTransactionType type) {
    if (!type.plain()) {
      throw new Invalid("Only SPEND and RECEIVE Bank Transactions can be updated or deleted");
    }
    if (!before.path("Status").asString().equals("AUTHORISED")) {
      throw new Invalid("Bank Transaction not of valid status for modification");
    }
    Optional<String> asked = Fields.said(sent, "Type");
    if (asked.isPresent() && !asked.get().equals(type.key())) {
      throw new Invalid("The Type of a Bank Transaction cannot be changed");
    }
    boolean reconciled = before.path("IsReconciled").asBoolean(false);
    boolean only = SAID_OF_RECONCILING.containsAll(sent.propertyNames());
    if (reconciled && !only && switches.is(Switch.RECONCILED_IS_FIXED)) {
      throw new Invalid(RECONCILED);
    }
  }

  private static BankTransactionType type(ObjectNode sent) {
    String said = Fields.said(sent, "Type").orElse("");
    if (said.isEmpty()) {
      throw new Invalid("The Type of the Bank Transaction must be specified");
    }
    BankTransactionType type =
        BankTransactionType.named(said)
            .orElseThrow(() -> ApiErrors.postData("The Type " + said + " is not valid"));
    if (type.transfer()) {
      throw new Invalid("Bank transfers can only be created through the BankTransfers endpoint");
    }
    return type;
  }

  private void fill(ObjectNode sent, ObjectNode next, BankTransactionType type, Problems problems) {
    copyContact(sent, next, problems);
    copyAccount(sent, next);
    copyHead(sent, next, problems);
    copyModes(sent, next, type);
    exchange.copy(sent, next, accountOf(next), type.overpayment(), problems);
    lines.copy(sent, next, type, problems);
    lockCheck(next, problems);
  }

  private void copyContact(ObjectNode sent, ObjectNode next, Problems problems) {
    if (next.has("Contact") && !Fields.present(sent, "Contact")) {
      return;
    }
    if (sent.path("Contact") instanceof ObjectNode named
        && Fields.said(named, "ContactID").isEmpty()
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

  private void copyHead(ObjectNode sent, ObjectNode next, Problems problems) {
    Fields.copyText(sent, next, "Reference", 255, problems);
    Fields.copyText(sent, next, "Url", 2048, problems);
    Fields.flag(sent, "IsReconciled").ifPresent(flag -> next.put("IsReconciled", flag));
    LocalDate date =
        Fields.day(sent, "Date")
            .or(() -> Fields.said(next, "Date").map(LocalDate::parse))
            .orElseGet(ledger::today);
    next.put("Date", date.toString());
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

  private void lockCheck(ObjectNode transaction, Problems problems) {
    LocalDate date = LocalDate.parse(transaction.path("Date").asString());
    LockDates.check(ledger.organisation(), date, problems);
  }

  private void leaveCredit(Kind kind, ObjectNode transaction) {
    ObjectNode credit = ContactCredit.from(transaction, kind);
    ledger.put(kind, credit);
    transaction.put(kind.idField(), credit.path(kind.idField()).asString());
  }
}
