package dev.tandem.simulator.webhook;

import dev.tandem.simulator.openapi.Schema;

/** How webhooks look on the control side. */
final class WebhookSchemas {
  static final Schema WEBHOOK =
      Schema.object("Webhook")
          .with("url", Schema.text(), "where its events go")
          .with("app", Schema.text(), "the client id of its app; empty hears of every organisation")
          .with("tenant", Schema.text(), "the one organisation it is told of, or empty")
          .with("status", Schema.text(), "OK, DISABLED or INTENT TO RECEIVE REQUIRED")
          .with("categories", Schema.list(Schema.text()), "what it is subscribed to")
          .with("nextSequence", Schema.integer(), "of the next event")
          .with("waiting", Schema.integer(), "events not delivered yet")
          .maybe("failingSince", Schema.moment(), "when the first delivery failed")
          .maybe("nextAttempt", Schema.moment(), "when it is tried again");

  static final Schema DELIVERY =
      Schema.object("Delivery")
          .with("time", Schema.moment(), "by the simulator's clock")
          .with("url", Schema.text(), "where it went")
          .with("app", Schema.text(), "the webhook's app")
          .with("events", Schema.integer(), "how many it carried")
          .with("categories", Schema.text(), "of which kinds")
          .with("firstEventSequence", Schema.integer(), "of the first of them")
          .with("lastEventSequence", Schema.integer(), "of the last of them")
          .with("status", Schema.integer(), "the answer's, 0 when there was none")
          .with("tookMs", Schema.integer(), "milliseconds until the answer")
          .with("note", Schema.text(), "what was done to it on purpose")
          .with("body", Schema.text(), "exactly as it was signed");

  static final Schema VERDICT =
      Schema.object("IntentToReceive")
          .with("url", Schema.text(), "where the test went")
          .with("status", Schema.text(), "OK or FAILED")
          .with("verdicts", Schema.list(Schema.text()), "what was wrong, in Xero's words")
          .with(
              "posts",
              Schema.list(
                  Schema.object("IntentToReceivePost")
                      .with("rightlySigned", Schema.flag(), "whether it should be accepted")
                      .with("wrong", Schema.text(), "what was wrong with the signature, or empty")
                      .with("status", Schema.integer(), "the answer's, 0 when there was none")),
              "each test delivery");

  static final Schema SUBSCRIPTION =
      Schema.object("AppSubscription")
          .with("id", Schema.id(), "the subscription's")
          .with("applicationId", Schema.id(), "the app's, which is the event's tenant");

  static final Schema MISCHIEF =
      Schema.object("Mischief")
          .with("lose", Schema.integer(), "deliveries yet to be lost")
          .with("duplicate", Schema.integer(), "yet to be sent twice")
          .with("reorder", Schema.integer(), "yet to be overtaken")
          .with("wrongSignature", Schema.integer(), "yet to be signed wrongly")
          .with("delayMs", Schema.integer(), "milliseconds by which each is held back")
          .with("category", Schema.text(), "only of these events, or empty")
          .with("tenant", Schema.text(), "only about this organisation, or empty");

  private WebhookSchemas() {}
}
