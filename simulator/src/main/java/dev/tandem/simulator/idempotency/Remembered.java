package dev.tandem.simulator.idempotency;

import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** An answer as it is kept, with a fingerprint of the request it was given to. */
record Remembered(ObjectNode node) {
  static Remembered of(Request request, Response response, Instant until) {
    ObjectNode node =
        Json.object()
            .put("request", fingerprint(request))
            .put("until", until.toString())
            .put("status", response.status())
            .put("body", Base64.getEncoder().encodeToString(response.body()));
    ObjectNode headers = node.putObject("headers");
    response.headers().forEach(headers::put);
    return new Remembered(node);
  }

  boolean fresh(Instant now) {
    return now.isBefore(Instant.parse(node.path("until").asString()));
  }

  boolean answers(Request request) {
    return node.path("request").asString().equals(fingerprint(request));
  }

  Response response() {
    Map<String, String> headers = new LinkedHashMap<>();
    node.path("headers")
        .properties()
        .forEach(each -> headers.put(each.getKey(), each.getValue().asString()));
    return new Response(
        node.path("status").asInt(),
        headers,
        Base64.getDecoder().decode(node.path("body").asString()),
        Response.Ending.WHOLE);
  }

  /** Xero: method, address and body are compared, nothing else. */
  private static String fingerprint(Request request) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String line = request.method() + " " + request.target() + "\n";
      digest.update(line.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(request.body()));
    } catch (NoSuchAlgorithmException unavailable) {
      throw new IllegalStateException(unavailable);
    }
  }
}
