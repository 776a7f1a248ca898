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
import dev.tandem.simulator.accounting.documents.Ids;
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
  private final BankTransactionHead head;
  private final BankLines lines;

  BankTransactionWriter(Ledger ledger, Switches switches, int unitDecimals) {
    this.ledger = ledger;
    this.switches = switches;
    DocumentDesk desk = new DocumentDesk(ledger, switches, unitDecimals);
    this.head = new BankTransactionHead(ledger, desk);
    this.lines = new BankLines(desk, new MoneyAccounts(ledger));
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
    Optional<String> id = Ids.guid(sent, "BankTransactionID");
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
    head.copy(sent, next, type, problems);
    lines.copy(sent, next, type, problems);
    lockCheck(next, problems);
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
