package dev.tandem.simulator.accounting.call;

import dev.tandem.simulator.accounting.books.Author;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.http.Parameters;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import dev.tandem.simulator.identity.Caller;

/** A request that has been let in: from whom, and for whose books. */
public record ApiCall(Request request, Caller caller, Ledger ledger, Switches switches) {
  /** The handler's answer, in which ProviderName is the name of the calling app. */
  public Response answeredBy(ApiHandler handler) {
    String app = caller.app().name();
    return Author.through(app, () -> Wire.provided(app, () -> handler.handle(this)));
  }

  public Parameters query() {
    return request.query();
  }

  /** Decimals in unit prices: two unless the call asks for four. */
  public int unitDecimals() {
    return query().number("unitdp", 2) == 4 ? 4 : 2;
  }

  public boolean eachForItself() {
    return query().get("summarizeErrors", "true").equalsIgnoreCase("false");
  }
}
