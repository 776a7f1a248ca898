package dev.tandem.simulator.accounting.call;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Documents that other documents name by their id only. */
final class References {
  private static final Map<String, Kind> KINDS =
      Stream.of(
              Kind.ACCOUNT,
              Kind.CONTACT,
              Kind.INVOICE,
              Kind.CREDIT_NOTE,
              Kind.OVERPAYMENT,
              Kind.PREPAYMENT,
              Kind.BATCH_PAYMENT)
          .collect(Collectors.toUnmodifiableMap(Kind::singular, kind -> kind));

  private final Ledger ledger;

  References(Ledger ledger) {
    this.ledger = ledger;
  }

  /** The document that the reference names; the reference itself if it names none. */
  JsonNode whole(String shape, JsonNode reference) {
    Kind kind = KINDS.get(shape);
    if (kind == null) {
      return reference;
    }
    String id = Indexes.key(reference.path(kind.idField()).asString(""));
    return ledger.get(kind, id).map(JsonNode.class::cast).orElse(reference);
  }
}
