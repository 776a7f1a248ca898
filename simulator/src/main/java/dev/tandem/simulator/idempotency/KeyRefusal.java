package dev.tandem.simulator.idempotency;

import dev.tandem.simulator.accounting.books.Switch;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Response;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** What is said of a key that cannot be used; none of it is remembered under the key. */
final class KeyRefusal {
  private KeyRefusal() {}

  static Response tooLong(int longest) {
    return validation("Idempotency Key: must be " + longest + " characters or less.");
  }

  static Response otherRequest(String key, Switches switches) {
    return refused("Idempotency Key: " + key + ". is used with a different request.", switches);
  }

  static Response underWay(String key, Switches switches) {
    return refused("Idempotency Key: " + key + ". is in use by a request under way.", switches);
  }

  private static Response refused(String message, Switches switches) {
    return switches.is(Switch.IDEMPOTENCY_MISMATCH_IS_A_PROBLEM)
        ? problem(message)
        : validation(message);
  }

  private static Response validation(String message) {
    return Response.json(
        400,
        Json.object()
            .put("ErrorNumber", 10)
            .put("Type", "ValidationException")
            .put("Message", message));
  }

  private static Response problem(String message) {
    ObjectNode body = Json.object();
    body.putNull("Type");
    body.put("Title", "Bad Request")
        .put("Status", 400)
        .put("Detail", message)
        .put("Instance", UUID.randomUUID().toString());
    body.putObject("Extensions");
    return Response.json(400, body);
  }
}
