package dev.tandem.simulator.control;

import dev.tandem.simulator.accounting.books.Ledgers;
import dev.tandem.simulator.http.Handler;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Refusal;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import dev.tandem.simulator.http.Routes;
import dev.tandem.simulator.identity.Admission;
import dev.tandem.simulator.identity.App;
import dev.tandem.simulator.identity.Apps;
import dev.tandem.simulator.identity.Connection;
import dev.tandem.simulator.identity.CustomConnections;
import dev.tandem.simulator.identity.Grants;
import dev.tandem.simulator.identity.Identity;
import java.util.List;
import java.util.Locale;

/**
 * {@code /_simulator/apps/…} and {@code /_simulator/organisations/{tenant}/…}: the ways in which an
 * app loses what it was allowed, and gets it back.
 */
public final class AccessControls {
  private static final String APP = "/_simulator/apps/{client}";
  private static final String ORGANISATION = "/_simulator/organisations/{tenant}";

  private final Apps apps;
  private final Identity identity;
  private final Ledgers ledgers;

  public AccessControls(Apps apps, Identity identity, Ledgers ledgers) {
    this.apps = apps;
    this.identity = identity;
    this.ledgers = ledgers;
  }

  /** The table of contents. */
  public void addRoutes(Routes<Handler> routes) {
    routes
        .post(APP + "/revoke", this::revoke)
        .post(APP + "/secret", this::replaceSecret)
        .post(APP + "/custom/{state}", this::custom)
        .post(APP + "/custom-scopes", this::editScopes)
        .post(APP + "/custom-organisation/{tenant}", this::openInstead)
        .post(APP + "/scopes/{scope}/withhold", this::withhold)
        .post(APP + "/scopes/{scope}/return", this::giveBack)
        .post(APP + "/organisations/{tenant}/disconnect", this::disconnect)
        .post(ORGANISATION + "/role", this::role)
        .post(ORGANISATION + "/close", request -> close(request, true))
        .post(ORGANISATION + "/open", request -> close(request, false))
        .post(ORGANISATION + "/start-anew", this::startAnew);
  }

  private Response revoke(Request request) {
    identity.revocations().revoke(client(request));
    return done();
  }

  private Response replaceSecret(Request request) {
    String secret = request.query().get("secret", "");
    if (secret.isEmpty()) {
      throw refused(400, "Say ?secret=…");
    }
    apps.replaceSecret(client(request), secret);
    return done();
  }

  private Response custom(Request request) {
    try {
      String state = request.variable("state").toUpperCase(Locale.ROOT);
      identity.custom().state(app(request), CustomConnections.State.valueOf(state));
      return done();
    } catch (IllegalArgumentException unknown) {
      throw refused(400, "The states are authorised, waiting and deactivated");
    }
  }

  private Response openInstead(Request request) {
    apps.openInstead(client(request), tenant(request));
    return done();
  }

  private Response editScopes(Request request) {
    identity
        .custom()
        .edit(app(request), List.of(request.query().get("scopes", "").strip().split("[\\s,+]+")));
    return done();
  }

  private App app(Request request) {
    return apps.byClientId(client(request)).orElseThrow();
  }

  private Response withhold(Request request) {
    identity.grants().withhold(client(request), request.variable("scope"));
    return done();
  }

  private Response giveBack(Request request) {
    identity.grants().giveBack(client(request), request.variable("scope"));
    return done();
  }

  private Response disconnect(Request request) {
    Grants grants = identity.grants();
    String client = client(request);
    String connection =
        grants.connections(client).stream()
            .filter(each -> each.tenantId().equalsIgnoreCase(request.variable("tenant")))
            .map(Connection::id)
            .findFirst()
            .orElseThrow(() -> refused(404, "The app is not connected to this organisation"));
    grants.disconnect(client, connection);
    return done();
  }

  private Response role(Request request) {
    String role = request.query().get("role", "");
    try {
      identity
          .admission()
          .give(tenant(request), Admission.Role.valueOf(role.toUpperCase(Locale.ROOT)));
      return done();
    } catch (IllegalArgumentException unknown) {
      throw refused(400, "Say ?role=standard, read_only or none");
    }
  }

  private Response close(Request request, boolean closed) {
    identity.admission().close(tenant(request), closed);
    return done();
  }

  private Response startAnew(Request request) {
    return Response.json(
        200, Json.object().put("tenantId", startAnew(apps, identity, ledgers, tenant(request))));
  }

  /**
   * Resets a demo company; apps stay connected to what it is from now on.
   *
   * @return its new id
   */
  public static String startAnew(Apps apps, Identity identity, Ledgers ledgers, String tenantId) {
    String fresh = ledgers.startAnew(tenantId).orElseThrow();
    apps.all().forEach(app -> identity.grants().carryOver(app.clientId(), tenantId, fresh));
    return fresh;
  }

  private String client(Request request) {
    String client = request.variable("client");
    if (apps.byClientId(client).isEmpty()) {
      throw refused(404, "There is no such app");
    }
    return client;
  }

  private String tenant(Request request) {
    return ledgers
        .get(request.variable("tenant"))
        .orElseThrow(() -> refused(404, "There is no such organisation"))
        .tenantId();
  }

  private static Refusal refused(int status, String why) {
    return new Refusal(Response.json(status, Json.object().put("error", why)));
  }

  private static Response done() {
    return Response.json(200, Json.object().put("status", "done"));
  }
}
