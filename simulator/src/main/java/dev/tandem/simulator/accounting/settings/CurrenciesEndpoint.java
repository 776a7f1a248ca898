package dev.tandem.simulator.accounting.settings;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.ApiCall;
import dev.tandem.simulator.accounting.call.ApiErrors;
import dev.tandem.simulator.accounting.call.ApiRoutes;
import dev.tandem.simulator.accounting.call.Elements;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Invalid;
import dev.tandem.simulator.accounting.call.Listing;
import dev.tandem.simulator.accounting.call.Problems;
import dev.tandem.simulator.accounting.call.Resource;
import dev.tandem.simulator.http.Response;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** {@code /Currencies}: read and added to, never taken away from. */
public final class CurrenciesEndpoint implements Resource {
  private final Listing listing = new Listing(Kind.CURRENCY, SettingsLists.WHOLE);

  @Override
  public void addTo(ApiRoutes routes) {
    routes
        .under("accounting.settings")
        .get("/Currencies", this::list)
        .put("/Currencies", this::add);
  }

  Response list(ApiCall call) {
    return listing.answer(call, (stored, detail) -> Answers.undated(stored));
  }

  Response add(ApiCall call) {
    ObjectNode sent = Answers.only(call, Kind.CURRENCY);
    return new Elements(call.ledger(), Kind.CURRENCY, Answers::undated)
        .write(call, List.of(sent), (each, problems) -> add(call.ledger(), each, problems));
  }

  /** The organisation's plan must allow more than one currency. */
  public static ObjectNode add(Ledger ledger, ObjectNode sent, Problems problems) {
    String code = Fields.said(sent, "Code").orElse("").toUpperCase(Locale.ROOT);
    if (code.isEmpty()) {
      throw new Invalid("A currency Code must be specified");
    }
    if (!Currencies.known(code)) {
      throw ApiErrors.postData("The Code " + code + " is not valid");
    }
    problems.errorIf(
        !Plan.of(ledger.organisation()).severalCurrencies(),
        "The organisation's plan does not include multi-currency");
    problems.errorIf(
        ledger.get(Kind.CURRENCY, code).isPresent(),
        "The organisation is already subscribed to currency " + code);
    problems.refuse();
    ObjectNode currency = Currencies.of(code);
    ledger.put(Kind.CURRENCY, currency);
    return currency;
  }
}
