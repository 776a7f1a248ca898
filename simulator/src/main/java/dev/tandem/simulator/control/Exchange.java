package dev.tandem.simulator.control;

import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * One call with what was sent and what was answered, long bodies cut. Proofs of identity are left
 * out, and so are the bodies of the sign-in side, which are made of them.
 */
public record Exchange(ObjectNode call, ObjectNode sent, ObjectNode answered) {
  /** Characters. */
  private static final int LONGEST = 16_000;

  private static final Set<String> PROOFS = Set.of("authorization", "cookie");

  static Exchange of(ObjectNode call, Request request, Response response) {
    boolean books = request.path().startsWith("/api.xro");
    return new Exchange(
        call,
        part(request.headers(), books ? request.body() : new byte[0]),
        part(response.headers(), books ? response.body() : new byte[0]));
  }

  private static ObjectNode part(Map<String, String> headers, byte[] body) {
    ObjectNode part = Json.object();
    ObjectNode names = part.putObject("headers");
    headers.forEach(
        (name, value) ->
            names.put(name, PROOFS.contains(name.toLowerCase(Locale.ROOT)) ? "…" : value));
    int length = Math.min(body.length, LONGEST);
    String text = new String(body, 0, length, StandardCharsets.UTF_8);
    return part.put("body", body.length > LONGEST ? text + "…" : text);
  }
}
