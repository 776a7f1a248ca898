package dev.tandem.simulator.accounting.contacts;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
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

/** {@code /Contacts} */
public final class ContactsEndpoint implements Resource {
  private final Listing listing = new Listing(Kind.CONTACT, ListRules.CONTACTS);

  @Override
  public void addTo(ApiRoutes routes) {
    routes
        .under("accounting.contacts")
        .get("/Contacts", this::list)
        .get("/Contacts/{id}", this::one)
        .get("/Contacts/{id}/CISSettings", this::cis)
        .put("/Contacts", this::create)
        .post("/Contacts", this::save)
        .post("/Contacts/{id}", this::saveOne);
  }

  Response list(ApiCall call) {
    ContactView view = new ContactView(call.ledger());
    return listing.answer(call, view::show);
  }

  /** By id, or by ContactNumber. */
  Response one(ApiCall call) {
    Ledger ledger = call.ledger();
    return ledger.reading(
        () -> {
          ObjectNode found = find(call).orElseThrow(ApiErrors::notFound);
          ObjectNode shown = new ContactView(ledger).show(found, Detail.SINGLE);
          return Response.json(200, Wire.envelope(ledger.now(), "Contacts", List.of(shown), null));
        });
  }

  /** Nobody here was ever a subcontractor of the construction industry scheme, which is a 404. */
  Response cis(ApiCall call) {
    throw ApiErrors.notFound();
  }

  private static Optional<ObjectNode> find(ApiCall call) {
    String key = Indexes.key(call.request().variable("id"));
    return call.ledger()
        .get(Kind.CONTACT, key)
        .or(() -> call.ledger().find(Kind.CONTACT, "number", key).findFirst());
  }

  Response create(ApiCall call) {
    ContactWriter writer = new ContactWriter(call.ledger(), call.switches());
    return write(call, Bodies.elements(call.request(), Kind.CONTACT), writer::create);
  }

  Response save(ApiCall call) {
    ContactWriter writer = new ContactWriter(call.ledger(), call.switches());
    return write(call, Bodies.elements(call.request(), Kind.CONTACT), writer::save);
  }

  Response saveOne(ApiCall call) {
    ContactWriter writer = new ContactWriter(call.ledger(), call.switches());
    ObjectNode known = call.ledger().reading(() -> find(call)).orElseThrow(ApiErrors::notFound);
    ObjectNode sent = Bodies.elements(call.request(), Kind.CONTACT).getFirst().deepCopy();
    sent.put("ContactID", known.path("ContactID").asString());
    return write(call, List.of(sent), writer::save);
  }

  private static Response write(ApiCall call, List<ObjectNode> sent, Elements.Saver saver) {
    ContactView view = new ContactView(call.ledger());
    return new Elements(call.ledger(), Kind.CONTACT, stored -> view.show(stored, Detail.SINGLE))
        .write(call, sent, saver);
  }
}
