package dev.tandem.simulator.faults;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The fields of a fault's description; they come as JSON, where numbers may be texts. */
record FaultDetails(JsonNode json) {
  /** Seconds; for a day about what was seen in the field. Xero gives no time for other limits. */
  private static final Map<String, Integer> USUAL_WAIT = Map.of("minute", 30, "day", 70_000);

  String kind() {
    return text("kind", "");
  }

  /** An older description says {@code status}; a kind of three digits says it itself. */
  int code(int otherwise) {
    String name = kind();
    int usual = name.matches("\\d{3}") ? Integer.parseInt(name) : otherwise;
    int code = (int) whole("code", whole("status", usual));
    if (code < 200 || code > 599) {
      throw new Unreadable("code has to be from 200 to 599");
    }
    return code;
  }

  String problem() {
    return text("problem", "minute");
  }

  /** Seconds; 0 for none. */
  int retryAfter() {
    return (int) whole("retryAfter", USUAL_WAIT.getOrDefault(problem(), 0));
  }

  boolean spent() {
    String remaining = text("remaining", kind().equals("429") ? "counted" : "none");
    if (!remaining.equals("none") && !remaining.equals("counted")) {
      throw new Unreadable("remaining has to be none or counted");
    }
    return remaining.equals("none");
  }

  Duration duration(String field, Duration otherwise) {
    long ms = whole(field, otherwise.toMillis());
    if (ms < 0) {
      throw new Unreadable(field + " cannot be negative");
    }
    return Duration.ofMillis(ms);
  }

  String text(String field, String otherwise) {
    return value(field).orElse(otherwise);
  }

  long whole(String field, long otherwise) {
    try {
      return value(field).map(Long::parseLong).orElse(otherwise);
    } catch (NumberFormatException notWhole) {
      throw new Unreadable(field + " has to be a whole number");
    }
  }

  double fraction(String field, double otherwise) {
    try {
      return value(field).map(Double::parseDouble).orElse(otherwise);
    } catch (NumberFormatException notANumber) {
      throw new Unreadable(field + " has to be a number");
    }
  }

  <E extends Enum<E>> E choice(String field, E otherwise) {
    E[] all = otherwise.getDeclaringClass().getEnumConstants();
    String name = text(field, otherwise.name()).toUpperCase(Locale.ROOT);
    return Arrays.stream(all)
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new Unreadable(field + " has to be one of " + choices(all)));
  }

  private static String choices(Enum<?>[] all) {
    return Arrays.stream(all)
        .map(each -> each.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  /** An empty text counts as left out, as a form sends it. */
  Optional<String> value(String field) {
    JsonNode node = json.path(field);
    return node.isValueNode() && !node.isNull()
        ? Optional.of(node.asString().strip()).filter(text -> !text.isEmpty())
        : Optional.empty();
  }
}
