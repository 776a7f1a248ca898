package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.accounting.call.ApiCall;
import dev.tandem.simulator.accounting.call.ApiErrors;
import dev.tandem.simulator.accounting.call.ApiRoutes;
import dev.tandem.simulator.accounting.call.Bodies;
import dev.tandem.simulator.accounting.call.Detail;
import dev.tandem.simulator.accounting.call.Elements;
import dev.tandem.simulator.accounting.call.ListRules;
import dev.tandem.simulator.accounting.call.Listing;
import dev.tandem.simulator.accounting.call.Resource;
import dev.tandem.simulator.accounting.call.Wire;
import dev.tandem.simulator.http.Response;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** {@code /Invoices} */
public final class InvoicesEndpoint implements Resource {
  private final Listing listing = new Listing(Kind.INVOICE, ListRules.INVOICES);
  private final Switches switches;

  public InvoicesEndpoint(Switches switches) {
    this.switches = switches;
  }

  @Override
  public void addTo(ApiRoutes routes) {
    routes
        .under("accounting.invoices")
        .get("/Invoices", this::list)
        .get("/Invoices/{id}", this::one)
        .put("/Invoices", this::create)
        .post("/Invoices", this::save)
        .post("/Invoices/{id}", this::saveOne);
  }

  Response list(ApiCall call) {
    return listing.answer(call, view(call)::show);
  }

  /** By id, or by InvoiceNumber. */
  Response one(ApiCall call) {
    Ledger ledger = call.ledger();
    return ledger.reading(
        () -> {
          ObjectNode found = find(call).orElseThrow(ApiErrors::notFound);
          if (DocumentPdf.wanted(call)) {
            return DocumentPdf.response(ledger, found);
          }
          ObjectNode shown = view(call).show(found, Detail.SINGLE);
          return Response.json(200, Wire.envelope(ledger.now(), "Invoices", List.of(shown), null));
        });
  }

  private static Optional<ObjectNode> find(ApiCall call) {
    return DocumentNumbers.inPath(call.ledger(), Kind.INVOICE, call.request().variable("id"));
  }

  Response create(ApiCall call) {
    return write(call, Bodies.elements(call.request(), Kind.INVOICE), writer(call)::create);
  }

  Response save(ApiCall call) {
    return write(call, Bodies.elements(call.request(), Kind.INVOICE), writer(call)::save);
  }

  Response saveOne(ApiCall call) {
    ObjectNode known = call.ledger().reading(() -> find(call)).orElseThrow(ApiErrors::notFound);
    ObjectNode sent = Bodies.elements(call.request(), Kind.INVOICE).getFirst().deepCopy();
    sent.put("InvoiceID", known.path("InvoiceID").asString());
    return write(call, List.of(sent), writer(call)::save);
  }

  private InvoiceWriter writer(ApiCall call) {
    return new InvoiceWriter(
        call.ledger(),
        switches,
        call.unitDecimals(),
        call.caller().app().clientId(),
        call.query().flag("allowBackorders"));
  }

  private static InvoiceView view(ApiCall call) {
    return new InvoiceView(call.ledger(), call.unitDecimals());
  }

  private static Response write(ApiCall call, List<ObjectNode> sent, Elements.Saver saver) {
    InvoiceView view = view(call);
    return new Elements(call.ledger(), Kind.INVOICE, stored -> view.show(stored, Detail.SINGLE))
        .write(call, sent, saver);
  }
}
