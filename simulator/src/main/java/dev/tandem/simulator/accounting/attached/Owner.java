package dev.tandem.simulator.accounting.attached;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.ApiCall;
import dev.tandem.simulator.accounting.call.ApiErrors;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The document that a history or a file is about. */
final class Owner {
  private static final Map<Kind, String> NAMED_BY =
      Map.of(
          Kind.INVOICE, "number",
          Kind.CREDIT_NOTE, "number",
          Kind.CONTACT, "number",
          Kind.ITEM, "code");

  private Owner() {}

  /** By its id, or by the number or code that the resource is found by, too. */
  static ObjectNode of(ApiCall call, Kind kind) {
    Ledger ledger = call.ledger();
    String key = Indexes.key(call.request().variable("id"));
    String index = NAMED_BY.get(kind);
    return ledger
        .get(kind, key)
        .or(
            () ->
                index == null
                    ? java.util.Optional.empty()
                    : ledger.find(kind, index, key).findFirst())
        .orElseThrow(ApiErrors::notFound);
  }

  static String id(ApiCall call, Kind kind) {
    return of(call, kind).path(kind.idField()).asString();
  }
}
