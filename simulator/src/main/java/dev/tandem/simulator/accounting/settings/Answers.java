package dev.tandem.simulator.accounting.settings;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Switch;
import dev.tandem.simulator.accounting.call.ApiCall;
import dev.tandem.simulator.accounting.call.ApiErrors;
import dev.tandem.simulator.accounting.call.Bodies;
import dev.tandem.simulator.accounting.call.Wire;
import dev.tandem.simulator.http.Response;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Replies of the settings resources; a single one comes as an array of one, too. */
final class Answers {
  private Answers() {}

  static Response one(Ledger ledger, Kind kind, ObjectNode shown) {
    return many(ledger, kind.collection(), List.of(shown));
  }

  static Response many(Ledger ledger, String collection, List<ObjectNode> shown) {
    return Response.json(200, Wire.envelope(ledger.now(), collection, shown, null));
  }

  /** What a write may bring one of: the first, as Xero reads it, unless a switch is stricter. */
  static ObjectNode only(ApiCall call, Kind kind) {
    List<ObjectNode> sent = Bodies.elements(call.request(), kind);
    if (sent.size() > 1 && call.switches().is(Switch.SEVERAL_SETTINGS_ARE_REFUSED)) {
      throw ApiErrors.postData(
          "Only one " + kind.singular() + " can be created or updated in a request");
    }
    return sent.getFirst();
  }

  /** Without UpdatedDateUTC, which some resources keep but do not show. */
  static ObjectNode undated(ObjectNode stored) {
    ObjectNode out = Wire.outward(stored);
    out.remove("UpdatedDateUTC");
    return out;
  }
}
