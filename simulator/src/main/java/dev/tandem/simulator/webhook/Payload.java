package dev.tandem.simulator.webhook;

import dev.tandem.simulator.http.Json;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * The body of a delivery. Its spacing is uneven like that of Xero's own sample, so that a receiver
 * who signs a re-serialised body fails here as it would there.
 */
final class Payload {
  private Payload() {}

  static String of(List<ObjectNode> events) {
    long first = events.isEmpty() ? 0 : events.getFirst().path("_sequence").asLong();
    long last = events.isEmpty() ? 0 : events.getLast().path("_sequence").asLong();
    String entropy = UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    return "{\"events\":["
        + events.stream().map(Payload::event).collect(Collectors.joining(","))
        + "],\"firstEventSequence\": "
        + Math.min(first, last)
        + ",\"lastEventSequence\": "
        + Math.max(first, last)
        + ", \"entropy\": \""
        + entropy
        + "\"}";
  }

  private static String event(ObjectNode event) {
    ObjectNode shown = event.deepCopy();
    shown.remove("_sequence");
    return Json.text(shown);
  }
}
