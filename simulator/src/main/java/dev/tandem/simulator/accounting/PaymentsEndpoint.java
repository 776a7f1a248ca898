package dev.tandem.simulator.accounting;

import dev.tandem.simulator.http.Response;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** {@code /Payments} */
final class PaymentsEndpoint {
  private final Listing listing = new Listing(Kind.PAYMENT, ListRules.PAYMENTS);
  private final Switches switches;

  PaymentsEndpoint(Switches switches) {
    this.switches = switches;
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
