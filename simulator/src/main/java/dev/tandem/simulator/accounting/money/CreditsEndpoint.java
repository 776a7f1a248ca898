package dev.tandem.simulator.accounting.money;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.accounting.call.ApiCall;
import dev.tandem.simulator.accounting.call.ApiErrors;
import dev.tandem.simulator.accounting.call.ApiRoutes;
import dev.tandem.simulator.accounting.call.Detail;
import dev.tandem.simulator.accounting.call.Listing;
import dev.tandem.simulator.accounting.call.Resource;
import dev.tandem.simulator.accounting.call.Wire;
import dev.tandem.simulator.accounting.documents.AllocationsEndpoint;
import dev.tandem.simulator.http.Response;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /Overpayments} and {@code /Prepayments}. Xero: they are made by bank transactions,
 * refunded by payments, and can only be read here; their allocations have addresses of their own.
 */
public final class CreditsEndpoint implements Resource {
  private static final String AREA = "accounting.payments";

  private final Kind kind;
  private final Switches switches;

  public CreditsEndpoint(Kind kind, Switches switches) {
    this.kind = kind;
    this.switches = switches;
  }

  @Override
  public void addTo(ApiRoutes routes) {
    String path = "/" + kind.collection();
    routes.under(AREA).get(path, this::list).get(path + "/{id}", this::one);
    routes.add(new AllocationsEndpoint(kind, AREA, switches));
  }

  Response list(ApiCall call) {
    return new Listing(kind, MoneyLists.PAGED).answer(call, view(call)::show);
  }

  Response one(ApiCall call) {
    Ledger ledger = call.ledger();
    return ledger.reading(
        () -> {
          ObjectNode found =
              ledger
                  .get(kind, Indexes.key(call.request().variable("id")))
                  .orElseThrow(ApiErrors::notFound);
          ObjectNode shown = view(call).show(found, Detail.SINGLE);
          return Response.json(
              200, Wire.envelope(ledger.now(), kind.collection(), List.of(shown), null));
        });
  }

  private CreditView view(ApiCall call) {
    return new CreditView(call.ledger(), kind, call.unitDecimals());
  }
}
