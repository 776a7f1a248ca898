package dev.tandem.simulator.accounting.money;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.accounting.call.ApiCall;
import dev.tandem.simulator.accounting.call.ApiErrors;
import dev.tandem.simulator.accounting.call.ApiRoutes;
import dev.tandem.simulator.accounting.call.Bodies;
import dev.tandem.simulator.accounting.call.Elements;
import dev.tandem.simulator.accounting.call.Listing;
import dev.tandem.simulator.accounting.call.Resource;
import dev.tandem.simulator.accounting.call.Wire;
import dev.tandem.simulator.http.Response;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** {@code /BatchPayments} */
public final class BatchPaymentsEndpoint implements Resource {
  private final Switches switches;

  public BatchPaymentsEndpoint(Switches switches) {
    this.switches = switches;
  }

  @Override
  public void addTo(ApiRoutes routes) {
    routes
        .under("accounting.payments")
        .get("/BatchPayments", this::list)
        .get("/BatchPayments/{id}", this::one)
        .put("/BatchPayments", this::create)
        .post("/BatchPayments", this::delete)
        .post("/BatchPayments/{id}", this::deleteOne);
  }

  Response list(ApiCall call) {
    BatchPaymentView view = new BatchPaymentView(call.ledger(), switches);
    return new Listing(Kind.BATCH_PAYMENT, MoneyLists.WHOLE)
        .answer(call, (stored, detail) -> view.show(stored));
  }

  Response one(ApiCall call) {
    Ledger ledger = call.ledger();
    return ledger.reading(
        () -> {
          ObjectNode shown = new BatchPaymentView(ledger, switches).show(known(call));
          return Response.json(
              200, Wire.envelope(ledger.now(), "BatchPayments", List.of(shown), null));
        });
  }

  private static ObjectNode known(ApiCall call) {
    String id = Indexes.key(call.request().variable("id"));
    return call.ledger().get(Kind.BATCH_PAYMENT, id).orElseThrow(ApiErrors::notFound);
  }

  Response create(ApiCall call) {
    return write(call, elements(call), new BatchPaymentWriter(call.ledger(), switches)::create);
  }

  Response delete(ApiCall call) {
    return write(call, elements(call), new BatchPaymentWriter(call.ledger(), switches)::save);
  }

  Response deleteOne(ApiCall call) {
    ObjectNode known = call.ledger().reading(() -> known(call));
    ObjectNode sent = elements(call).getFirst().deepCopy();
    sent.put("BatchPaymentID", known.path("BatchPaymentID").asString());
    return write(call, List.of(sent), new BatchPaymentWriter(call.ledger(), switches)::save);
  }

  private static List<ObjectNode> elements(ApiCall call) {
    return Bodies.elements(call.request(), Kind.BATCH_PAYMENT);
  }

  private Response write(ApiCall call, List<ObjectNode> sent, Elements.Saver saver) {
    return new Elements(
            call.ledger(), Kind.BATCH_PAYMENT, new BatchPaymentView(call.ledger(), switches)::show)
        .write(call, sent, saver);
  }
}
