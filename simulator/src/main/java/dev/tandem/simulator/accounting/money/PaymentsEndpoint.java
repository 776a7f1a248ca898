package dev.tandem.simulator.accounting.money;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.accounting.call.ApiCall;
import dev.tandem.simulator.accounting.call.ApiErrors;
import dev.tandem.simulator.accounting.call.ApiRoutes;
import dev.tandem.simulator.accounting.call.Bodies;
import dev.tandem.simulator.accounting.call.Detail;
import dev.tandem.simulator.accounting.call.Elements;
import dev.tandem.simulator.accounting.call.Listing;
import dev.tandem.simulator.accounting.call.Resource;
import dev.tandem.simulator.accounting.call.Wire;
import dev.tandem.simulator.http.Response;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** {@code /Payments} */
public final class PaymentsEndpoint implements Resource {
  private final Listing listing = new Listing(Kind.PAYMENT, MoneyLists.PAGED);
  private final Switches switches;

  public PaymentsEndpoint(Switches switches) {
    this.switches = switches;
  }

  @Override
  public void addTo(ApiRoutes routes) {
    routes
        .under("accounting.payments")
        .get("/Payments", this::list)
        .get("/Payments/{id}", this::one)
        .put("/Payments", this::create)
        .post("/Payments", this::save)
        .post("/Payments/{id}", this::saveOne);
  }

  Response list(ApiCall call) {
    return listing.answer(call, new PaymentView(call.ledger())::show);
  }

  Response one(ApiCall call) {
    Ledger ledger = call.ledger();
    return ledger.reading(
        () -> {
          ObjectNode found =
              ledger
                  .get(Kind.PAYMENT, Indexes.key(call.request().variable("id")))
                  .orElseThrow(ApiErrors::notFound);
          ObjectNode shown = new PaymentView(ledger).show(found, Detail.SINGLE);
          return Response.json(200, Wire.envelope(ledger.now(), "Payments", List.of(shown), null));
        });
  }

  Response create(ApiCall call) {
    PaymentWriter writer = new PaymentWriter(call.ledger(), switches);
    return write(call, Bodies.elements(call.request(), Kind.PAYMENT), writer::create);
  }

  /** POST takes one payment: a new one, or the deletion of a known one. */
  Response save(ApiCall call) {
    PaymentWriter writer = new PaymentWriter(call.ledger(), switches);
    return write(call, Bodies.elements(call.request(), Kind.PAYMENT), writer::save);
  }

  Response saveOne(ApiCall call) {
    String id = Indexes.key(call.request().variable("id"));
    if (call.ledger().reading(() -> call.ledger().get(Kind.PAYMENT, id)).isEmpty()) {
      throw ApiErrors.notFound();
    }
    ObjectNode sent = Bodies.elements(call.request(), Kind.PAYMENT).getFirst().deepCopy();
    sent.put("PaymentID", id);
    PaymentWriter writer = new PaymentWriter(call.ledger(), switches);
    return write(call, List.of(sent), writer::save);
  }

  private static Response write(ApiCall call, List<ObjectNode> sent, Elements.Saver saver) {
    PaymentView view = new PaymentView(call.ledger());
    return new Elements(call.ledger(), Kind.PAYMENT, stored -> view.show(stored, Detail.SINGLE))
        .write(call, sent, saver);
  }
}
