package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Problems;
import tools.jackson.databind.node.ObjectNode;

/** Takes over the lines of a document and adds them up. */
final class DocumentLines {
  private final LineItems lines;
  private final LineRules rules;

  public DocumentLines(Ledger ledger, Switches switches, int unitDecimals) {
    this.rules = new LineRules(ledger, switches);
    this.lines =
        new LineItems(
            new LineMath(ledger, switches, unitDecimals),
            rules,
            new LineDefaults(ledger, switches));
  }

  /** The document's Type and LineAmountTypes must stand already. */
  public void copy(ObjectNode sent, ObjectNode next, Problems problems) {
    boolean given = sent.path("LineItems").isArray();
    if (given) {
      next.set(
          "LineItems", lines.merge(sent.path("LineItems"), next.path("LineItems"), next, problems));
    } else if (!next.has("LineItems")) {
      next.putArray("LineItems");
    } else if (Fields.present(sent, "LineAmountTypes")) {
      next.set("LineItems", lines.again(next.path("LineItems"), next, problems));
    }
    Totals.add(next);
  }

  /** Holds in every status. */
  public void suit(ObjectNode next, Problems problems) {
    rules.suit(next, problems);
  }

  /** Must hold before the document is submitted or approved. */
  public void complete(ObjectNode next, Problems problems) {
    rules.complete(next, problems);
  }
}
