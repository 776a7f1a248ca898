package dev.tandem.simulator.accounting.money;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Invalid;
import dev.tandem.simulator.accounting.call.Problems;
import dev.tandem.simulator.accounting.documents.LockDates;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes an overpayment or prepayment, with the bank transaction that made it. Xero offers that to
 * its users only: the API can just read them. Whose it is may change whatever was used of it; day
 * and amount only while nothing was.
 */
public final class CreditEdit {
  private static final String USED =
      "This document cannot be edited as a part was allocated or refunded, or it is voided.";

  private final Ledger ledger;
  private final boolean quietly;

  /**
   * @param quietly as a change that Xero does not count as one: no new time, no event
   */
  public CreditEdit(Ledger ledger, boolean quietly) {
    this.ledger = ledger;
    this.quietly = quietly;
  }

  public ObjectNode edit(Kind kind, String id, ObjectNode changes) {
    ObjectNode credit =
        ledger
            .get(kind, Indexes.key(id))
            .orElseThrow(() -> new Invalid("Document could not be found"))
            .deepCopy();
    Problems problems = new Problems();
    lockCheck(credit, problems);
    apply(credit, changes, true);
    lockCheck(credit, problems);
    problems.refuse();
    ledger
        .get(Kind.BANK_TRANSACTION, credit.path("_transaction").asString(""))
        .map(ObjectNode::deepCopy)
        .ifPresent(
            it -> {
              apply(it, changes, false);
              store(Kind.BANK_TRANSACTION, it);
            });
    store(kind, credit);
    return credit;
  }

  private void store(Kind kind, ObjectNode record) {
    if (quietly) {
      ledger.putQuietly(kind, record);
    } else {
      ledger.put(kind, record);
    }
  }

  private void lockCheck(ObjectNode credit, Problems problems) {
    LockDates.check(
        ledger.organisation(), LocalDate.parse(credit.path("Date").asString()), problems);
  }

  private void apply(ObjectNode record, ObjectNode changes, boolean credit) {
    Optional<LocalDate> day = Fields.day(changes, "Date");
    Optional<BigDecimal> amount = Fields.number(changes, "Amount");
    if (credit && (day.isPresent() || amount.isPresent())) {
      refuseUsed(record);
    }
    day.ifPresent(it -> record.put("Date", it.toString()));
    Fields.said(changes, "Reference").ifPresent(it -> record.put("Reference", it));
    Fields.said(changes.path("Contact"), "ContactID")
        .ifPresent(it -> record.putObject("Contact").put("ContactID", contact(it)));
    amount.ifPresent(it -> come(record, it, credit));
  }

  private static void refuseUsed(ObjectNode credit) {
    boolean whole =
        Fields.amount(credit, "RemainingCredit").compareTo(Fields.amount(credit, "Total")) == 0;
    if (!whole || !credit.path("Status").asString().equals("AUTHORISED")) {
      throw new Invalid(USED);
    }
  }

  private String contact(String id) {
    return ledger
        .get(Kind.CONTACT, Indexes.key(id))
        .filter(it -> it.path("ContactStatus").asString("").equals("ACTIVE"))
        .map(it -> it.path("ContactID").asString())
        .orElseThrow(() -> new Invalid("A Contact must be specified for this type of transaction"));
  }

  /** One line over all of it, without tax: what other lines there were nobody here asks for. */
  private static void come(ObjectNode record, BigDecimal amount, boolean credit) {
    BigDecimal cents = Fields.cents(amount);
    if (Fields.amount(record, "TotalTax").signum() != 0 || record.path("LineItems").size() != 1) {
      throw new Invalid("Only the amount of one line without tax can be changed here");
    }
    ((ObjectNode) record.path("LineItems").get(0))
        .put("Quantity", BigDecimal.ONE)
        .put("UnitAmount", cents)
        .put("LineAmount", cents);
    record.put("SubTotal", cents).put("Total", cents);
    if (credit) {
      record.put("RemainingCredit", cents);
    }
  }
}
