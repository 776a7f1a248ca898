package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.Detail;
import tools.jackson.databind.node.ObjectNode;

/** A credit note as Xero shows it. */
final class CreditNoteView {
  private final DocumentView documents;
  private final AllocationView allocations;

  public CreditNoteView(Ledger ledger, int unitDecimals) {
    this.documents = new DocumentView(ledger, unitDecimals);
    this.allocations = new AllocationView(ledger);
  }

  public ObjectNode show(ObjectNode stored, Detail detail) {
    String id = stored.path("CreditNoteID").asString();
    ObjectNode out = documents.show(stored, detail);
    out.remove("DueDateString");
    out.put("ID", id).put("HasErrors", false);
    out.set("Payments", documents.payments(id));
    out.set("Allocations", allocations.of(Kind.CREDIT_NOTE, id));
    return out;
  }
}
