package dev.tandem.simulator.faults;

import dev.tandem.simulator.http.Json;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The fields of a fault's description; they come as JSON, where numbers may be texts. */
record FaultDetails(JsonNode json) {
  /** Seconds; for a day about what was seen in the field. Xero gives no time for other limits. */
  private static final Map<String, Integer> USUAL_WAIT = Map.of("minute", 30, "day", 70_000);

  /** X-Rate-Limit-Problem as Xero spells it; the app's limit has been seen both ways. */
  private static final List<String> PROBLEMS =
      List.of("minute", "day", "concurrent", "appminute", "app-minute");

  private static final Duration MONTH = Duration.ofDays(31);
  private static final Duration CENTURY = Duration.ofDays(36_525);

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
    String problem = text("problem", "minute");
    if (!PROBLEMS.contains(problem.toLowerCase(Locale.ROOT))) {
      throw new Unreadable("problem has to be one of " + String.join(", ", PROBLEMS));
    }
    return problem;
  }

  /** Seconds; 0 for none. */
  int retryAfter() {
    return (int) between(0, MONTH.toSeconds(), "retryAfter", usualWait());
  }

  private int usualWait() {
    return USUAL_WAIT.getOrDefault(problem(), 0);
  }

  boolean spent() {
    String remaining = text("remaining", kind().equals("429") ? "counted" : "none");
    if (!remaining.equals("none") && !remaining.equals("counted")) {
      throw new Unreadable("remaining has to be none or counted");
    }
    return remaining.equals("none");
  }

  Duration duration(String field, Duration otherwise) {
    return Duration.ofMillis(between(0, MONTH.toMillis(), field, otherwise.toMillis()));
  }

  /** By how much a clock is wrong. */
  Duration skew() {
    return Duration.ofSeconds(between(-CENTURY.toSeconds(), CENTURY.toSeconds(), "seconds", 30));
  }

  /** Of requests. */
  int number(String field, int least, int otherwise) {
    return (int) between(least, Integer.MAX_VALUE, field, otherwise);
  }

  private long between(long least, long most, String field, long otherwise) {
    long value = whole(field, otherwise);
    if (value < least || value > most) {
      throw new Unreadable(field + " has to be from " + least + " to " + most);
    }
    return value;
  }

  /** For a header, which a line break or another control character would break. */
  String line(String field, String otherwise) {
    String text = text(field, otherwise);
    if (text.chars().anyMatch(each -> each < ' ' || each > '~')) {
      throw new Unreadable(field + " has to be one line of ASCII");
    }
    return text;
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

  /** As JSON text, sent as such or as an object. */
  String record() {
    JsonNode sent = json.path("record");
    String text = sent.isObject() ? Json.text(sent) : text("record", "{}");
    try {
      if (Json.parse(text).isObject()) {
        return text;
      }
    } catch (JacksonException notJson) {
      throw new Unreadable("record has to be a JSON object");
    }
    throw new Unreadable("record has to be a JSON object");
  }

  /** An empty text counts as left out, as a form sends it. */
  Optional<String> value(String field) {
    JsonNode node = json.path(field);
    return node.isValueNode() && !node.isNull()
        ? Optional.of(node.asString().strip()).filter(text -> !text.isEmpty())
        : Optional.empty();
  }
}
