package dev.tandem.simulator.webhook;

import dev.tandem.simulator.http.Handler;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Parameters;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import dev.tandem.simulator.http.Routes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** {@code /_simulator/webhooks…}: what the developer portal would do, and some mischief. */
public final class WebhookControls {
  private final Webhooks webhooks;

  public WebhookControls(Webhooks webhooks) {
    this.webhooks = webhooks;
  }

  public void addRoutes(Routes<Handler> routes) {
    routes
        .get("/_simulator/webhooks", request -> list(webhooks.subscriptions()))
        .post("/_simulator/webhooks", this::register)
        .delete("/_simulator/webhooks", this::unregister)
        .post("/_simulator/webhooks/intent-to-receive", this::intentToReceive)
        .post("/_simulator/webhooks/retry", this::retry)
        .get("/_simulator/webhooks/deliveries", request -> list(webhooks.deliveries()))
        .get("/_simulator/webhooks/mischief", request -> Response.json(200, webhooks.mischief()))
        .post("/_simulator/webhooks/mischief", this::plan);
  }

  private Response register(Request request) {
    Optional<String> url = request.query().get("url");
    Optional<String> key = request.query().get("key");
    if (url.isEmpty() || key.isEmpty()) {
      return Response.json(400, Json.object().put("error", "url and key are needed"));
    }
    return Response.json(
        200, webhooks.register(url.get(), key.get(), request.query().get("tenant", "")));
  }

  private Response unregister(Request request) {
    webhooks.unregister(request.query().get("url", ""));
    return Response.empty(204);
  }

  private Response intentToReceive(Request request) {
    return webhooks
        .intentToReceive(request.query().get("url"))
        .map(result -> Response.json(200, result))
        .orElseGet(
            () -> Response.json(404, Json.object().put("error", "There is no such webhook")));
  }

  private Response retry(Request request) {
    webhooks.retryNow();
    return list(webhooks.subscriptions());
  }

  private Response plan(Request request) {
    Parameters query = request.query();
    webhooks.plan(
        (int) query.number("lose", 0),
        (int) query.number("duplicate", 0),
        (int) query.number("reorder", 0),
        (int) query.number("wrongSignature", 0),
        Duration.ofMillis(query.number("delayMs", 0)));
    return Response.json(200, webhooks.mischief());
  }

  private static Response list(List<ObjectNode> nodes) {
    var array = Json.array();
    nodes.forEach(array::add);
    return Response.json(200, array);
  }
}
