package dev.tandem.simulator.webhook;

import dev.tandem.simulator.http.Json;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;
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

  synchronized void add(Registration registration, String body, String note, Poster.Answer answer) {
    JsonNode payload = Json.parse(body);
    TreeSet<String> categories = new TreeSet<>();
    payload
        .path("events")
        .forEach(event -> categories.add(event.path("eventCategory").asString("")));
    deliveries.addLast(
        Json.object()
            .put("time", clock.instant().toString())
            .put("url", registration.url())
            .put("app", registration.app())
            .put("events", payload.path("events").size())
            .put("categories", String.join(", ", categories))
            .put("firstEventSequence", payload.path("firstEventSequence").asLong())
            .put("lastEventSequence", payload.path("lastEventSequence").asLong())
            .put("status", answer.status())
            .put("tookMs", answer.took().toMillis())
            .put("note", note)
            .put("body", body));
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
