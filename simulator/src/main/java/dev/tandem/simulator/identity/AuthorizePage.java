package dev.tandem.simulator.identity;

import dev.tandem.simulator.accounting.books.Switch;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.http.Html;
import dev.tandem.simulator.http.Parameters;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The consent page: the user chooses organisations and says yes or no. */
final class AuthorizePage {
  private static final List<String> CARRIED =
      List.of(
          "response_type",
          "client_id",
          "redirect_uri",
          "scope",
          "state",
          "nonce",
          "code_challenge",
          "code_challenge_method",
          "acr_values");

  private final Apps apps;
  private final TenantDirectory directory;
  private final Consents consents;
  private final Clock clock;
  private final Switches switches;

  AuthorizePage(
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

  Response show(Request request) {
    try {
      return page(
          AuthorizationRequest.of(request.query(), apps, clock.instant(), bulk()),
          request.query(),
          "");
    } catch (AuthorizationRequest.Invalid invalid) {
      return error(invalid);
    }
  }

  Response decide(Request request) {
    Parameters form = request.form();
    try {
      AuthorizationRequest asked = AuthorizationRequest.of(form, apps, clock.instant(), bulk());
      if (!form.get("decision", "").equals("allow")) {
        return Response.redirect(asked.back(Map.of("error", "access_denied")));
      }
      List<String> tenants = form.all("tenant").stream().filter(directory::knows).toList();
      if (tenants.isEmpty()) {
        return page(asked, form, "Choose an organisation to connect.");
      }
      List<String> chosen = asked.bulk() ? tenants : List.of(tenants.getFirst());
      return Response.redirect(asked.back(Map.of("code", consents.allow(asked, chosen))));
    } catch (AuthorizationRequest.Invalid invalid) {
      return error(invalid);
    }
  }

  private Response page(AuthorizationRequest asked, Parameters parameters, String problem) {
    String hidden =
        CARRIED.stream()
            .filter(name -> parameters.get(name).isPresent())
            .map(
                name ->
                    "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                        .formatted(name, Html.escape(parameters.get(name, ""))))
            .collect(Collectors.joining("\n"));
    String content =
        """
        <main class="card consent">
          <p class="brand">Xero <span>simulator</span></p>
          <h1>%s wants access to your organisation data</h1>
          <p class="quiet">Signed in as %s, %s</p>
          %s
          <form method="post" action="/identity/connect/authorize">
            %s
            <fieldset>
              <legend>Choose %s</legend>
              %s
            </fieldset>
            <details><summary>What the app will be able to do</summary><ul>%s</ul></details>
            <div class="actions">
              <button type="submit" name="decision" value="allow">Allow access</button>
              <button type="submit" name="decision" value="deny" class="plain">Cancel</button>
            </div>
          </form>
        </main>
        """
            .formatted(
                Html.escape(asked.app().name()),
                Html.escape(XeroUser.DEMO.name()),
                Html.escape(XeroUser.DEMO.email()),
                problem.isEmpty()
                    ? ""
                    : "<p class=\"notice\" role=\"alert\">" + Html.escape(problem) + "</p>",
                hidden,
                asked.bulk() ? "one or more organisations" : "an organisation",
                choices(asked.bulk()),
                asked.scopes().stream()
                    .map(scope -> "<li><code>" + Html.escape(scope) + "</code></li>")
                    .collect(Collectors.joining()));
    return Response.html(200, Html.page("Allow access", content));
  }

  private String choices(boolean bulk) {
    return directory.tenants().stream()
        .map(
            tenant ->
                """
                <label class="choice"><input type="%s" name="tenant" value="%s"> %s</label>
                """
                    .formatted(
                        bulk ? "checkbox" : "radio",
                        Html.escape(tenant.id()),
                        Html.escape(tenant.name())))
        .collect(Collectors.joining());
  }

  /**
   * Xero shows an error page with status 500 rather than redirecting to an address it distrusts.
   */
  private static Response error(AuthorizationRequest.Invalid invalid) {
    String content =
        """
        <main class="card consent">
          <p class="brand">Xero <span>simulator</span></p>
          <h1>Sorry, something went wrong</h1>
          <p>The app's request to sign you in was not valid.</p>
          <p><code>Error: %s</code></p>
        </main>
        """
            .formatted(Html.escape(String.valueOf(invalid.getMessage())));
    return Response.html(500, Html.page("Error", content));
  }
}
