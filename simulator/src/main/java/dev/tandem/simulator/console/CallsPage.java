package dev.tandem.simulator.console;

import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Ledgers;
import dev.tandem.simulator.control.CallLog;
import dev.tandem.simulator.control.Exchange;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Markup;
import dev.tandem.simulator.http.Refusal;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** The latest calls, newest first. */
final class CallsPage {
  private static final String PAGE = "/console/calls";
  private static final int SHOWN = 100;

  private final CallLog calls;
  private final Ledgers ledgers;
  private final Frame frame;

  CallsPage(CallLog calls, Ledgers ledgers, Frame frame) {
    this.calls = calls;
    this.ledgers = ledgers;
    this.frame = frame;
  }

  Response show(Request request) {
    String term = request.query().get("q", "");
    String which = request.query().get("which", "");
    List<ObjectNode> found =
        calls.matching(
            call ->
                (term.isEmpty() || call.path("target").asString().contains(term))
                    && (!which.equals("failed") || failed(call)));
    List<ObjectNode> newest = found.reversed().stream().limit(SHOWN).toList();
    return frame.page(
        request,
        "Calls",
        found.isEmpty() && term.isEmpty() && which.isEmpty()
            ? Frame.empty(
                "No app has called yet",
                new Markup(
                    "<p>Every call of Xero’s addresses appears here by itself: what was asked, by"
                        + " which app, and what it was answered.</p>"))
            : table(term, which, found.size(), newest));
  }

  private static boolean failed(ObjectNode call) {
    return call.path("status").asInt() >= 400 || !call.path("answered").asBoolean(true);
  }

  private Markup table(String term, String which, int count, List<ObjectNode> newest) {
    return Markup.of(
        """
        <div class="tools">{}<nav class="chips" aria-label="Which">
          <a href="{}"{}>All</a><a href="{}?which=failed"{}>Failed</a></nav>
          {}<button class="plain">Forget them</button></form></div>
        <p class="quiet">{} recorded, the newest {} shown.</p>
        <div class="table list calls" tabindex="0"><table>
          <thead><tr><th>Time</th><th>Call</th><th>Answer</th><th>App</th><th>Organisation</th></tr></thead>
          <tbody>{}</tbody>
        </table></div>
        """,
        Frame.search(PAGE, term, "Part of the address"),
        PAGE,
        Frame.current(which.isEmpty()),
        PAGE,
        Frame.current(which.equals("failed")),
        ControlDesk.form("DELETE calls", PAGE, "The calls were forgotten.", "inline"),
        count,
        newest.size(),
        Markup.join(newest.stream().map(this::row)));
  }

  private Markup row(ObjectNode call) {
    boolean answered = call.path("answered").asBoolean();
    int status = call.path("status").asInt();
    return Markup.of(
        """
        <tr data-key="{}"><td class="meta"><time>{}</time></td>
          <td class="key"><span class="method {}">{}</span> <a href="/console/calls/{}"><code>{}</code></a></td>
          <td class="lead"><span class="code c{}">{}</span></td>
          <td class="meta">{}</td><td class="meta">{}</td></tr>
        """,
        call.path("correlation").asString(call.path("time").asString()),
        call.path("time").asString().replaceFirst(".*T", "").replaceFirst("\\..*|Z$", ""),
        call.path("method").asString().toLowerCase(Locale.ROOT),
        call.path("method").asString(),
        call.path("correlation").asString(),
        call.path("target").asString(),
        answered ? status / 100 : 5,
        answered ? status : "no whole answer",
        call.path("client").asString(),
        ledgers.get(call.path("tenant").asString("")).map(Ledger::name).orElse(""));
  }

  /** One call whole. */
  Response one(Request request) {
    Exchange exchange =
        calls
            .exchange(request.variable("correlation"))
            .orElseThrow(() -> new Refusal(Response.text(404, "That call is not kept any more")));
    ObjectNode call = exchange.call();
    return frame.page(
        request,
        call.path("method").asString() + " " + call.path("path").asString(),
        Markup.of(
            """
            <p class="quiet"><a href="/console/calls">Calls</a></p>
            <section class="card"><dl class="facts">{}</dl></section>
            <h2>Sent</h2>{}<h2>Answered</h2>{}
            """,
            Markup.join(
                call.propertyStream()
                    .filter(field -> !field.getValue().asString("").isEmpty())
                    .map(
                        field ->
                            Markup.of(
                                "<div><dt>{}</dt><dd>{}</dd></div>",
                                Values.words(field.getKey()),
                                field.getValue().asString("")))),
            part(exchange.sent()),
            part(exchange.answered())));
  }

  private static Markup part(ObjectNode part) {
    String headers =
        part.path("headers")
            .propertyStream()
            .map(field -> field.getKey() + ": " + field.getValue().asString(""))
            .collect(Collectors.joining("\n"));
    return Markup.of("<pre><code>{}\n\n{}</code></pre>", headers, pretty(part));
  }

  private static String pretty(ObjectNode part) {
    String body = part.path("body").asString("");
    try {
      return body.isEmpty() ? "" : Json.pretty(Json.parse(body));
    } catch (JacksonException notJson) {
      return body;
    }
  }
}
