package dev.tandem.simulator.identity;

import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import java.util.Optional;

/**
 * Lists and ends connections: a user's, or with the scope {@code app.connections} those that an app
 * has at all, without any user.
 */
final class ConnectionsEndpoint {
  private final Bearers bearers;
  private final Grants grants;
  private final TenantDirectory directory;

  ConnectionsEndpoint(Bearers bearers, Grants grants, TenantDirectory directory) {
    this.bearers = bearers;
    this.grants = grants;
    this.directory = directory;
  }

  Response list(Request request) {
    Caller caller = manager(request);
    Optional<String> event = request.query().get("authEventId");
    var list = Json.array();
    for (Connection connection : grants.connections(caller.app().clientId())) {
      if (event.isEmpty() || event.get().equalsIgnoreCase(connection.authEventId())) {
        directory.tenants().stream()
            .filter(tenant -> tenant.id().equals(connection.tenantId()))
            .forEach(tenant -> list.add(connection.toWire(tenant.name())));
      }
    }
    return Response.json(200, list);
  }

  Response disconnect(Request request) {
    Caller caller = manager(request);
    return grants.disconnect(caller.app().clientId(), request.variable("id"))
        ? Response.empty(204)
        : Response.text(404, "The resource you're looking for cannot be found");
  }

  /** A custom connection's token has no user and so no connections to show. */
  private Caller manager(Request request) {
    Caller caller = bearers.caller(request);
    if (caller.custom() && !caller.scopes().contains(Scopes.CONNECTIONS)) {
      throw ApiProblem.noAccess();
    }
    return caller;
  }
}
