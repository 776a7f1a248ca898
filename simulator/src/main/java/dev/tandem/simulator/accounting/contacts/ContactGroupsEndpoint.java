package dev.tandem.simulator.accounting.contacts;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.ApiCall;
import dev.tandem.simulator.accounting.call.ApiErrors;
import dev.tandem.simulator.accounting.call.ApiRoutes;
import dev.tandem.simulator.accounting.call.Bodies;
import dev.tandem.simulator.accounting.call.Elements;
import dev.tandem.simulator.accounting.call.ListRules;
import dev.tandem.simulator.accounting.call.Listing;
import dev.tandem.simulator.accounting.call.Resource;
import dev.tandem.simulator.accounting.call.Wire;
import dev.tandem.simulator.http.Response;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** {@code /ContactGroups}: deleted ones are never shown. */
public final class ContactGroupsEndpoint implements Resource {
  private final Listing listing =
      new Listing(
          Kind.CONTACT_GROUP,
          new ListRules(false, false, List.of()),
          ContactGroupsEndpoint::active);

  @Override
  public void addTo(ApiRoutes routes) {
    routes
        .under("accounting.contacts")
        .get("/ContactGroups", this::list)
        .get("/ContactGroups/{id}", this::one)
        .put("/ContactGroups", this::create)
        .post("/ContactGroups", this::save)
        .post("/ContactGroups/{id}", this::saveOne)
        .put("/ContactGroups/{id}/Contacts", this::addMembers)
        .delete("/ContactGroups/{id}/Contacts", this::removeMembers)
        .delete("/ContactGroups/{id}/Contacts/{contact}", this::removeMember);
  }

  static boolean active(ObjectNode group) {
    return group.path("Status").asString("").equals("ACTIVE");
  }

  Response list(ApiCall call) {
    GroupView view = new GroupView(call.ledger());
    return listing.answer(call, (stored, detail) -> view.show(stored, false));
  }

  /** Only a single group tells who is in it. */
  Response one(ApiCall call) {
    Ledger ledger = call.ledger();
    return ledger.reading(
        () -> {
          ObjectNode shown = new GroupView(ledger).show(found(call), true);
          return Response.json(
              200,
              Wire.envelope(ledger.now(), Kind.CONTACT_GROUP.collection(), List.of(shown), null));
        });
  }

  private static ObjectNode found(ApiCall call) {
    return call.ledger()
        .get(Kind.CONTACT_GROUP, Indexes.key(call.request().variable("id")))
        .filter(ContactGroupsEndpoint::active)
        .orElseThrow(ApiErrors::notFound);
  }

  Response create(ApiCall call) {
    return write(call, sent(call), new GroupWriter(call.ledger())::create);
  }

  Response save(ApiCall call) {
    return write(call, sent(call), new GroupWriter(call.ledger())::save);
  }

  Response saveOne(ApiCall call) {
    ObjectNode known = call.ledger().reading(() -> found(call));
    ObjectNode sent = sent(call).getFirst().deepCopy();
    sent.put("ContactGroupID", known.path("ContactGroupID").asString());
    return write(call, List.of(sent), new GroupWriter(call.ledger())::save);
  }

  private static List<ObjectNode> sent(ApiCall call) {
    return Bodies.elements(call.request(), Kind.CONTACT_GROUP);
  }

  private static Response write(ApiCall call, List<ObjectNode> sent, Elements.Saver saver) {
    GroupView view = new GroupView(call.ledger());
    return new Elements(call.ledger(), Kind.CONTACT_GROUP, stored -> view.show(stored, false))
        .write(call, sent, saver);
  }

  Response addMembers(ApiCall call) {
    Ledger ledger = call.ledger();
    ObjectNode group = ledger.reading(() -> found(call));
    GroupMembers members = new GroupMembers(ledger, group.path("ContactGroupID").asString());
    return new Elements(ledger, Kind.CONTACT, GroupMembers::show)
        .write(call, Bodies.elements(call.request(), Kind.CONTACT), members::add);
  }

  Response removeMembers(ApiCall call) {
    Ledger ledger = call.ledger();
    return ledger.writing(
        () -> {
          ledger.put(Kind.CONTACT_GROUP, GroupMembers.without(found(call), contact -> true));
          return Response.empty(204);
        });
  }

  Response removeMember(ApiCall call) {
    String contact = Indexes.key(call.request().variable("contact"));
    Ledger ledger = call.ledger();
    return ledger.writing(
        () -> {
          ObjectNode group = found(call);
          if (ledger.get(Kind.CONTACT, contact).isEmpty()) {
            throw ApiErrors.notFound();
          }
          ledger.put(Kind.CONTACT_GROUP, GroupMembers.without(group, contact::equals));
          return Response.empty(204);
        });
  }
}
