package dev.tandem.simulator.identity;

import dev.tandem.simulator.accounting.books.Switch;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import dev.tandem.simulator.openapi.Operation;
import dev.tandem.simulator.openapi.Operations;
import dev.tandem.simulator.openapi.Schema;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Gives consent without a browser: the authorize parameters plus {@code tenant}, answered as JSON.
 */
final class ConsentShortcut {
  private final Apps apps;
  private final TenantDirectory directory;
  private final Consents consents;
  private final Clock clock;
  private final Switches switches;

  ConsentShortcut(
      Apps apps, TenantDirectory directory, Consents consents, Clock clock, Switches switches) {
    this.apps = apps;
    this.directory = directory;
    this.consents = consents;
    this.clock = clock;
    this.switches = switches;
  }

  private boolean bulk() {
    return switches.is(Switch.BULK_CONNECT);
  }

  /** The table of contents. */
  void addOperations(Operations operations) {
    operations.post(
        "connect",
        Operation.of("Apps", "Consent without a browser")
            .detail(
                "Takes the parameters of the authorize address, with or without PKCE, and answers"
                    + " the code that the browser would have been sent back with.")
            .needs("client_id", Schema.text(), "the app")
            .needs("redirect_uri", Schema.text(), "where the browser would be sent")
            .needs("scope", Schema.text(), "with spaces between")
            .takes("tenant", Schema.text(), "the organisations, with commas between")
            .takesAnything()
            .answers(
                Schema.object("Consent")
                    .with("code", Schema.text(), "to exchange for tokens, within five minutes")
                    .with("state", Schema.text(), "as it was given")
                    .with("redirect", Schema.text(), "the whole address"),
                "the code"),
        this::consent);
  }

  private Response consent(Request request) {
    try {
      AuthorizationRequest asked =
          AuthorizationRequest.of(request.query(), apps, clock.instant(), bulk());
      List<String> wanted = request.query().list("tenant");
      List<String> tenants =
          wanted.isEmpty()
              ? List.of(directory.tenants().getFirst().id())
              : wanted.stream().filter(directory::knows).toList();
      if (tenants.isEmpty()) {
        return Response.json(400, Json.object().put("error", "Unknown tenant"));
      }
      String code = consents.allow(asked, asked.bulk() ? tenants : List.of(tenants.getFirst()));
      return Response.json(
          200,
          Json.object()
              .put("code", code)
              .put("state", asked.state())
              .put("redirect", asked.back(Map.of("code", code))));
    } catch (AuthorizationRequest.Invalid invalid) {
      return Response.json(400, Json.object().put("error", invalid.getMessage()));
    }
  }
}
