package dev.tandem.simulator.accounting.settings;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.ApiCall;
import dev.tandem.simulator.accounting.call.ApiErrors;
import dev.tandem.simulator.accounting.call.ApiRoutes;
import dev.tandem.simulator.accounting.call.Elements;
import dev.tandem.simulator.accounting.call.Listing;
import dev.tandem.simulator.accounting.call.Resource;
import dev.tandem.simulator.http.Response;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** {@code /TaxRates}. Of several rates in one write only the first is looked at. */
public final class TaxRatesEndpoint implements Resource {
  @Override
  public void addTo(ApiRoutes routes) {
    routes
        .under("accounting.settings")
        .get("/TaxRates", this::list)
        .get("/TaxRates/{id}", this::one)
        .put("/TaxRates", this::create)
        .post("/TaxRates", this::save);
  }

  /** All of them, or those of the TaxType asked for. */
  Response list(ApiCall call) {
    var type = call.query().get("TaxType");
    Listing wanted =
        new Listing(
            Kind.TAX_RATE,
            SettingsLists.WHOLE,
            each ->
                type.isEmpty()
                    || each.path("TaxType").asString().equalsIgnoreCase(type.get().strip()));
    return wanted.answer(call, (stored, detail) -> Answers.undated(stored));
  }

  Response one(ApiCall call) {
    String type = call.request().variable("id").toUpperCase(Locale.ROOT);
    Ledger ledger = call.ledger();
    return ledger.reading(
        () -> {
          ObjectNode stored = ledger.get(Kind.TAX_RATE, type).orElseThrow(ApiErrors::notFound);
          return Answers.one(ledger, Kind.TAX_RATE, Answers.undated(stored));
        });
  }

  Response create(ApiCall call) {
    return write(call, new TaxRateWriter(call.ledger())::create);
  }

  Response save(ApiCall call) {
    return write(call, new TaxRateWriter(call.ledger())::save);
  }

  private static Response write(ApiCall call, Elements.Saver saver) {
    ObjectNode sent = Answers.only(call, Kind.TAX_RATE);
    return new Elements(call.ledger(), Kind.TAX_RATE, Answers::undated)
        .write(call, List.of(sent), saver);
  }
}
