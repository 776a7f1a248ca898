package dev.tandem.simulator.identity;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The user's visit to the consent page. Every token that comes of it, also years of refreshes
 * later, tells of the same visit.
 *
 * @param event the authentication event id, which the connections made in it carry, too
 * @param at when the user signed in; the simulator's clock
 */
record SignIn(String event, Instant at) {
  /** The session at the identity side; 32 hexadecimal digits. */
  String session() {
    return derived("session");
  }

  /** The session over all of Xero's sites; 32 hexadecimal digits. */
  String globalSession() {
    return derived("global");
  }

  private String derived(String purpose) {
    byte[] seed = (purpose + event).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(seed).toString().replace("-", "");
  }

  void record(ObjectNode node) {
    node.put("event", event).put("at", at.toString());
  }

  static SignIn read(JsonNode node) {
    return new SignIn(
        node.path("event").asString(""),
        Instant.parse(node.path("at").asString(Instant.EPOCH.toString())));
  }
}
