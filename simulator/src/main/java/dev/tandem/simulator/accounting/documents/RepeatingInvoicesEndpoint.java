package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.accounting.call.ApiCall;
import dev.tandem.simulator.accounting.call.ApiErrors;
import dev.tandem.simulator.accounting.call.ApiRoutes;
import dev.tandem.simulator.accounting.call.Bodies;
import dev.tandem.simulator.accounting.call.Detail;
import dev.tandem.simulator.accounting.call.Elements;
import dev.tandem.simulator.accounting.call.Listing;
import dev.tandem.simulator.accounting.call.Resource;
import dev.tandem.simulator.accounting.call.Wire;
import dev.tandem.simulator.http.Response;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** {@code /RepeatingInvoices}: the templates. Their invoices appear by themselves. */
public final class RepeatingInvoicesEndpoint implements Resource {
  private final Listing listing =
      new Listing(Kind.REPEATING_INVOICE, DocumentLists.REPEATING_INVOICES);
  private final Switches switches;

  public RepeatingInvoicesEndpoint(Switches switches) {
    this.switches = switches;
  }

  @Override
  public void addTo(ApiRoutes routes) {
    routes
        .under("accounting.invoices")
        .get("/RepeatingInvoices", this::list)
        .get("/RepeatingInvoices/{id}", this::one)
        .put("/RepeatingInvoices", this::create)
        .post("/RepeatingInvoices", this::save)
        .post("/RepeatingInvoices/{id}", this::saveOne);
  }

  private Response list(ApiCall call) {
    return listing.answer(call, (stored, detail) -> show(call, stored));
  }

  private Response one(ApiCall call) {
    Ledger ledger = call.ledger();
    return ledger.reading(
        () -> {
          ObjectNode shown = show(call, found(call));
          return Response.json(
              200, Wire.envelope(ledger.now(), "RepeatingInvoices", List.of(shown), null));
        });
  }

  private static ObjectNode found(ApiCall call) {
    return call.ledger()
        .get(Kind.REPEATING_INVOICE, Indexes.key(call.request().variable("id")))
        .orElseThrow(ApiErrors::notFound);
  }

  /** Templates show their lines in lists, too, and never when they were changed. */
  private static ObjectNode show(ApiCall call, ObjectNode stored) {
    ObjectNode out = new DocumentView(call.ledger(), 4).show(stored, Detail.PAGE);
    out.remove(List.of("UpdatedDateUTC", "UpdatedDateUTCString", "CurrencyRate"));
    return out.put("ID", stored.path("RepeatingInvoiceID").asString());
  }

  private Response create(ApiCall call) {
    RepeatingInvoiceWriter writer = new RepeatingInvoiceWriter(call.ledger(), switches);
    return write(call, Bodies.elements(call.request(), Kind.REPEATING_INVOICE), writer::create);
  }

  private Response save(ApiCall call) {
    RepeatingInvoiceWriter writer = new RepeatingInvoiceWriter(call.ledger(), switches);
    return write(call, Bodies.elements(call.request(), Kind.REPEATING_INVOICE), writer::save);
  }

  private Response saveOne(ApiCall call) {
    String id = call.ledger().reading(() -> found(call)).path("RepeatingInvoiceID").asString();
    ObjectNode sent = Bodies.elements(call.request(), Kind.REPEATING_INVOICE).getFirst().deepCopy();
    sent.put("RepeatingInvoiceID", id);
    RepeatingInvoiceWriter writer = new RepeatingInvoiceWriter(call.ledger(), switches);
    return write(call, List.of(sent), writer::save);
  }

  private static Response write(ApiCall call, List<ObjectNode> sent, Elements.Saver saver) {
    return new Elements(call.ledger(), Kind.REPEATING_INVOICE, stored -> show(call, stored))
        .write(call, sent, saver);
  }
}
