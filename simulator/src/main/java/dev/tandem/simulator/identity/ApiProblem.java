package dev.tandem.simulator.identity;

import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Refusal;
import dev.tandem.simulator.http.Response;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** The 401 and 403 bodies of Xero's API. */
public final class ApiProblem {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("MM/dd/uuuu HH:mm:ss").withZone(ZoneOffset.UTC);

  private ApiProblem() {}

  static Refusal noToken() {
    return refusal(401, "Unauthorized", "AuthenticationUnsuccessful");
  }

  static Refusal expired(Instant at) {
    return refusal(401, "Unauthorized", "TokenExpired: token expired at " + STAMP.format(at));
  }

  /** The token is good, but its scopes do not cover the call. */
  public static Refusal missingScope() {
    return refusal(401, "Unauthorized", "AuthorizationUnsuccessful");
  }

  /** No organisation named, or one this app is not connected to. */
  public static Refusal noAccess() {
    return refusal(403, "Forbidden", "AuthenticationUnsuccessful");
  }

  private static Refusal refusal(int status, String title, String detail) {
    ObjectNode body = Json.object();
    body.putNull("Type");
    body.put("Title", title)
        .put("Status", status)
        .put("Detail", detail)
        .put("Instance", UUID.randomUUID().toString());
    body.putObject("Extensions");
    return new Refusal(Response.json(status, body));
  }
}
