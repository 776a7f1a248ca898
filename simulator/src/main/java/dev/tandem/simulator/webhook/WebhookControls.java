package dev.tandem.simulator.webhook;

import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Parameters;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import dev.tandem.simulator.identity.App;
import dev.tandem.simulator.identity.Apps;
import dev.tandem.simulator.openapi.Operation;
import dev.tandem.simulator.openapi.Operations;
import dev.tandem.simulator.openapi.Schema;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** {@code /_simulator/webhooks…}: what the developer portal would do. */
public final class WebhookControls {
  private static final String TAG = "Webhooks";
  private static final String ADDRESS =
      "Events go to a whole address, as https://app.example/webhooks or http://localhost:8080/webhooks";

  private final Webhooks webhooks;
  private final Apps apps;

  public WebhookControls(Webhooks webhooks, Apps apps) {
    this.webhooks = webhooks;
    this.apps = apps;
  }

  /** The table of contents. */
  public void addOperations(Operations operations) {
    operations
        .get(
            "webhooks",
            Operation.of(TAG, "The registered webhooks")
                .answers(Schema.list(WebhookSchemas.WEBHOOK), "all of them"),
            request -> list(webhooks.subscriptions()))
        .post(
            "webhooks",
            Operation.of(TAG, "Register a webhook, as in the developer portal")
                .detail(
                    "It hears of the organisations that are connected to the app. Registering an"
                        + " address again gives it a new key.")
                .needs("url", Schema.text(), "where events go")
                .needs("key", Schema.text(), "the signing key")
                .takes("app", Schema.text(), "the client id; the first registered app if left out")
                .takes(
                    "categories",
                    Schema.text(),
                    "a comma list of "
                        + Category.names(List.of(Category.values()))
                        + "; all but PAYMENT if left out")
                .takes(
                    "tenant",
                    Schema.text(),
                    "tell of this organisation only; without an app, whoever is connected to it")
                .takes(
                    "check", Schema.flag(), "true: deliver only once intent to receive is passed")
                .answers(WebhookSchemas.WEBHOOK, "as it was registered"),
            this::register)
        .post(
            "webhooks/url",
            Operation.of(TAG, "Give a webhook another delivery URL")
                .detail(
                    "Its key, sequence and events stay; it has to pass intent to receive there.")
                .needs("url", Schema.text(), "where its events go now")
                .needs("to", Schema.text(), "where they shall go")
                .answers(WebhookSchemas.WEBHOOK, "as it is registered now")
                .refuses(404, "there is no such webhook"),
            this::move)
        .delete(
            "webhooks",
            Operation.of(TAG, "Remove a webhook and the events owed to it")
                .needs("url", Schema.text(), "where its events go")
                .takes("key", Schema.text(), "needless, so that the query of a registration fits")
                .answersNothing(),
            this::unregister)
        .post(
            "webhooks/intent-to-receive",
            Operation.of(TAG, "Send the test deliveries of Xero's Intent to receive")
                .detail(
                    "Several empty deliveries, some of them wrongly signed. A disabled webhook that"
                        + " passes is enabled again.")
                .takes("url", Schema.text(), "which webhook, needless if there is one only")
                .takes("key", Schema.text(), "needless, so that the query of a registration fits")
                .answers(WebhookSchemas.VERDICT, "the verdict")
                .refuses(404, "there is no such webhook"),
            this::intentToReceive);
  }

  private Response register(Request request) {
    Parameters query = request.query();
    if (!Registration.reachable(query.get("url", ""))) {
      return refused(ADDRESS);
    }
    List<String> names = query.list("categories");
    Optional<Set<Category>> chosen =
        names.isEmpty() ? Optional.of(Category.usual()) : Category.named(names);
    if (chosen.isEmpty() || !chosen.get().stream().allMatch(webhooks::offered)) {
      List<Category> offered =
          List.of(Category.values()).stream().filter(webhooks::offered).toList();
      return refused("Xero offers the categories " + Category.names(offered));
    }
    boolean anybody = query.get("app").isEmpty() && query.get("tenant").isPresent();
    Optional<String> app = anybody ? Optional.of("") : app(query, apps);
    if (app.isEmpty()) {
      return refused("There is no app " + query.get("app", ""));
    }
    return Response.json(
        200,
        webhooks.register(
            new Registration(
                app.get(),
                query.get("url", ""),
                query.get("key", ""),
                query.get("tenant", ""),
                chosen.get()),
            !query.flag("check")));
  }

  private Response move(Request request) {
    if (!Registration.reachable(request.query().get("to", ""))) {
      return refused(ADDRESS);
    }
    return webhooks
        .move(request.query().get("url", ""), request.query().get("to", ""))
        .map(moved -> Response.json(200, moved))
        .orElseGet(WebhookControls::none);
  }

  private static Response none() {
    return Response.json(404, Json.object().put("error", "There is no such webhook"));
  }

  private Response unregister(Request request) {
    webhooks.unregister(request.query().get("url", ""));
    return Response.empty(204);
  }

  private Response intentToReceive(Request request) {
    return webhooks
        .intentToReceive(request.query().get("url"))
        .map(result -> Response.json(200, result))
        .orElseGet(WebhookControls::none);
  }

  /** The named app, or the first one there is. */
  static Optional<String> app(Parameters query, Apps apps) {
    return query
        .get("app")
        .map(apps::byClientId)
        .orElseGet(() -> apps.all().stream().findFirst())
        .map(App::clientId);
  }

  static Response refused(String error) {
    return Response.json(400, Json.object().put("error", error));
  }

  static Response list(List<ObjectNode> nodes) {
    var array = Json.array();
    nodes.forEach(array::add);
    return Response.json(200, array);
  }
}
