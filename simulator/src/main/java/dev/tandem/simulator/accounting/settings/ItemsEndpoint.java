package dev.tandem.simulator.accounting.settings;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.ApiCall;
import dev.tandem.simulator.accounting.call.ApiErrors;
import dev.tandem.simulator.accounting.call.ApiRoutes;
import dev.tandem.simulator.accounting.call.Bodies;
import dev.tandem.simulator.accounting.call.Elements;
import dev.tandem.simulator.accounting.call.Listing;
import dev.tandem.simulator.accounting.call.Resource;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Response;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** {@code /Items} */
public final class ItemsEndpoint implements Resource {
  /** Xero: items in one request. */
  private static final int MOST = 500;

  private final Listing listing = new Listing(Kind.ITEM, SettingsLists.SINCE);

  @Override
  public void addTo(ApiRoutes routes) {
    routes
        .under("accounting.settings", "accounting.invoices")
        .get("/Items", this::list)
        .get("/Items/{id}", this::one)
        .put("/Items", this::create)
        .post("/Items", this::save)
        .post("/Items/{id}", this::saveOne)
        .delete("/Items/{id}", this::delete);
  }

  Response list(ApiCall call) {
    ItemView view = new ItemView(call.ledger(), call.unitDecimals());
    return listing.answer(call, (stored, detail) -> view.show(stored));
  }

  /** By id, or by Code. */
  Response one(ApiCall call) {
    Ledger ledger = call.ledger();
    return ledger.reading(
        () ->
            Answers.one(
                ledger, Kind.ITEM, new ItemView(ledger, call.unitDecimals()).show(found(call))));
  }

  private static ObjectNode found(ApiCall call) {
    String key = Indexes.key(call.request().variable("id"));
    return call.ledger()
        .get(Kind.ITEM, key)
        .or(() -> call.ledger().find(Kind.ITEM, "code", key).findFirst())
        .orElseThrow(ApiErrors::notFound);
  }

  Response create(ApiCall call) {
    return write(call, sent(call), writer(call)::create);
  }

  Response save(ApiCall call) {
    return write(call, sent(call), writer(call)::save);
  }

  Response saveOne(ApiCall call) {
    ObjectNode known = call.ledger().reading(() -> found(call));
    ObjectNode sent = sent(call).getFirst().deepCopy();
    sent.put("ItemID", known.path("ItemID").asString());
    return write(call, List.of(sent), writer(call)::save);
  }

  Response delete(ApiCall call) {
    ObjectNode known = call.ledger().reading(() -> found(call));
    ObjectNode sent = Json.object().put("ItemID", known.path("ItemID").asString());
    write(call, List.of(sent), writer(call)::delete);
    return Response.empty(204);
  }

  private static List<ObjectNode> sent(ApiCall call) {
    List<ObjectNode> sent = Bodies.elements(call.request(), Kind.ITEM);
    if (sent.size() > MOST) {
      throw ApiErrors.postData("A maximum of " + MOST + " items can be sent in one request");
    }
    return sent;
  }

  private static ItemWriter writer(ApiCall call) {
    return new ItemWriter(call.ledger(), call.unitDecimals());
  }

  private static Response write(ApiCall call, List<ObjectNode> sent, Elements.Saver saver) {
    ItemView view = new ItemView(call.ledger(), call.unitDecimals());
    return new Elements(call.ledger(), Kind.ITEM, view::show).write(call, sent, saver);
  }
}
