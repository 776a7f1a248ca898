package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.attached.Attachments;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.Detail;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An invoice as Xero shows it. */
public final class InvoiceView {
  private static final List<String> NOT_IN_SUMMARY =
      List.of("Payments", "LineItems", "HasAttachments", "CISDeduction");

  /** Xero: told when a single invoice is written or read, not in lists. */
  private static final List<String> NOT_IN_LISTS = List.of("RoundingAmount", "EnteredTotal");

  private final DocumentView documents;
  private final AllocationView allocations;
  private final Ledger ledger;

  public InvoiceView(Ledger ledger, int unitDecimals) {
    this.ledger = ledger;
    this.documents = new DocumentView(ledger, unitDecimals);
    this.allocations = new AllocationView(ledger);
  }

  public ObjectNode show(ObjectNode stored, Detail detail) {
    String id = stored.path("InvoiceID").asString();
    ObjectNode out = documents.show(stored, detail);
    out.set("Payments", documents.payments(id));
    allocations.into(out, id);
    out.put("IsDiscounted", discounted(stored)).put("HasErrors", false);
    if (detail == Detail.SINGLE) {
      Attachments.list(ledger, id, out);
    } else {
      out.remove(NOT_IN_LISTS);
    }
    if (detail == Detail.SUMMARY) {
      out.remove(NOT_IN_SUMMARY);
    }
    return out;
  }

  private static boolean discounted(ObjectNode stored) {
    return stored.path("TotalDiscount").isNumber()
        || stored.path("LineItems").valueStream().anyMatch(InvoiceView::hasDiscount);
  }

  private static boolean hasDiscount(JsonNode line) {
    return line.path("DiscountRate").asDouble(0) != 0
        || line.path("DiscountAmount").asDouble(0) != 0;
  }

  public static String iso(ObjectNode stored) {
    return DocumentView.iso(stored);
  }
}
