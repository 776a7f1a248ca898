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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** {@code /_simulator/webhooks…}: what the developer portal would do, and some mischief. */
public final class WebhookControls {
  private static final String TAG = "Webhooks";

  private final Webhooks webhooks;
  private final Apps apps;

  public WebhookControls(Webhooks webhooks, Apps apps) {
    this.webhooks = webhooks;
    this.apps = apps;
  }

  /** The table of contents. */
  public void addOperations(Operations operations) {
    addRegistering(operations);
    addDelivering(operations);
  }

  private void addRegistering(Operations operations) {
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

  private void addDelivering(Operations operations) {
    operations
        .post(
            "webhooks/retry",
            Operation.of(TAG, "Deliver waiting events now, and enable what was disabled")
                .answers(Schema.list(WebhookSchemas.WEBHOOK), "all webhooks"),
            request -> retry())
        .post(
            "webhooks/subscription",
            Operation.of(TAG, "Someone subscribes to the app in Xero's app store")
                .detail("Sends an event of category SUBSCRIPTION, whose tenant is the app itself.")
                .takes("app", Schema.text(), "the client id; the first registered app if left out")
                .takes("id", Schema.id(), "the subscription's; a new one if left out")
                .takes("type", Schema.oneOf("CREATE", "UPDATE"), "CREATE if left out")
                .answers(WebhookSchemas.SUBSCRIPTION, "what the event is about"),
            this::subscribe)
        .get(
            "webhooks/deliveries",
            Operation.of(TAG, "The latest deliveries, newest last")
                .answers(Schema.list(WebhookSchemas.DELIVERY), "at most 500"),
            request -> list(webhooks.deliveries()))
        .get(
            "webhooks/mischief",
            Operation.of(TAG, "What will be done to the next deliveries")
                .answers(WebhookSchemas.MISCHIEF, "what is left of the plan"),
            request -> Response.json(200, webhooks.mischief()))
        .post(
            "webhooks/mischief",
            Operation.of(TAG, "Plan trouble for the next deliveries")
                .takes("lose", Schema.integer(), "so many never arrive")
                .takes("duplicate", Schema.integer(), "so many arrive twice")
                .takes("reorder", Schema.integer(), "so many arrive after a later one")
                .takes("wrongSignature", Schema.integer(), "so many are signed wrongly")
                .takes("delayMs", Schema.integer(), "milliseconds each is held back")
                .takes("category", Schema.text(), "only those with such events")
                .takes("tenant", Schema.text(), "only those about this organisation")
                .answers(WebhookSchemas.MISCHIEF, "the plan"),
            this::plan);
  }

  private Response register(Request request) {
    Parameters query = request.query();
    List<String> names = query.list("categories");
    Optional<Set<Category>> chosen =
        names.isEmpty() ? Optional.of(Category.usual()) : Category.named(names);
    if (chosen.isEmpty() || !chosen.get().stream().allMatch(webhooks::offered)) {
      List<Category> offered =
          List.of(Category.values()).stream().filter(webhooks::offered).toList();
      return refused("Xero offers the categories " + Category.names(offered));
    }
    boolean anybody = query.get("app").isEmpty() && query.get("tenant").isPresent();
    Optional<String> app = anybody ? Optional.of("") : app(query);
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

  private Optional<String> app(Parameters query) {
    return query
        .get("app")
        .map(apps::byClientId)
        .orElseGet(() -> apps.all().stream().findFirst())
        .map(App::clientId);
  }

  private Response move(Request request) {
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

  private Response retry() {
    webhooks.retryNow();
    return list(webhooks.subscriptions());
  }

  private Response subscribe(Request request) {
    Parameters query = request.query();
    Optional<String> app = app(query);
    if (app.isEmpty()) {
      return refused("There is no app " + query.get("app", ""));
    }
    String id = query.get("id", UUID.randomUUID().toString());
    webhooks.subscribed(app.get(), id, !query.get("type", "").equalsIgnoreCase("UPDATE"));
    return Response.json(
        200, Json.object().put("id", id).put("applicationId", Event.applicationId(app.get())));
  }

  private Response plan(Request request) {
    Parameters query = request.query();
    webhooks.plan(
        new Mischief.Plan(
            (int) query.number("lose", 0),
            (int) query.number("duplicate", 0),
            (int) query.number("reorder", 0),
            (int) query.number("wrongSignature", 0),
            Duration.ofMillis(Math.max(0, query.number("delayMs", 0))),
            query.get("category", ""),
            query.get("tenant", "")));
    return Response.json(200, webhooks.mischief());
  }

  private static Response refused(String error) {
    return Response.json(400, Json.object().put("error", error));
  }

  private static Response list(List<ObjectNode> nodes) {
    var array = Json.array();
    nodes.forEach(array::add);
    return Response.json(200, array);
  }
}
