package dev.tandem.simulator.identity;

import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import java.util.Collection;
import tools.jackson.databind.node.ObjectNode;

/** Tells the holder of an access token with the scope {@code openid} who its user is. */
final class UserInfoEndpoint {
  private final Bearers bearers;

  UserInfoEndpoint(Bearers bearers) {
    this.bearers = bearers;
  }

  Response tell(Request request) {
    Collection<String> scopes = bearers.caller(request).scopes();
    if (!scopes.contains("openid")) {
      return Response.empty(403).with("WWW-Authenticate", "Bearer error=\"insufficient_scope\"");
    }
    ObjectNode claims =
        Json.object().put("sub", XeroUser.DEMO.subject()).put("xero_userid", XeroUser.DEMO.id());
    XeroUser.DEMO.describe(claims, scopes);
    return Response.json(200, claims);
  }
}
