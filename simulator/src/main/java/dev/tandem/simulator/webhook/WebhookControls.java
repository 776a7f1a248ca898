package dev.tandem.simulator.webhook;

import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Parameters;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import dev.tandem.simulator.openapi.Operation;
import dev.tandem.simulator.openapi.Operations;
import dev.tandem.simulator.openapi.Schema;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** {@code /_simulator/webhooks…}: what the developer portal would do, and some mischief. */
public final class WebhookControls {
  private static final String TAG = "Webhooks";
  private static final Schema SUBSCRIPTION =
      Schema.object("Webhook")
          .with("url", Schema.text(), "where its events go")
          .with("status", Schema.text(), "whether deliveries are made")
          .with("waiting", Schema.integer(), "events not delivered yet");
  private static final Schema DELIVERY =
      Schema.object("Delivery")
          .with("time", Schema.moment(), "by the simulator's clock")
          .with("url", Schema.text(), "where it went")
          .with("events", Schema.integer(), "how many it carried")
          .with("firstEventSequence", Schema.integer(), "of the first of them")
          .with("lastEventSequence", Schema.integer(), "of the last of them")
          .with("status", Schema.integer(), "the answer's, 0 when there was none")
          .with("note", Schema.text(), "what was done to it on purpose");
  private static final Schema MISCHIEF = Schema.object("Mischief");

  private final Webhooks webhooks;

  public WebhookControls(Webhooks webhooks) {
    this.webhooks = webhooks;
  }

  /** The table of contents. */
  public void addOperations(Operations operations) {
    operations
        .get(
            "webhooks",
            Operation.of(TAG, "The registered webhooks")
                .answers(Schema.list(SUBSCRIPTION), "all of them"),
            request -> list(webhooks.subscriptions()))
        .post(
            "webhooks",
            Operation.of(TAG, "Register a webhook, as in the developer portal")
                .detail("Registering an address again gives it a new key.")
                .needs("url", Schema.text(), "where events go")
                .needs("key", Schema.text(), "the signing key")
                .takes("tenant", Schema.text(), "tell of this organisation only")
                .answers(SUBSCRIPTION, "as it was registered"),
            this::register)
        .delete(
            "webhooks",
            Operation.of(TAG, "Remove a webhook and the events owed to it")
                .needs("url", Schema.text(), "where its events go")
                .answersNothing(),
            this::unregister)
        .post(
            "webhooks/intent-to-receive",
            Operation.of(TAG, "Send the test deliveries of Xero's Intent to receive")
                .detail("Several empty deliveries, some of them wrongly signed.")
                .takes("url", Schema.text(), "which webhook, needless if there is one only")
                .answers(
                    Schema.object("IntentToReceive")
                        .with("status", Schema.text(), "OK or what is wrong"),
                    "the verdict")
                .refuses(404, "there is no such webhook"),
            this::intentToReceive)
        .post(
            "webhooks/retry",
            Operation.of(TAG, "Deliver waiting events now, and enable what was disabled")
                .answers(Schema.list(SUBSCRIPTION), "all webhooks"),
            this::retry)
        .get(
            "webhooks/deliveries",
            Operation.of(TAG, "The latest deliveries, newest last")
                .answers(Schema.list(DELIVERY), "at most 500"),
            request -> list(webhooks.deliveries()))
        .get(
            "webhooks/mischief",
            Operation.of(TAG, "What will be done to the next deliveries")
                .answers(MISCHIEF, "what is left of the plan"),
            request -> Response.json(200, webhooks.mischief()))
        .post(
            "webhooks/mischief",
            Operation.of(TAG, "Plan trouble for the next deliveries")
                .takes("lose", Schema.integer(), "so many never arrive")
                .takes("duplicate", Schema.integer(), "so many arrive twice")
                .takes("reorder", Schema.integer(), "so many carry their events backwards")
                .takes("wrongSignature", Schema.integer(), "so many are signed wrongly")
                .takes("delayMs", Schema.integer(), "milliseconds each is held back")
                .answers(MISCHIEF, "the plan"),
            this::plan);
  }

  private Response register(Request request) {
    Parameters query = request.query();
    return Response.json(
        200,
        webhooks.register(query.get("url", ""), query.get("key", ""), query.get("tenant", "")));
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
