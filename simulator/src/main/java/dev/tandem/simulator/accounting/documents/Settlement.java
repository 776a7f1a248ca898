package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Switch;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.accounting.call.Fields;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is left of a document after the payments and allocations in the books: AmountPaid,
 * AmountCredited and AmountDue of an invoice, RemainingCredit of a credit note, overpayment or
 * prepayment. Nothing left makes an approved document PAID; something left makes it AUTHORISED
 * again.
 */
public final class Settlement {
  private static final String ALIVE = "AUTHORISED";

  /** Kinds that tell when nothing was left of them. */
  private static final Set<Kind> DATED = Set.of(Kind.INVOICE, Kind.CREDIT_NOTE);

  private final Ledger ledger;
  private final Switches switches;
  private final Settled settled;

  public Settlement(Ledger ledger, Switches switches) {
    this.ledger = ledger;
    this.switches = switches;
    this.settled = new Settled(ledger);
  }

  /** To be called once a payment of the document was stored, as a new one or as a deleted one. */
  public void afterPayment(Kind kind, String id) {
    ObjectNode document = ledger.get(kind, id).orElseThrow().deepCopy();
    tally(kind, document);
    if (switches.is(Switch.PAYMENT_FIRES_INVOICE_EVENT)) {
      ledger.put(kind, document);
    } else {
      ledger.putUntold(kind, document);
    }
  }

  /** To be called once an allocation was stored, for the credit as for the invoice. */
  public void afterAllocation(Kind kind, String id) {
    ObjectNode document = ledger.get(kind, id).orElseThrow().deepCopy();
    tally(kind, document);
    ledger.put(kind, document);
  }

  /** Computes the amounts and the status of a document that is about to be stored. */
  public void tally(Kind kind, ObjectNode document) {
    String id = document.path(kind.idField()).asString();
    List<ObjectNode> payments = settled.payments(id).toList();
    List<ObjectNode> allocations = settled.allocations(kind, id).toList();
    BigDecimal paid = sum(payments);
    BigDecimal credited = sum(allocations);
    BigDecimal left =
        Fields.cents(Fields.amount(document, "Total").subtract(paid).subtract(credited));
    if (kind == Kind.INVOICE) {
      document
          .put("AmountDue", left)
          .put("AmountPaid", Fields.cents(paid))
          .put("AmountCredited", Fields.cents(credited));
    } else {
      document.put("RemainingCredit", left);
    }
    boolean used = !payments.isEmpty() || !allocations.isEmpty();
    move(document, left, used);
    if (document.path("Status").asString("").equals("PAID") && DATED.contains(kind)) {
      fullyPaid(document, payments, allocations);
    }
  }

  private void move(ObjectNode document, BigDecimal left, boolean used) {
    String status = document.path("Status").asString("");
    boolean nothing = left.signum() == 0 && (used || switches.is(Switch.ZERO_TOTAL_IS_PAID));
    if (status.equals(ALIVE) && nothing) {
      document.put("Status", "PAID");
    } else if (status.equals("PAID") && !nothing) {
      document.put("Status", ALIVE);
      document.remove("FullyPaidOnDate");
    }
  }

  /** Xero: the day of the last payment or allocation; of a document of 0.00 its own date. */
  private static void fullyPaid(
      ObjectNode document, List<ObjectNode> payments, List<ObjectNode> allocations) {
    document.put(
        "FullyPaidOnDate",
        Stream.concat(payments.stream(), allocations.stream())
            .map(each -> each.path("Date").asString())
            .max(Comparator.naturalOrder())
            .orElse(document.path("Date").asString()));
  }

  private static BigDecimal sum(List<ObjectNode> shares) {
    return shares.stream()
        .map(each -> Fields.amount(each, "Amount"))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
