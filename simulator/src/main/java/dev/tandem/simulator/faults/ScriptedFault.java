package dev.tandem.simulator.faults;

import dev.tandem.simulator.http.Json;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** A fault with the requests it strikes and how often. */
final class ScriptedFault {
  private final String kind;
  private final Fault fault;
  private final String pathText;
  private final Pattern path;
  private final String method;
  private final String tenant;
  private final double probability;
  private final Random random;
  private int left;

  ScriptedFault(String kind, Fault fault, ObjectNode json) {
    this.kind = kind;
    this.fault = fault;
    this.pathText = json.path("path").asString("/api.xro/2.0/*");
    this.path = glob(pathText);
    this.method = json.path("method").asString("").toUpperCase(Locale.ROOT);
    this.tenant = json.path("tenant").asString("");
    this.probability = json.path("probability").asDouble(1);
    this.random = new Random(json.path("seed").asLong(42));
    // With a probability the fault goes on until it is taken away; without one it strikes once.
    this.left = json.path("count").asInt(json.has("probability") ? Integer.MAX_VALUE : 1);
  }

  private static Pattern glob(String text) {
    StringBuilder regex = new StringBuilder();
    for (String part : text.split("\\*", -1)) {
      regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(part));
    }
    return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE);
  }

  boolean strikes(String requestMethod, String requestPath, String requestTenant) {
    boolean meant =
        left > 0
            && (method.isEmpty() || method.equals(requestMethod))
            && (tenant.isEmpty() || tenant.equalsIgnoreCase(requestTenant))
            && path.matcher(requestPath).matches();
    if (!meant || random.nextDouble() >= probability) {
      return false;
    }
    left--;
    return true;
  }

  boolean spent() {
    return left <= 0;
  }

  Fault fault() {
    return fault;
  }

  ObjectNode describe() {
    return Json.object()
        .put("kind", kind)
        .put("path", pathText)
        .put("method", method)
        .put("tenant", tenant)
        .put("probability", probability)
        .put("left", left);
  }
}
