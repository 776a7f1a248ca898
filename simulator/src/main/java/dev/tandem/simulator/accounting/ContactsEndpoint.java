package dev.tandem.simulator.accounting;

import dev.tandem.simulator.http.Response;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** {@code /Contacts} */
final class ContactsEndpoint {
  private final Listing listing = new Listing(Kind.CONTACT, ListRules.CONTACTS);

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

  private static Optional<ObjectNode> find(ApiCall call) {
    String key = Indexes.key(call.request().variable("id"));
    return call.ledger()
        .get(Kind.CONTACT, key)
        .or(() -> call.ledger().find(Kind.CONTACT, "number", key).findFirst());
  }

  Response create(ApiCall call) {
    ContactWriter writer = new ContactWriter(call.ledger());
    return write(call, Bodies.elements(call.request(), Kind.CONTACT), writer::create);
  }

  Response save(ApiCall call) {
    ContactWriter writer = new ContactWriter(call.ledger());
    return write(call, Bodies.elements(call.request(), Kind.CONTACT), writer::save);
  }

  Response saveOne(ApiCall call) {
    ContactWriter writer = new ContactWriter(call.ledger());
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
