package dev.tandem.simulator.accounting;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.accounting.call.ApiCall;
import dev.tandem.simulator.accounting.call.ApiRoutes.Entry;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Parameters;
import dev.tandem.simulator.http.Refusal;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import dev.tandem.simulator.http.Routes;
import dev.tandem.simulator.identity.App;
import dev.tandem.simulator.identity.Caller;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts the user's acts to the API's own endpoints: no token, no limit, no fault stands between. */
final class UserCalls {
  private static final Caller NOBODY =
      new Caller(new App("", null, "Xero", Set.of(), null), Set.of(), "");

  private final Routes<Entry> routes;
  private final Switches switches;

  UserCalls(Routes<Entry> routes, Switches switches) {
    this.routes = routes;
    this.switches = switches;
  }

  ObjectNode write(Ledger ledger, String method, String path, ObjectNode body) {
    Response response = call(ledger, method, path, body);
    return first(response)
        .orElseGet(() -> Json.object().put("Status", response.status() < 400 ? "OK" : "ERROR"));
  }

  Optional<ObjectNode> read(Ledger ledger, Kind kind, String id) {
    String path = kind.collection() + "/" + id;
    try {
      return routes.find("GET", "/" + path) == null
          ? Optional.empty()
          : first(call(ledger, "GET", path, Json.object()));
    } catch (UserDesk.Refused notThere) {
      return Optional.empty();
    }
  }

  private Response call(Ledger ledger, String method, String path, ObjectNode body) {
    Routes.Match<Entry> match = routes.find(method, "/" + path);
    if (match == null) {
      throw new UserDesk.Refused("Xero's API has no " + method + " " + path + " here");
    }
    Request request = request(method, path, body, match.variables());
    try {
      ApiCall call = new ApiCall(request, NOBODY, ledger, switches);
      Response response = match.target().handler().handle(call);
      if (response.status() >= 400) {
        throw new UserDesk.Refused(words(response));
      }
      return response;
    } catch (Refusal refusal) {
      throw new UserDesk.Refused(words(refusal.response()));
    }
  }

  private static Request request(
      String method, String path, ObjectNode body, Map<String, String> variables) {
    String whole = "/api.xro/2.0/" + path;
    return new Request(
        method,
        whole,
        whole,
        Parameters.parse("unitdp=4"),
        Map.of("Content-Type", "application/json"),
        body.isEmpty() ? new byte[0] : Json.bytes(body),
        variables);
  }

  /** The one record of an envelope. */
  private static Optional<ObjectNode> first(Response response) {
    if (response.body().length == 0) {
      return Optional.empty();
    }
    for (JsonNode value : Json.parse(response.body())) {
      if (value.isArray() && value.path(0) instanceof ObjectNode record) {
        return Optional.of(record);
      }
    }
    return Optional.empty();
  }

  /** The messages inside a refusal, each once. */
  private static String words(Response response) {
    JsonNode body;
    try {
      body = Json.parse(response.body());
    } catch (JacksonException plain) {
      return response.text();
    }
    Set<String> messages = new LinkedHashSet<>();
    for (JsonNode errors : body.findValues("ValidationErrors")) {
      errors.forEach(error -> messages.add(error.path("Message").asString("")));
    }
    return messages.isEmpty()
        ? body.path("Message").asString(response.text())
        : String.join(" ", messages);
  }
}
