package dev.tandem.simulator.webhook;

import dev.tandem.simulator.http.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event that is owed to a webhook.
 *
 * @param place where it stands in the webhook's line
 * @param sequence the number that deliveries tell
 */
record Pending(long place, long sequence, ObjectNode event) {

  String tenant() {
    return event.path("tenantId").asString("");
  }

  String category() {
    return event.path("eventCategory").asString("");
  }

  String date() {
    return event.path("eventDateUtc").asString("");
  }

  ObjectNode record(String webhook) {
    ObjectNode record =
        Json.object().put("url", webhook).put("place", place).put("sequence", sequence);
    record.set("event", event);
    return record;
  }

  /** Earlier journals have the number inside the event, and no place. */
  static Pending read(JsonNode record) {
    ObjectNode event = (ObjectNode) record.path("event").deepCopy();
    long inside = event.path("_sequence").asLong(0);
    event.remove("_sequence");
    long sequence = record.path("sequence").asLong(inside);
    return new Pending(record.path("place").asLong(sequence), sequence, event);
  }
}
