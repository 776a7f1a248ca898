package dev.tandem.simulator.faults;

import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Response;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An answer whose records show nothing of what belongs to them. */
final class HollowAnswer {
  private static final List<String> LISTS =
      List.of("Payments", "CreditNotes", "Overpayments", "Prepayments", "Allocations");

  private HollowAnswer() {}

  static Response of(Response whole) {
    boolean json = whole.headers().getOrDefault("Content-Type", "").contains("json");
    if (!json || whole.body().length == 0) {
      return whole;
    }
    JsonNode envelope = Json.parse(whole.body());
    for (JsonNode collection : envelope) {
      if (collection.isArray()) {
        collection.forEach(HollowAnswer::empty);
      }
    }
    return whole.withBody(Json.bytes(envelope));
  }

  private static void empty(JsonNode element) {
    if (element instanceof ObjectNode record) {
      LISTS.stream().filter(record::has).forEach(record::putArray);
    }
  }
}
