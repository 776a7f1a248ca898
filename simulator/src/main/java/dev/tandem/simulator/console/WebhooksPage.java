package dev.tandem.simulator.console;

import dev.tandem.simulator.http.Markup;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import dev.tandem.simulator.webhook.Webhooks;
import tools.jackson.databind.node.ObjectNode;

/** Registered addresses and the latest deliveries. */
final class WebhooksPage {
  private final Webhooks webhooks;

  WebhooksPage(Webhooks webhooks) {
    this.webhooks = webhooks;
  }

  Response show(Request request) {
    return Frame.page(
        request,
        "Webhooks",
        Markup.of(
            """
            <div class="table"><table>
              <thead><tr><th>Address</th><th>Status</th><th class="number">Events waiting</th></tr></thead>
              <tbody>{}</tbody>
            </table></div>
            <form method="post" action="/console/webhooks/retry" class="inline">
              <button>Deliver waiting events now</button>
            </form>
            <form method="post" action="/console/webhooks/lose" class="inline">
              <button class="plain">Lose the next delivery</button>
            </form>
            <h2>Deliveries</h2>
            <div class="table"><table>
              <thead><tr><th>Time</th><th>Address</th><th>Events</th><th>Sequence</th><th>Answer</th>
                <th>Note</th></tr></thead>
              <tbody>{}</tbody>
            </table></div>
            """,
            Markup.join(webhooks.subscriptions().stream().map(WebhooksPage::subscription)),
            Markup.join(
                webhooks.deliveries().reversed().stream().limit(100).map(WebhooksPage::delivery))));
  }

  private static Markup subscription(ObjectNode subscription) {
    String status = subscription.path("status").asString();
    return Markup.of(
        "<tr><th scope=\"row\">{}</th><td><span class=\"status {}\">{}</span></td>"
            + "<td class=\"number\">{}</td></tr>",
        subscription.path("url").asString(),
        status,
        status,
        subscription.path("waiting").asInt());
  }

  private static Markup delivery(ObjectNode delivery) {
    int status = delivery.path("status").asInt();
    return Markup.of(
        "<tr><td><time>{}</time></td><td>{}</td><td>{}</td><td>{}–{}</td><td>{}</td><td>{}</td></tr>",
        delivery.path("time").asString(),
        delivery.path("url").asString(),
        delivery.path("events").asInt(),
        delivery.path("firstEventSequence").asLong(),
        delivery.path("lastEventSequence").asLong(),
        status == 0 ? "none" : status,
        delivery.path("note").asString());
  }

  Response retry(Request request) {
    webhooks.retryNow();
    return Frame.done("/console/webhooks", "Waiting events are being delivered.");
  }

  Response lose(Request request) {
    webhooks.loseNext();
    return Frame.done("/console/webhooks", "The next delivery will be lost.");
  }
}
