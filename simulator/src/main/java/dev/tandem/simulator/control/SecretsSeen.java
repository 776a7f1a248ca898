package dev.tandem.simulator.control;

import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Parameters;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Every token, code, state and proof that went over the wire, for tests that look whether a client
 * has leaked one. The calls to the books are passed by but for their bearer token.
 */
public final class SecretsSeen {
  private static final List<String> SENT =
      List.of("code", "code_verifier", "refresh_token", "client_secret", "token", "state");
  private static final List<String> GIVEN = List.of("access_token", "refresh_token", "id_token");

  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  /** Notes what the request proves itself with and what the answer gives. */
  public void note(Request request, Response response) {
    request
        .header("Authorization")
        .map(it -> it.substring(it.indexOf(' ') + 1))
        .ifPresent(this::add);
    if (request.path().startsWith("/api.xro")) {
      return;
    }
    add(request.query());
    add(request.form());
    if (request.path().equals("/connect/token")) {
      given(response);
    }
  }

  private void add(Parameters parameters) {
    SENT.forEach(name -> parameters.get(name).ifPresent(this::add));
  }

  private void given(Response response) {
    try {
      JsonNode body = Json.parse(response.body());
      GIVEN.forEach(name -> add(body.path(name).asString("")));
    } catch (JacksonException broken) {
      // A fault cut it short; a later answer to the same client tells its tokens.
      add(response.text());
    }
  }

  private void add(String secret) {
    if (!secret.isBlank()) {
      seen.add(secret);
    }
  }

  public Set<String> all() {
    return Set.copyOf(seen);
  }
}
