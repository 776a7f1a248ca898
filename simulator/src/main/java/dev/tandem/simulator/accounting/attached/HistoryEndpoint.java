package dev.tandem.simulator.accounting.attached;

import dev.tandem.simulator.accounting.books.Chronicle;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.ApiCall;
import dev.tandem.simulator.accounting.call.ApiRoutes;
import dev.tandem.simulator.accounting.call.Bodies;
import dev.tandem.simulator.accounting.call.Elements;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Problems;
import dev.tandem.simulator.accounting.call.Resource;
import dev.tandem.simulator.accounting.call.Wire;
import dev.tandem.simulator.http.Response;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /{Resource}/{id}/History}: everything that happened to a document, newest first. Notes are
 * the only entries an app makes; PUT and POST are the same (Xero: History and Notes).
 */
public final class HistoryEndpoint implements Resource {
  private static final int LONGEST_NOTE = 2500;

  private static final Map<Kind, String[]> SCOPES =
      Map.of(
          Kind.INVOICE, new String[] {"accounting.invoices"},
          Kind.CREDIT_NOTE, new String[] {"accounting.invoices"},
          Kind.REPEATING_INVOICE, new String[] {"accounting.invoices"},
          Kind.PAYMENT, new String[] {"accounting.payments"},
          Kind.BATCH_PAYMENT, new String[] {"accounting.payments"},
          Kind.OVERPAYMENT, new String[] {"accounting.payments"},
          Kind.PREPAYMENT, new String[] {"accounting.payments"},
          Kind.BANK_TRANSACTION, new String[] {"accounting.banktransactions"},
          Kind.CONTACT, new String[] {"accounting.contacts"},
          Kind.ITEM, new String[] {"accounting.settings", "accounting.invoices"});

  @Override
  public void addTo(ApiRoutes routes) {
    for (Kind kind : Chronicle.KINDS) {
      String path = "/" + kind.collection() + "/{id}/History";
      routes
          .under(SCOPES.getOrDefault(kind, new String[] {"accounting.settings"}))
          .get(path, call -> list(call, kind))
          .put(path, call -> note(call, kind))
          .post(path, call -> note(call, kind));
    }
  }

  private static Response list(ApiCall call, Kind kind) {
    Ledger ledger = call.ledger();
    return ledger.reading(
        () -> {
          List<ObjectNode> entries =
              ledger.find(Kind.HISTORY, "about", Owner.id(call, kind)).toList().reversed().stream()
                  .map(HistoryEndpoint::show)
                  .toList();
          return Response.json(
              200, Wire.envelope(ledger.now(), Kind.HISTORY.collection(), entries, null));
        });
  }

  private static ObjectNode show(ObjectNode stored) {
    ObjectNode out = Wire.outward(stored);
    out.remove("UpdatedDateUTC");
    return out;
  }

  private static Response note(ApiCall call, Kind kind) {
    Ledger ledger = call.ledger();
    String about = ledger.reading(() -> Owner.id(call, kind));
    return new Elements(ledger, Kind.HISTORY, HistoryEndpoint::show)
        .write(
            call,
            Bodies.elements(call.request(), Kind.HISTORY),
            (sent, problems) -> note(ledger, about, sent, problems));
  }

  private static ObjectNode note(Ledger ledger, String about, ObjectNode sent, Problems problems) {
    String details = Fields.said(sent, "Details").orElse("");
    problems.errorIf(details.isEmpty(), "Details must be specified");
    problems.errorIf(
        details.length() > LONGEST_NOTE,
        "The length of the field Details must be " + LONGEST_NOTE + " characters or less");
    problems.refuse();
    ObjectNode note = Chronicle.entry(about, "Note", details, Chronicle.user(), ledger.now());
    ledger.putQuietly(Kind.HISTORY, note);
    return note;
  }
}
