package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.Problems;
import java.time.LocalDate;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Voids approved documents and deletes those that are not approved yet. */
final class DocumentEnd {
  private static final Set<String> ENDS = Set.of("DELETED", "VOIDED");

  private final Ledger ledger;
  private final Settled settled;

  DocumentEnd(Ledger ledger) {
    this.ledger = ledger;
    this.settled = new Settled(ledger);
  }

  static boolean is(String status) {
    return ENDS.contains(status);
  }

  static boolean deleted(JsonNode document) {
    return document.path("Status").asString("").equals("DELETED");
  }

  ObjectNode end(Revision revision, String status) {
    Problems problems = revision.problems();
    Kind kind = revision.type().kind();
    if (settled.anything(kind, revision.id())) {
      problems.error(
          "The status "
              + status
              + " cannot be applied to the "
              + revision.type().noun().toLowerCase(java.util.Locale.ROOT)
              + " because it has payments or credit notes allocated to it.");
      problems.error(InvoiceEdits.HAS_PAYMENTS);
    }
    if (status.equals("VOIDED")) {
      LocalDate date = LocalDate.parse(revision.before().path("Date").asString());
      LockDates.check(ledger.organisation(), date, problems);
    }
    problems.refuse();
    ObjectNode next = revision.next().put("Status", status);
    if (status.equals("VOIDED")) {
      nothingLeft(kind, next);
    }
    ledger.put(kind, next);
    return next;
  }

  /** Nothing is owed any more, as in the published sample of a voided invoice. */
  private static void nothingLeft(Kind kind, ObjectNode next) {
    if (kind == Kind.INVOICE) {
      next.put("AmountDue", new java.math.BigDecimal("0.00"));
    } else {
      next.put("RemainingCredit", new java.math.BigDecimal("0.00"));
    }
  }
}
