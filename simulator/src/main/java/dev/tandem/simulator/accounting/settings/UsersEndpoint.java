package dev.tandem.simulator.accounting.settings;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.ApiCall;
import dev.tandem.simulator.accounting.call.ApiErrors;
import dev.tandem.simulator.accounting.call.ApiRoutes;
import dev.tandem.simulator.accounting.call.Listing;
import dev.tandem.simulator.accounting.call.Resource;
import dev.tandem.simulator.accounting.call.Wire;
import dev.tandem.simulator.http.Response;
import tools.jackson.databind.node.ObjectNode;

/** {@code /Users}, which an app only reads. */
public final class UsersEndpoint implements Resource {
  private final Listing listing = new Listing(Kind.USER, SettingsLists.SINCE);

  @Override
  public void addTo(ApiRoutes routes) {
    routes.under("accounting.settings").get("/Users", this::list).get("/Users/{id}", this::one);
  }

  Response list(ApiCall call) {
    return listing.answer(call, (stored, detail) -> Wire.outward(stored));
  }

  Response one(ApiCall call) {
    Ledger ledger = call.ledger();
    return ledger.reading(
        () -> {
          ObjectNode user =
              ledger
                  .get(Kind.USER, Indexes.key(call.request().variable("id")))
                  .orElseThrow(ApiErrors::notFound);
          return Answers.one(ledger, Kind.USER, Wire.outward(user));
        });
  }
}
