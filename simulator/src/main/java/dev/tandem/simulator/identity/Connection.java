package dev.tandem.simulator.identity;

import dev.tandem.simulator.http.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An organisation the user has opened to an app. Its id is not the tenant's. */
public record Connection(
    String id, String tenantId, String authEventId, Instant created, Instant updated) {
  /** Seven fraction digits, no zone: the identity side's way of writing UTC. */
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS").withZone(ZoneOffset.UTC);

  static Connection first(String tenantId, SignIn signIn) {
    return new Connection(
        UUID.randomUUID().toString(), tenantId, signIn.event(), signIn.at(), signIn.at());
  }

  Connection again(SignIn signIn) {
    return new Connection(id, tenantId, signIn.event(), created, signIn.at());
  }

  ObjectNode toWire(String tenantName) {
    return Json.object()
        .put("id", id)
        .put("authEventId", authEventId)
        .put("tenantId", tenantId)
        .put("tenantType", "ORGANISATION")
        .put("tenantName", tenantName)
        .put("createdDateUtc", STAMP.format(created))
        .put("updatedDateUtc", STAMP.format(updated));
  }

  ObjectNode toRecord() {
    return Json.object()
        .put("id", id)
        .put("tenantId", tenantId)
        .put("authEventId", authEventId)
        .put("created", created.toString())
        .put("updated", updated.toString());
  }

  static Connection fromRecord(JsonNode node) {
    return new Connection(
        node.path("id").asString(""),
        node.path("tenantId").asString(""),
        node.path("authEventId").asString(""),
        Instant.parse(node.path("created").asString("")),
        Instant.parse(node.path("updated").asString("")));
  }
}
