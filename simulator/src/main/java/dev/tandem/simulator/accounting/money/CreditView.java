package dev.tandem.simulator.accounting.money;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.Detail;
import dev.tandem.simulator.accounting.documents.AllocationView;
import dev.tandem.simulator.accounting.documents.DocumentView;
import tools.jackson.databind.node.ObjectNode;

/** An overpayment or prepayment as Xero shows it, with where its credit went. */
final class CreditView {
  private final Kind kind;
  private final DocumentView documents;
  private final AllocationView allocations;

  CreditView(Ledger ledger, Kind kind, int unitDecimals) {
    this.kind = kind;
    this.documents = new DocumentView(ledger, unitDecimals);
    this.allocations = new AllocationView(ledger);
  }

  ObjectNode show(ObjectNode stored, Detail detail) {
    String id = stored.path(kind.idField()).asString();
    ObjectNode out = documents.show(stored, detail).put("ID", id);
    out.set("Allocations", allocations.of(kind, id));
    out.set("Payments", documents.payments(id));
    return out;
  }
}
