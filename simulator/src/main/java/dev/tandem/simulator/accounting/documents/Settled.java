package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** What the books hold of payments and allocations of a document; deleted ones do not count. */
public final class Settled {
  private final Ledger ledger;

  public Settled(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Payments of an invoice, refunds of a credit. */
  public Stream<ObjectNode> payments(String id) {
    return ledger
        .find(Kind.PAYMENT, "invoice", id)
        .filter(payment -> payment.path("Status").asString().equals("AUTHORISED"));
  }

  /** Credit applied to an invoice, or taken from a credit. */
  public Stream<ObjectNode> allocations(Kind kind, String id) {
    return ledger
        .find(Kind.ALLOCATION, kind == Kind.INVOICE ? "invoice" : "credit", id)
        .filter(allocation -> !allocation.path("IsDeleted").asBoolean(false));
  }

  /** Whether anything was paid or allocated, in either direction. */
  public boolean anything(Kind kind, String id) {
    return payments(id).findAny().isPresent() || allocations(kind, id).findAny().isPresent();
  }
}
