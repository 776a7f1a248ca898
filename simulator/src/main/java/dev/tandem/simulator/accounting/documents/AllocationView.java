package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Wire;
import dev.tandem.simulator.http.Json;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Allocations as Xero shows them: for themselves, inside the credit, inside the invoice. */
public final class AllocationView {
  private static final Map<String, Kind> LISTS =
      Map.of(
          "CreditNotes", Kind.CREDIT_NOTE,
          "Prepayments", Kind.PREPAYMENT,
          "Overpayments", Kind.OVERPAYMENT);

  private final Ledger ledger;
  private final Settled settled;

  public AllocationView(Ledger ledger) {
    this.ledger = ledger;
    this.settled = new Settled(ledger);
  }

  /** The answer to a PUT of allocations. */
  public ObjectNode show(ObjectNode stored) {
    ObjectNode out = head(stored);
    ObjectNode invoice = out.putObject("Invoice");
    invoice.put("InvoiceID", stored.at("/Invoice/InvoiceID").asString());
    LISTS.keySet().forEach(invoice::putArray);
    invoice.putArray("Payments");
    invoice.put("HasErrors", false).put("IsDiscounted", false).putArray("LineItems");
    Kind kind = Kind.valueOf(stored.path("_of").asString());
    String credit = stored.path("_credit").asString();
    out.putObject(kind.singular())
        .put(kind.idField(), credit)
        .put("ID", credit)
        .putArray("LineItems");
    out.putArray("ValidationErrors");
    return out;
  }

  /** The answer to a DELETE: the allocation without an envelope. */
  ObjectNode removed(ObjectNode stored) {
    ObjectNode out = head(stored);
    out.putObject("Invoice").put("InvoiceID", stored.at("/Invoice/InvoiceID").asString());
    return out.put("IsDeleted", true);
  }

  /** {@code Allocations} of a credit note, overpayment or prepayment. */
  public ArrayNode of(Kind kind, String creditId) {
    ArrayNode list = Json.array();
    settled
        .allocations(kind, creditId)
        .forEach(
            stored -> {
              ObjectNode out = head(stored);
              String invoiceId = stored.at("/Invoice/InvoiceID").asString();
              ObjectNode invoice = out.putObject("Invoice").put("InvoiceID", invoiceId);
              ledger
                  .get(Kind.INVOICE, invoiceId)
                  .ifPresent(
                      it -> invoice.put("InvoiceNumber", it.path("InvoiceNumber").asString("")));
              list.add(out);
            });
    return list;
  }

  /** {@code CreditNotes}, {@code Prepayments} and {@code Overpayments} of an invoice. */
  void into(ObjectNode out, String invoiceId) {
    LISTS.forEach(
        (name, kind) -> {
          ArrayNode list = out.putArray(name);
          settled
              .allocations(Kind.INVOICE, invoiceId)
              .filter(each -> each.path("_of").asString().equals(kind.name()))
              .forEach(each -> list.add(applied(kind, each)));
        });
  }

  private ObjectNode applied(Kind kind, ObjectNode stored) {
    String id = stored.path("_credit").asString();
    ObjectNode credit = ledger.get(kind, id).orElseThrow();
    ObjectNode out = Json.object().put(kind.idField(), id);
    if (kind == Kind.CREDIT_NOTE) {
      out.put("CreditNoteNumber", credit.path("CreditNoteNumber").asString(""));
    }
    out.put("ID", id)
        .put("AppliedAmount", Fields.amount(stored, "Amount"))
        .put("DateString", stored.path("Date").asString() + "T00:00:00")
        .put("Date", Wire.outward(stored).path("Date").asString())
        .putArray("LineItems");
    return out.put("Total", Fields.amount(credit, "Total"));
  }

  private static ObjectNode head(ObjectNode stored) {
    return Json.object()
        .put("AllocationID", stored.path("AllocationID").asString())
        .put("Amount", Fields.amount(stored, "Amount"))
        .put("Date", Wire.outward(stored).path("Date").asString());
  }
}
