package dev.tandem.simulator.webhook;

import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Parameters;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import dev.tandem.simulator.identity.Apps;
import dev.tandem.simulator.openapi.Operation;
import dev.tandem.simulator.openapi.Operations;
import dev.tandem.simulator.openapi.Schema;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** {@code /_simulator/webhooks…}: deliveries, the app store's events, and some mischief. */
public final class DeliveryControls {
  private static final String TAG = "Webhooks";
  private static final int MOST = 1_000_000;
  private static final Duration LONGEST_DELAY = Duration.ofDays(1);

  private final Webhooks webhooks;
  private final Apps apps;

  public DeliveryControls(Webhooks webhooks, Apps apps) {
    this.webhooks = webhooks;
    this.apps = apps;
  }

  /** The table of contents. */
  public void addOperations(Operations operations) {
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
            request -> WebhookControls.list(webhooks.deliveries()))
        .get(
            "webhooks/mischief",
            Operation.of(TAG, "What will be done to the next deliveries")
                .answers(WebhookSchemas.MISCHIEF, "what is left of the plan"),
            request -> Response.json(200, webhooks.mischief()))
        .post(
            "webhooks/mischief",
            Operation.of(TAG, "Plan trouble for the next deliveries")
                .takes("lose", Schema.integer(0, MOST), "so many never arrive")
                .takes("duplicate", Schema.integer(0, MOST), "so many arrive twice")
                .takes("reorder", Schema.integer(0, MOST), "so many arrive after a later one")
                .takes("wrongSignature", Schema.integer(0, MOST), "so many are signed wrongly")
                .takes(
                    "delayMs",
                    Schema.integer(0, LONGEST_DELAY.toMillis()),
                    "milliseconds each is held back")
                .takes("category", Schema.text(), "only those with such events")
                .takes("tenant", Schema.text(), "only those about this organisation")
                .answers(WebhookSchemas.MISCHIEF, "the plan"),
            this::plan);
  }

  private Response retry() {
    webhooks.retryNow();
    return WebhookControls.list(webhooks.subscriptions());
  }

  private Response subscribe(Request request) {
    Parameters query = request.query();
    Optional<String> app = WebhookControls.app(query, apps);
    if (app.isEmpty()) {
      return WebhookControls.refused("There is no app " + query.get("app", ""));
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
            Duration.ofMillis(query.number("delayMs", 0)),
            query.get("category", ""),
            query.get("tenant", "")));
    return Response.json(200, webhooks.mischief());
  }
}
