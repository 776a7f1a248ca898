package dev.tandem.simulator.webhook;

import dev.tandem.simulator.http.Json;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The body of a delivery, spaced as Xero's bodies are seen in the field: each event over several
 * lines, and uneven blanks around the numbers. A receiver who signs a re-serialised body fails here
 * as it would there.
 */
final class Payload {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int ENTROPY = 20;

  private Payload() {}

  /** Without events it is an intent to receive, whose numbers are 0. */
  static String of(List<Pending> events) {
    long first = events.stream().mapToLong(Pending::sequence).min().orElse(0);
    long last = events.stream().mapToLong(Pending::sequence).max().orElse(0);
    return "{\"events\":["
        + events.stream().map(each -> spread(each.event(), "")).collect(Collectors.joining(","))
        + "],\"firstEventSequence\": "
        + first
        + ",\"lastEventSequence\": "
        + last
        + ", \"entropy\": \""
        + entropy()
        + "\"}";
  }

  private static String spread(JsonNode node, String indent) {
    String deeper = indent + "  ";
    return node.properties().stream()
        .map(
            field ->
                deeper
                    + "\""
                    + field.getKey()
                    + "\": "
                    + (field.getValue().isObject()
                        ? spread(field.getValue(), deeper)
                        : Json.text(field.getValue())))
        .collect(Collectors.joining(",\n", "{\n", "\n" + indent + "}"));
  }

  private static String entropy() {
    return RANDOM
        .ints(ENTROPY, 'A', 'Z' + 1)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }
}
