package dev.tandem.simulator.identity;

import dev.tandem.simulator.accounting.books.Switch;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.http.Handler;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Refusal;
import dev.tandem.simulator.http.Response;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How the bodies of 401 and 403 are spelt: two ways have been reported of Xero. */
public final class ProblemShape {
  private static final List<String> KEPT = List.of("Title", "Status", "Detail", "Instance");

  private final Switches switches;

  public ProblemShape(Switches switches) {
    this.switches = switches;
  }

  public Handler around(Handler handler) {
    return request -> {
      try {
        return spelt(handler.handle(request));
      } catch (Refusal refusal) {
        return spelt(refusal.response());
      }
    };
  }

  private Response spelt(Response response) {
    boolean problem = response.status() == 401 || response.status() == 403;
    return problem && switches.is(Switch.PROBLEMS_IN_LOWER_CASE) ? lower(response) : response;
  }

  private static Response lower(Response response) {
    if (response.body().length == 0
        || !(Json.parse(response.body()) instanceof ObjectNode body)
        || !body.has("Title")) {
      return response;
    }
    ObjectNode other = Json.object();
    for (String name : KEPT) {
      JsonNode value = body.path(name);
      other.set(name.toLowerCase(Locale.ROOT), value);
    }
    return response.withBody(Json.bytes(other));
  }
}
