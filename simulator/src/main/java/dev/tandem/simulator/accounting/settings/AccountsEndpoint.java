package dev.tandem.simulator.accounting.settings;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.ApiCall;
import dev.tandem.simulator.accounting.call.ApiErrors;
import dev.tandem.simulator.accounting.call.ApiRoutes;
import dev.tandem.simulator.accounting.call.Elements;
import dev.tandem.simulator.accounting.call.Listing;
import dev.tandem.simulator.accounting.call.Resource;
import dev.tandem.simulator.accounting.call.Wire;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Response;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** {@code /Accounts}. Of several accounts in one write only the first is looked at, as by Xero. */
public final class AccountsEndpoint implements Resource {
  private final Listing listing = new Listing(Kind.ACCOUNT, SettingsLists.SINCE);

  @Override
  public void addTo(ApiRoutes routes) {
    routes
        .under("accounting.settings")
        .get("/Accounts", this::list)
        .get("/Accounts/{id}", this::one)
        .put("/Accounts", this::create)
        .post("/Accounts", this::save)
        .post("/Accounts/{id}", this::saveOne)
        .delete("/Accounts/{id}", this::delete);
  }

  Response list(ApiCall call) {
    return listing.answer(call, (stored, detail) -> Wire.outward(stored));
  }

  Response one(ApiCall call) {
    Ledger ledger = call.ledger();
    return ledger.reading(() -> Answers.one(ledger, Kind.ACCOUNT, Wire.outward(found(call))));
  }

  private static ObjectNode found(ApiCall call) {
    return call.ledger()
        .get(Kind.ACCOUNT, Indexes.key(call.request().variable("id")))
        .orElseThrow(ApiErrors::notFound);
  }

  Response create(ApiCall call) {
    return write(call, sent(call), new AccountWriter(call.ledger())::create);
  }

  Response save(ApiCall call) {
    return write(call, sent(call), new AccountWriter(call.ledger())::save);
  }

  Response saveOne(ApiCall call) {
    ObjectNode known = call.ledger().reading(() -> found(call));
    ObjectNode sent = sent(call).deepCopy().put("AccountID", known.path("AccountID").asString());
    return write(call, sent, new AccountWriter(call.ledger())::save);
  }

  Response delete(ApiCall call) {
    ObjectNode known = call.ledger().reading(() -> found(call));
    ObjectNode sent = Json.object().put("AccountID", known.path("AccountID").asString());
    return write(call, sent, new AccountWriter(call.ledger())::delete);
  }

  private static ObjectNode sent(ApiCall call) {
    return Answers.only(call, Kind.ACCOUNT);
  }

  private static Response write(ApiCall call, ObjectNode sent, Elements.Saver saver) {
    return new Elements(call.ledger(), Kind.ACCOUNT, Wire::outward)
        .write(call, List.of(sent), saver);
  }
}
