package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.accounting.call.Problems;
import tools.jackson.databind.node.ObjectNode;

/** Contact, lines and sums by the documents' own rules, for what is written elsewhere. */
public final class DocumentDesk {
  private final DocumentContact contacts;
  private final LineRules rules;
  private final LineItems lines;

  public DocumentDesk(Ledger ledger, Switches switches, int unitDecimals) {
    this.contacts = new DocumentContact(ledger);
    this.rules = new LineRules(ledger, switches);
    this.lines =
        new LineItems(
            new LineMath(ledger, switches, unitDecimals),
            rules,
            new LineDefaults(ledger, switches));
  }

  /** The contact that a write names, made or changed as it says. */
  public ObjectNode contact(ObjectNode sent, Problems problems) {
    return contacts.resolve(sent, problems);
  }

  /** The link to a source document, if it is one. */
  public static void url(ObjectNode sent, ObjectNode next, Problems problems) {
    DocumentHead.copyUrl(sent, next, problems);
  }

  /** Puts the lines sent in place of those stored, by their ids. */
  public void merge(ObjectNode sent, ObjectNode next, Problems problems) {
    next.set(
        "LineItems", lines.merge(sent.path("LineItems"), next.path("LineItems"), next, problems));
  }

  /** Computes the stored lines again. */
  public void again(ObjectNode next, Problems problems) {
    next.set("LineItems", lines.again(next.path("LineItems"), next, problems));
  }

  /** What must hold of the lines of an approved document. */
  public void check(ObjectNode next, Problems problems) {
    rules.suit(next, problems);
    rules.complete(next, problems);
  }

  /** SubTotal, TotalTax and Total, from the lines. */
  public void sum(ObjectNode next) {
    Totals.add(next);
  }
}
