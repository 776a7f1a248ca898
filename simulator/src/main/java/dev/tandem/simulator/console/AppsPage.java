package dev.tandem.simulator.console;

import dev.tandem.simulator.accounting.books.Ledgers;
import dev.tandem.simulator.control.AccessControls;
import dev.tandem.simulator.http.Markup;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import dev.tandem.simulator.identity.Admission;
import dev.tandem.simulator.identity.App;
import dev.tandem.simulator.identity.Apps;
import dev.tandem.simulator.identity.Connection;
import dev.tandem.simulator.identity.CustomConnections;
import dev.tandem.simulator.identity.Identity;
import dev.tandem.simulator.identity.TenantDirectory;
import java.util.Locale;
import java.util.stream.Stream;

/** Which apps the user has let in, and all the ways to put them out again. */
final class AppsPage {
  private static final String PAGE = "/console/apps";

  private final Apps apps;
  private final Identity identity;
  private final Ledgers ledgers;
  private final Frame frame;

  AppsPage(Apps apps, Identity identity, Ledgers ledgers, Frame frame) {
    this.frame = frame;
    this.apps = apps;
    this.identity = identity;
    this.ledgers = ledgers;
  }

  Response show(Request request) {
    return frame.page(
        request,
        "Connected apps",
        Markup.of(
            "<div class=\"cards wide\">{}</div><p class=\"quiet\">What the user may do in each"
                + " organisation is on the organisation’s overview.</p>",
            Markup.join(apps.all().stream().map(this::card))));
  }

  private Markup card(App app) {
    String tenant = app.customTenant();
    return tenant == null
        ? consentCard(app)
        : Markup.join(Stream.of(consentCard(app), customCard(app, tenant)));
  }

  private Markup customCard(App app, String tenant) {
    var custom = identity.custom();
    return Markup.of(
        """
        <section class="card" aria-label="{}: custom connection"><h2>{}: custom connection</h2>
          <p class="quiet"><code>{}</code></p>
          <p>It opens {}: {}.</p>
          <p class="quiet">{}</p>
          <form method="post" action="/console/apps/{}/custom" class="inline">
            <button class="plain" name="state" value="AUTHORISED">Authorise it</button>
            <button class="plain" name="state" value="WAITING">Not authorised yet</button>
            <button class="danger" name="state" value="DEACTIVATED">Switch it off</button>
          </form>
        </section>
        """,
        app.name(),
        app.name(),
        app.clientId(),
        name(tenant),
        switch (custom.state(app)) {
          case AUTHORISED -> "authorised";
          case WAITING -> "not authorised yet";
          case DEACTIVATED -> "switched off until it is authorised again";
        },
        String.join(" ", custom.scopes(app).stream().sorted().toList()),
        app.clientId());
  }

  Response custom(Request request) {
    String state = request.form().get("state", "");
    apps.byClientId(request.variable("client"))
        .ifPresent(app -> identity.custom().state(app, CustomConnections.State.valueOf(state)));
    return Frame.done(PAGE, "The custom connection was changed.");
  }

  private Markup consentCard(App app) {
    var connections = identity.grants().connections(app.clientId());
    Markup inside =
        connections.isEmpty()
            ? new Markup("<p class=\"quiet\">Not connected to any organisation yet.</p>")
            : Markup.of(
                """
                <ul class="plain-list">{}</ul>
                <h3>Scopes</h3>
                <ul class="scopes">{}{}</ul>
                <form method="post" action="/console/apps/{}/revoke">
                  <button class="danger">Revoke access</button>
                </form>
                """,
                Markup.join(connections.stream().map(each -> connection(app, each))),
                Markup.join(
                    identity.grants().scopes(app.clientId()).stream()
                        .map(each -> scope(app, each, "withhold", "Take away"))),
                Markup.join(
                    identity.grants().withheld(app.clientId()).stream()
                        .map(each -> scope(app, each, "return", "Give back"))),
                app.clientId());
    return Markup.of(
        "<section class=\"card\" aria-label=\"{}\"><h2>{}</h2><p class=\"quiet\"><code>{}</code></p>{}</section>",
        app.name(),
        app.name(),
        app.clientId(),
        inside);
  }

  private Markup connection(App app, Connection connection) {
    return Markup.of(
        """
        <li>{}
          <form method="post" action="/console/apps/{}/connections/{}/disconnect" class="inline">
            <button class="plain">Disconnect</button>
          </form>
        </li>
        """,
        name(connection.tenantId()),
        app.clientId(),
        connection.id());
  }

  private static Markup scope(App app, String scope, String act, String word) {
    return Markup.of(
        """
        <li><code>{}</code>
          <form method="post" action="/console/apps/{}/scopes/{}/{}" class="inline">
            <button class="plain">{}</button>
          </form>
        </li>
        """,
        scope,
        app.clientId(),
        scope,
        act,
        word);
  }

  private String name(String tenantId) {
    return ledgers.tenants().stream()
        .filter(tenant -> tenant.id().equals(tenantId))
        .map(TenantDirectory.Tenant::name)
        .findFirst()
        .orElse(tenantId);
  }

  Response revoke(Request request) {
    identity.revocations().revoke(request.variable("client"));
    return Frame.done(PAGE, "Access was revoked.");
  }

  Response disconnect(Request request) {
    identity.grants().disconnect(request.variable("client"), request.variable("id"));
    return Frame.done(PAGE, "The organisation was disconnected.");
  }

  Response withhold(Request request) {
    identity.grants().withhold(request.variable("client"), request.variable("scope"));
    return Frame.done(PAGE, "The scope was taken away.");
  }

  Response giveBack(Request request) {
    identity.grants().giveBack(request.variable("client"), request.variable("scope"));
    return Frame.done(PAGE, "The scope was given back.");
  }

  Response role(Request request) {
    String role = request.form().get("role", "").toUpperCase(Locale.ROOT);
    identity.admission().give(request.variable("tenant"), Admission.Role.valueOf(role));
    return Frame.done("/console/" + request.variable("tenant"), "The user's role was changed.");
  }

  Response close(Request request, boolean closed) {
    identity.admission().close(request.variable("tenant"), closed);
    return Frame.done(
        "/console/" + request.variable("tenant"),
        closed ? "The organisation was closed." : "It is open again.");
  }

  Response startAnew(Request request) {
    String tenant = request.variable("tenant");
    if (ledgers.get(tenant).isEmpty()) {
      return Frame.problem("/", "There is no such organisation any more.");
    }
    String fresh = AccessControls.startAnew(apps, identity, ledgers, tenant);
    return Frame.done(
        "/console/" + fresh, "The demo company was reset: empty books under a new id.");
  }
}
