package dev.tandem.simulator.console;

import dev.tandem.simulator.http.Markup;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import dev.tandem.simulator.identity.App;
import dev.tandem.simulator.identity.Apps;
import dev.tandem.simulator.identity.Connection;
import dev.tandem.simulator.identity.Grants;
import dev.tandem.simulator.identity.Revocations;
import dev.tandem.simulator.identity.TenantDirectory;

/** Which apps the user has let in, and the way to put them out. */
final class AppsPage {
  private final Apps apps;
  private final Grants grants;
  private final Revocations revocations;
  private final TenantDirectory directory;

  AppsPage(Apps apps, Grants grants, Revocations revocations, TenantDirectory directory) {
    this.apps = apps;
    this.grants = grants;
    this.revocations = revocations;
    this.directory = directory;
  }

  Response show(Request request) {
    return Frame.page(request, "Connected apps", Markup.join(apps.all().stream().map(this::card)));
  }

  private Markup card(App app) {
    var connections = grants.connections(app.clientId());
    Markup revoke =
        connections.isEmpty()
            ? new Markup("<p class=\"quiet\">Not connected.</p>")
            : Markup.of(
                """
                <ul class="plain-list">{}</ul>
                <form method="post" action="/console/apps/{}/revoke">
                  <button class="danger">Revoke access</button>
                </form>
                """,
                Markup.join(connections.stream().map(each -> connection(app, each))),
                app.clientId());
    return Markup.of(
        "<section class=\"card\" aria-label=\"{}\"><h2>{}</h2><p class=\"quiet\"><code>{}</code></p>{}</section>",
        app.name(),
        app.name(),
        app.clientId(),
        revoke);
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
        directory.tenants().stream()
            .filter(tenant -> tenant.id().equals(connection.tenantId()))
            .map(TenantDirectory.Tenant::name)
            .findFirst()
            .orElse(connection.tenantId()),
        app.clientId(),
        connection.id());
  }

  Response revoke(Request request) {
    revocations.revoke(request.variable("client"));
    return Frame.done("/console/apps", "Access was revoked.");
  }

  Response disconnect(Request request) {
    grants.disconnect(request.variable("client"), request.variable("id"));
    return Frame.done("/console/apps", "The organisation was disconnected.");
  }
}
