package dev.tandem.simulator.console;

import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Markup;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import dev.tandem.simulator.webhook.Webhooks;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Registered addresses, the latest deliveries, and trouble on demand. */
final class WebhooksPage {
  private static final String PAGE = "/console/webhooks";
  private static final int SHOWN = 60;

  private final Webhooks webhooks;
  private final Frame frame;

  WebhooksPage(Webhooks webhooks, Frame frame) {
    this.webhooks = webhooks;
    this.frame = frame;
  }

  Response show(Request request) {
    List<ObjectNode> registered = webhooks.subscriptions();
    return frame.page(
        request,
        "Webhooks",
        Markup.of(
            "{}{}{}{}",
            registered.isEmpty()
                ? Frame.empty("No webhook is registered", hint())
                : Markup.join(registered.stream().map(WebhooksPage::card)),
            registration(registered.isEmpty()),
            registered.isEmpty() ? Markup.NOTHING : mischief(),
            deliveries()));
  }

  private static Markup hint() {
    return new Markup(
        """
        <p>As in the developer portal: the address that shall hear of changes, and the key that signs
          what it hears. Register it below, or over HTTP:</p>
        <pre><code>POST /_simulator/webhooks?url=http://localhost:8080/webhooks/xero&amp;key=secret</code></pre>
        """);
  }

  private static Markup card(ObjectNode webhook) {
    String url = webhook.path("url").asString();
    String status = webhook.path("status").asString();
    return Markup.of(
        """
        <section class="card" data-key="{}">
          <h2><code>{}</code></h2>
          <p><span class="status {}">{}</span> <strong>{}</strong> events waiting {}</p>
          <p class="quiet">{}</p>
          <div class="actions">{}<button>Deliver waiting events now</button></form>
            {}<input type="hidden" name="url" value="{}"><button class="plain">Send intent to receive</button></form>
            {}<input type="hidden" name="url" value="{}"><button class="danger">Remove</button></form></div>
        </section>
        """,
        url,
        url,
        status.replace(' ', '_'),
        status,
        webhook.path("waiting").asInt(),
        webhook.has("failingSince")
            ? Markup.of(
                "<span class=\"bad\">failing since {}</span>",
                webhook.path("failingSince").asString())
            : Markup.NOTHING,
        more(webhook),
        ControlDesk.form(
            "POST webhooks/retry", PAGE, "Waiting events are being delivered.", "inline"),
        ControlDesk.form(
            "POST webhooks/intent-to-receive", PAGE, "It was tried; the status tells.", "inline"),
        url,
        ControlDesk.form("DELETE webhooks", PAGE, "The webhook was removed.", "inline"),
        url);
  }

  private static String more(ObjectNode webhook) {
    StringBuilder more = new StringBuilder();
    for (String field : List.of("app", "categories", "tenant", "nextAttempt", "verdicts")) {
      JsonNode value = webhook.path(field);
      String text =
          value.isArray()
              ? String.join(", ", value.valueStream().map(each -> each.asString("")).toList())
              : value.asString("");
      if (!text.isEmpty()) {
        more.append(more.isEmpty() ? "" : " · ")
            .append(Values.words(field))
            .append(": ")
            .append(text);
      }
    }
    return more.toString();
  }

  private static Markup registration(boolean open) {
    return Markup.of(
        """
        <details class="card" id="register"{}><summary>Register a webhook</summary>
          {}
            <label>Address <input name="url" type="url" required placeholder="http://localhost:8080/webhooks/xero"></label>
            <label>Signing key <input name="key" required></label>
            <label>Only of one organisation <input name="tenant" placeholder="tenant id; empty for all"></label>
            <button>Register</button>
          </form>
        </details>
        """,
        new Markup(open ? " open" : ""),
        ControlDesk.form("POST webhooks", PAGE, "The webhook was registered.", "fields"));
  }

  private Markup mischief() {
    ObjectNode plan = webhooks.mischief();
    return Markup.of(
        """
        <details class="card" id="mischief"><summary>Trouble with the next deliveries</summary>
          {}{}{}{}{}
            <label>Hold each back, milliseconds <input name="delayMs" type="number" min="0" value="{}"></label>
            <button>Plan it</button>
          </form>
        </details>
        """,
        ControlDesk.form("POST webhooks/mischief", PAGE, "It was planned.", "fields wide"),
        number(plan, "lose", "Lose"),
        number(plan, "duplicate", "Send twice"),
        number(plan, "reorder", "Send out of order"),
        number(plan, "wrongSignature", "Sign wrongly"),
        plan.path("delayMs").asInt(0));
  }

  private static Markup number(ObjectNode plan, String field, String word) {
    return Markup.of(
        "<label>{} <input name=\"{}\" type=\"number\" min=\"0\" value=\"{}\"></label>",
        word,
        field,
        plan.path(field).asInt(0));
  }

  private Markup deliveries() {
    List<ObjectNode> latest = webhooks.deliveries().reversed().stream().limit(SHOWN).toList();
    if (latest.isEmpty()) {
      return Markup.NOTHING;
    }
    return Markup.of(
        """
        <h2>Deliveries</h2>
        <div class="table" tabindex="0"><table>
          <thead><tr><th>Time</th><th>Events</th><th>Sequence</th><th>Answer</th><th>Address</th>
            <th>Note</th></tr></thead>
          <tbody>{}</tbody>
        </table></div>
        """,
        Markup.join(latest.stream().map(WebhooksPage::delivery)));
  }

  private static Markup delivery(ObjectNode delivery) {
    int status = delivery.path("status").asInt();
    return Markup.of(
        """
        <tr data-key="{} {}"><td><time>{}</time></td><td>{}</td><td>{}–{}</td>
          <td><span class="code c{}">{}</span></td><td><code>{}</code></td><td>{}</td></tr>
        """,
        delivery.path("time").asString(),
        delivery.path("url").asString(),
        delivery.path("time").asString().replace('T', ' ').replaceFirst("\\..*|Z$", ""),
        events(delivery),
        delivery.path("firstEventSequence").asLong(),
        delivery.path("lastEventSequence").asLong(),
        status / 100,
        status == 0 ? "none" : status,
        delivery.path("url").asString(),
        delivery.path("note").asString());
  }

  private static Markup events(ObjectNode delivery) {
    String count = delivery.path("events").asInt() + " " + delivery.path("categories").asString("");
    String body = delivery.path("body").asString("");
    if (body.isEmpty()) {
      return Markup.of("{}", count.strip());
    }
    return Markup.of(
        "<details class=\"cell\"><summary>{}</summary><pre><code>{}</code></pre></details>",
        count.strip(),
        pretty(body));
  }

  private static String pretty(String body) {
    try {
      return Json.pretty(Json.parse(body));
    } catch (JacksonException broken) {
      return body;
    }
  }
}
