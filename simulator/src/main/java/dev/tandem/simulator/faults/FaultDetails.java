package dev.tandem.simulator.faults;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** The optional parts of a fault's description, read from JSON. */
record FaultDetails(JsonNode json) {
  String problem() {
    return json.path("problem").asString("minute");
  }

  /** Seconds; 0 leaves Retry-After out. */
  int retryAfter() {
    return json.path("retryAfter").asInt(problem().contains("concurrent") ? 0 : 30);
  }

  int status(int otherwise) {
    return json.path("status").asInt(otherwise);
  }

  Duration delay(Duration otherwise) {
    return json.has("delayMs") ? Duration.ofMillis(json.path("delayMs").asLong()) : otherwise;
  }
}
