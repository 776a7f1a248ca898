package dev.tandem.simulator.control;

import dev.tandem.simulator.accounting.books.Ledgers;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Refusal;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import dev.tandem.simulator.identity.Admission;
import dev.tandem.simulator.identity.App;
import dev.tandem.simulator.identity.Apps;
import dev.tandem.simulator.identity.Connection;
import dev.tandem.simulator.identity.CustomConnections;
import dev.tandem.simulator.identity.Grants;
import dev.tandem.simulator.identity.Identity;
import dev.tandem.simulator.openapi.Operation;
import dev.tandem.simulator.openapi.Operations;
import dev.tandem.simulator.openapi.Schema;
import java.util.List;
import java.util.Locale;

/**
 * {@code /_simulator/apps/…} and {@code /_simulator/organisations/{tenant}/…}: the ways in which an
 * app loses what it was allowed, and gets it back.
 */
public final class AccessControls {
  private static final String APP = "apps/{client}";
  private static final String ORGANISATION = "organisations/{tenant}";
  private static final String APPS = "Apps";
  private static final String ACCESS = "Organisations";
  private static final Schema DONE =
      Schema.object("Done").with("status", Schema.oneOf("done"), "always done");

  private final Apps apps;
  private final Identity identity;
  private final Ledgers ledgers;

  public AccessControls(Apps apps, Identity identity, Ledgers ledgers) {
    this.apps = apps;
    this.identity = identity;
    this.ledgers = ledgers;
  }

  /** The table of contents. */
  public void addOperations(Operations operations) {
    addGrants(operations);
    addCustom(operations);
    addAdmission(operations);
  }

  private void addGrants(Operations operations) {
    operations
        .post(
            APP + "/revoke",
            done(Operation.of(APPS, "The user takes back everything the app was allowed")),
            this::revoke)
        .post(
            APP + "/organisations/{tenant}/disconnect",
            done(Operation.of(APPS, "The user disconnects one organisation in Xero")),
            this::disconnect)
        .post(
            APP + "/scopes/{scope}/withhold",
            done(Operation.of(APPS, "Take a scope away, also from tokens that are out"))
                .detail("The next consent that asks for it brings it back."),
            this::withhold)
        .post(
            APP + "/scopes/{scope}/return",
            done(Operation.of(APPS, "Give a withheld scope back")),
            this::giveBack)
        .post(
            APP + "/secret",
            done(Operation.of(APPS, "A new secret in the developer portal"))
                .needs("secret", Schema.text(), "the new one; the old one is refused from now on"),
            this::replaceSecret);
  }

  private void addCustom(Operations operations) {
    operations
        .post(
            APP + "/custom/{state}",
            done(Operation.of(APPS, "How a custom connection stands"))
                .place(
                    "state",
                    Schema.oneOf("authorised", "waiting", "deactivated"),
                    "waiting: its user has not followed the e-mail yet"),
            this::custom)
        .post(
            APP + "/custom-scopes",
            done(Operation.of(APPS, "Edit a custom connection's scopes"))
                .detail("It is deactivated until it is authorised again.")
                .needs("scopes", Schema.text(), "with spaces or commas between"),
            this::editScopes)
        .post(
            APP + "/custom-organisation/{tenant}",
            done(Operation.of(APPS, "Authorise a custom connection for another organisation")),
            this::openInstead);
  }

  private void addAdmission(Operations operations) {
    operations
        .post(
            ORGANISATION + "/role",
            done(Operation.of(ACCESS, "The user's role in an organisation"))
                .detail("read_only: writes are a 401; none: everything is a 403, still listed.")
                .needs("role", Schema.oneOf("standard", "read_only", "none"), "from now on"),
            this::role)
        .post(
            ORGANISATION + "/close",
            done(Operation.of(ACCESS, "The organisation, or its trial, ends")),
            request -> close(request, true))
        .post(
            ORGANISATION + "/open",
            done(Operation.of(ACCESS, "A closed organisation is opened again")),
            request -> close(request, false))
        .post(
            ORGANISATION + "/start-anew",
            Operation.of(ACCESS, "Reset a demo company")
                .detail("Empty books of the same name under a new id; the old id is no more.")
                .answers(
                    Schema.object("Renewed").with("tenantId", Schema.id(), "its new id"),
                    "apps stay connected to it"),
            this::startAnew);
  }

  private static Operation done(Operation operation) {
    return operation.answers(DONE, "done");
  }

  private Response revoke(Request request) {
    identity.revocations().revoke(client(request));
    return done();
  }

  private Response replaceSecret(Request request) {
    apps.replaceSecret(client(request), request.query().get("secret", ""));
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
    String role = request.query().get("role", "").strip().toUpperCase(Locale.ROOT);
    identity.admission().give(tenant(request), Admission.Role.valueOf(role));
    return done();
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
