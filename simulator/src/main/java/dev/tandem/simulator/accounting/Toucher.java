package dev.tandem.simulator.accounting;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.http.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.node.ObjectNode;

/**
 * Edits many records of an organisation as its user would, for work on speed: each edit is a write
 * of its own, with its own time, history and webhook event.
 */
public final class Toucher {
  private final Ledger ledger;
  private final UserDesk desk;

  public Toucher(Ledger ledger, UserDesk desk) {
    this.ledger = ledger;
    this.desk = desk;
  }

  /**
   * Edits active contacts, or sales invoices that are open, the oldest first.
   *
   * @param count how many; all that there are if there are fewer
   * @param times how often each
   * @param seed of the order in which all edits are made
   * @return how many edits were made
   */
  public int touch(Kind kind, int count, int times, long seed) {
    List<String> ids = ledger.reading(() -> chosen(kind, count));
    List<String> order = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      order.addAll(ids);
    }
    Collections.shuffle(order, new Random(seed));
    for (int i = 0; i < order.size(); i++) {
      String mark = "touched %d-%d".formatted(seed, i);
      if (kind == Kind.CONTACT) {
        desk.editContact(order.get(i), Json.object().put("CompanyNumber", mark));
      } else {
        desk.editInvoice(order.get(i), Json.object().put("Reference", mark));
      }
    }
    return order.size();
  }

  private List<String> chosen(Kind kind, int count) {
    return ledger
        .all(kind)
        .filter(it -> kind == Kind.CONTACT ? isActive(it) : isOpenSale(it))
        .limit(count)
        .map(it -> it.path(kind == Kind.CONTACT ? "ContactID" : "InvoiceID").asString())
        .toList();
  }

  private static boolean isActive(ObjectNode contact) {
    return contact.path("ContactStatus").asString("").equals("ACTIVE");
  }

  private static boolean isOpenSale(ObjectNode invoice) {
    return invoice.path("Type").asString("").equals("ACCREC")
        && List.of("DRAFT", "SUBMITTED", "AUTHORISED")
            .contains(invoice.path("Status").asString(""));
  }
}
