package dev.tandem.simulator.webhook;

import dev.tandem.simulator.http.Json;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The latest deliveries, newest last. */
final class DeliveryLog {
  private static final int KEPT = 500;

  private final Clock clock;
  private final Deque<ObjectNode> deliveries = new ArrayDeque<>();

  DeliveryLog(Clock clock) {
    this.clock = clock;
  }

  synchronized void add(String url, String body, String note, Poster.Answer answer) {
    JsonNode payload = Json.parse(body);
    deliveries.addLast(
        Json.object()
            .put("time", clock.instant().toString())
            .put("url", url)
            .put("events", payload.path("events").size())
            .put("firstEventSequence", payload.path("firstEventSequence").asLong())
            .put("lastEventSequence", payload.path("lastEventSequence").asLong())
            .put("status", answer.status())
            .put("note", note));
    if (deliveries.size() > KEPT) {
      deliveries.removeFirst();
    }
  }

  synchronized List<ObjectNode> all() {
    return List.copyOf(deliveries);
  }

  synchronized void clear() {
    deliveries.clear();
  }
}
