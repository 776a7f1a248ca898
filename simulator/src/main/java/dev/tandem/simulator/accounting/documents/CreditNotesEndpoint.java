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
import dev.tandem.simulator.accounting.call.Listing;
import dev.tandem.simulator.accounting.call.Resource;
import dev.tandem.simulator.accounting.call.Wire;
import dev.tandem.simulator.http.Response;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** {@code /CreditNotes} and their allocations. */
public final class CreditNotesEndpoint implements Resource {
  private static final String AREA = "accounting.invoices";

  private final Listing listing = new Listing(Kind.CREDIT_NOTE, DocumentLists.CREDIT_NOTES);
  private final Switches switches;

  public CreditNotesEndpoint(Switches switches) {
    this.switches = switches;
  }

  @Override
  public void addTo(ApiRoutes routes) {
    routes
        .under(AREA)
        .get("/CreditNotes", this::list)
        .get("/CreditNotes/{id}", this::one)
        .put("/CreditNotes", this::create)
        .post("/CreditNotes", this::save)
        .post("/CreditNotes/{id}", this::saveOne);
    routes.add(new AllocationsEndpoint(Kind.CREDIT_NOTE, AREA, switches));
  }

  private Response list(ApiCall call) {
    return listing.answer(call, view(call)::show);
  }

  /** By id, or by CreditNoteNumber. */
  private Response one(ApiCall call) {
    Ledger ledger = call.ledger();
    return ledger.reading(
        () -> {
          ObjectNode found = find(call).orElseThrow(ApiErrors::notFound);
          if (DocumentPdf.wanted(call)) {
            return DocumentPdf.response(ledger, found);
          }
          ObjectNode shown = view(call).show(found, Detail.SINGLE);
          return Response.json(
              200, Wire.envelope(ledger.now(), "CreditNotes", List.of(shown), null));
        });
  }

  private static Optional<ObjectNode> find(ApiCall call) {
    return DocumentNumbers.inPath(call.ledger(), Kind.CREDIT_NOTE, call.request().variable("id"));
  }

  private Response create(ApiCall call) {
    return write(call, Bodies.elements(call.request(), Kind.CREDIT_NOTE), writer(call)::create);
  }

  private Response save(ApiCall call) {
    return write(call, Bodies.elements(call.request(), Kind.CREDIT_NOTE), writer(call)::save);
  }

  private Response saveOne(ApiCall call) {
    ObjectNode known = call.ledger().reading(() -> find(call)).orElseThrow(ApiErrors::notFound);
    ObjectNode sent = Bodies.elements(call.request(), Kind.CREDIT_NOTE).getFirst().deepCopy();
    sent.put("CreditNoteID", known.path("CreditNoteID").asString());
    return write(call, List.of(sent), writer(call)::save);
  }

  private CreditNoteWriter writer(ApiCall call) {
    return new CreditNoteWriter(
        call.ledger(), switches, call.unitDecimals(), call.caller().app().clientId());
  }

  private static CreditNoteView view(ApiCall call) {
    return new CreditNoteView(call.ledger(), call.unitDecimals());
  }

  private static Response write(ApiCall call, List<ObjectNode> sent, Elements.Saver saver) {
    CreditNoteView view = view(call);
    return new Elements(call.ledger(), Kind.CREDIT_NOTE, each -> view.show(each, Detail.SINGLE))
        .write(call, sent, saver);
  }
}
