package dev.tandem.simulator.accounting.money;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Invalid;
import dev.tandem.simulator.accounting.call.Problems;
import dev.tandem.simulator.accounting.documents.LockDates;
import java.math.BigDecimal;
import java.time.LocalDate;
import tools.jackson.databind.node.ObjectNode;

/**
 * Voids an overpayment or prepayment of which nothing was used, with the bank transaction that made
 * it. Xero offers that to its users only: the API can neither void nor delete them.
 */
public final class CreditVoid {
  private final Ledger ledger;

  public CreditVoid(Ledger ledger) {
    this.ledger = ledger;
  }

  public ObjectNode end(Kind kind, String id) {
    ObjectNode credit =
        ledger
            .get(kind, id)
            .orElseThrow(() -> new Invalid("Document could not be found"))
            .deepCopy();
    boolean whole =
        Fields.amount(credit, "RemainingCredit").compareTo(Fields.amount(credit, "Total")) == 0;
    if (!whole || !credit.path("Status").asString().equals("AUTHORISED")) {
      throw new Invalid(
          "The status VOIDED cannot be applied because a part was allocated or refunded, or it is"
              + " voided already.");
    }
    Problems problems = new Problems();
    LocalDate date = LocalDate.parse(credit.path("Date").asString());
    LockDates.check(ledger.organisation(), date, problems);
    problems.refuse();
    ledger
        .get(Kind.BANK_TRANSACTION, credit.path("_transaction").asString(""))
        .ifPresent(it -> ledger.put(Kind.BANK_TRANSACTION, it.deepCopy().put("Status", "VOIDED")));
    credit.put("Status", "VOIDED").put("RemainingCredit", new BigDecimal("0.00"));
    ledger.put(kind, credit);
    return credit;
  }
}
