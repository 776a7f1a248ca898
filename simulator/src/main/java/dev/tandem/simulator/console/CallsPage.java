package dev.tandem.simulator.console;

import dev.tandem.simulator.control.CallLog;
import dev.tandem.simulator.http.Markup;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The latest calls, newest first. */
final class CallsPage {
  private static final int SHOWN = 200;

  private final CallLog calls;

  CallsPage(CallLog calls) {
    this.calls = calls;
  }

  Response show(Request request) {
    String term = request.query().get("q", "");
    List<ObjectNode> found =
        calls.matching(call -> term.isEmpty() || call.path("target").asString().contains(term));
    List<ObjectNode> newest = found.reversed().stream().limit(SHOWN).toList();
    return Frame.page(
        request,
        "Calls",
        Markup.of(
            """
            {}
            <p class="quiet">{} calls recorded, the newest {} shown.</p>
            <div class="table"><table>
              <thead><tr><th>Time</th><th>Method</th><th>Address</th><th>Status</th><th>App</th>
                </tr></thead>
              <tbody>{}</tbody>
            </table></div>
            """,
            Frame.search("/console/calls", term, "Part of the address"),
            found.size(),
            newest.size(),
            Markup.join(newest.stream().map(CallsPage::row))));
  }

  private static Markup row(ObjectNode call) {
    boolean answered = call.path("answered").asBoolean();
    return Markup.of(
        "<tr><td><time>{}</time></td><td>{}</td><td><code>{}</code></td><td>{}</td><td>{}</td></tr>",
        call.path("time").asString(),
        call.path("method").asString(),
        call.path("target").asString(),
        answered ? call.path("status").asString() : "no whole answer",
        call.path("client").asString());
  }
}
