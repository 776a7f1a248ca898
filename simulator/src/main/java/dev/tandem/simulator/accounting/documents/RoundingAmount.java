package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Switch;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.accounting.call.Fields;
import java.math.BigDecimal;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * RoundingAmount, which Total contains besides SubTotal and TotalTax, and EnteredTotal. Xero: from
 * SUBMITTED on it counts only if SubTotal, TotalTax and Total are all sent, and must then lie
 * between -0.10 and 0.10; in a draft anything else is passed over.
 */
final class RoundingAmount {
  private static final BigDecimal LARGEST = new BigDecimal("0.10");
  private static final List<String> TOTALS = List.of("SubTotal", "TotalTax", "Total");

  private final Switches switches;

  RoundingAmount(Switches switches) {
    this.switches = switches;
  }

  void copy(Revision revision) {
    if (revision.type().kind() != Kind.INVOICE || !switches.is(Switch.ROUNDING_AMOUNTS)) {
      return;
    }
    ObjectNode next = revision.next();
    boolean draft = next.path("Status").asString().equals("DRAFT");
    Fields.number(revision.sent(), "RoundingAmount")
        .map(Fields::cents)
        .ifPresent(amount -> take(revision, amount, draft));
    if (next.has("RoundingAmount")) {
      next.put(
          "Total",
          Fields.cents(Fields.amount(next, "Total").add(Fields.amount(next, "RoundingAmount"))));
    }
    enteredTotal(revision, draft);
  }

  private static void take(Revision revision, BigDecimal amount, boolean draft) {
    boolean fits = amount.abs().compareTo(LARGEST) <= 0;
    boolean reconciled =
        TOTALS.stream().allMatch(name -> Fields.number(revision.sent(), name).isPresent());
    if (draft ? fits : reconciled) {
      revision.problems().errorIf(!fits, "The RoundingAmount must be between -0.10 and 0.10");
      revision.next().put("RoundingAmount", amount);
    }
  }

  private static void enteredTotal(Revision revision, boolean draft) {
    ObjectNode next = revision.next();
    if (draft) {
      Fields.number(revision.sent(), "EnteredTotal")
          .ifPresent(total -> next.put("EnteredTotal", Fields.cents(total)));
    } else if (next.has("EnteredTotal")) {
      next.put("EnteredTotal", Fields.amount(next, "Total"));
    }
  }
}
