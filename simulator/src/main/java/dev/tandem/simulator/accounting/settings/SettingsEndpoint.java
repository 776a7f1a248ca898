package dev.tandem.simulator.accounting.settings;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.ApiCall;
import dev.tandem.simulator.accounting.call.ApiErrors;
import dev.tandem.simulator.accounting.call.ApiRoutes;
import dev.tandem.simulator.accounting.call.ListRules;
import dev.tandem.simulator.accounting.call.Listing;
import dev.tandem.simulator.accounting.call.Resource;
import dev.tandem.simulator.accounting.call.Wire;
import dev.tandem.simulator.http.Response;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /Organisation}, {@code /Accounts}, {@code /TaxRates} and {@code /TrackingCategories},
 * which an app only reads here.
 */
public final class SettingsEndpoint implements Resource {
  private final Listing accounts = new Listing(Kind.ACCOUNT, ListRules.ACCOUNTS);
  private final Listing taxRates = new Listing(Kind.TAX_RATE, ListRules.TAX_RATES);

  @Override
  public void addTo(ApiRoutes routes) {
    routes
        .under("accounting.settings")
        .get("/Organisation", this::organisation)
        .get("/Organisations", this::organisation)
        .get("/Accounts", this::accounts)
        .get("/Accounts/{id}", this::account)
        .get("/TaxRates", this::taxRates)
        .get("/TaxRates/{id}", this::taxRate)
        .get("/TrackingCategories", this::tracking)
        .get("/TrackingCategories/{id}", this::trackingOne);
  }

  Response organisation(ApiCall call) {
    Ledger ledger = call.ledger();
    ObjectNode shown = ledger.reading(() -> Wire.outward(ledger.organisation()));
    return one(ledger, Kind.ORGANISATION, shown);
  }

  Response accounts(ApiCall call) {
    return accounts.answer(call, (stored, detail) -> Wire.outward(stored));
  }

  Response account(ApiCall call) {
    return found(call, Kind.ACCOUNT, Indexes.key(call.request().variable("id")));
  }

  Response taxRates(ApiCall call) {
    return taxRates.answer(call, (stored, detail) -> Wire.outward(stored));
  }

  Response taxRate(ApiCall call) {
    String type = call.request().variable("id").toUpperCase(java.util.Locale.ROOT);
    return found(call, Kind.TAX_RATE, type);
  }

  /** Not paged; archived ones only when asked for. */
  Response tracking(ApiCall call) {
    boolean archived = call.request().query().flag("includeArchived");
    Ledger ledger = call.ledger();
    return ledger.reading(
        () ->
            Response.json(
                200,
                Wire.envelope(
                    ledger.now(),
                    Kind.TRACKING.collection(),
                    ledger
                        .all(Kind.TRACKING)
                        .filter(it -> archived || it.path("Status").asString("").equals("ACTIVE"))
                        .map(Wire::outward)
                        .toList(),
                    null)));
  }

  Response trackingOne(ApiCall call) {
    return found(call, Kind.TRACKING, Indexes.key(call.request().variable("id")));
  }

  private static Response found(ApiCall call, Kind kind, String id) {
    Ledger ledger = call.ledger();
    return ledger.reading(
        () -> {
          ObjectNode stored = ledger.get(kind, id).orElseThrow(ApiErrors::notFound);
          return one(ledger, kind, Wire.outward(stored));
        });
  }

  private static Response one(Ledger ledger, Kind kind, ObjectNode shown) {
    return Response.json(200, Wire.envelope(ledger.now(), kind.collection(), List.of(shown), null));
  }
}
