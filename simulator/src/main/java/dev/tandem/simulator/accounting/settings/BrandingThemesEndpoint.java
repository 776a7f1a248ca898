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
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /BrandingThemes}, which an app only reads. No payment service is applied to any of them:
 * that takes a certified payment partner.
 */
public final class BrandingThemesEndpoint implements Resource {
  private final Listing listing = new Listing(Kind.BRANDING_THEME, SettingsLists.WHOLE);

  @Override
  public void addTo(ApiRoutes routes) {
    routes
        .under("accounting.settings")
        .get("/BrandingThemes", this::list)
        .get("/BrandingThemes/{id}", this::one);
    routes.under("paymentservices").get("/BrandingThemes/{id}/PaymentServices", this::services);
  }

  Response list(ApiCall call) {
    return listing.answer(call, (stored, detail) -> Answers.undated(stored));
  }

  Response one(ApiCall call) {
    Ledger ledger = call.ledger();
    return ledger.reading(
        () -> Answers.one(ledger, Kind.BRANDING_THEME, Answers.undated(found(call))));
  }

  Response services(ApiCall call) {
    Ledger ledger = call.ledger();
    return ledger.reading(
        () -> {
          List<ObjectNode> services =
              found(call).path("_services").valueStream().map(Wire::outward).toList();
          return Answers.many(ledger, "PaymentServices", services);
        });
  }

  private static ObjectNode found(ApiCall call) {
    return call.ledger()
        .get(Kind.BRANDING_THEME, Indexes.key(call.request().variable("id")))
        .orElseThrow(ApiErrors::notFound);
  }
}
