package dev.tandem.simulator.console;

import dev.tandem.simulator.faults.FaultScript;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Markup;
import dev.tandem.simulator.http.Parameters;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The faults waiting to strike, and a form to add one. */
final class FaultsPage {
  private static final List<String> KINDS =
      List.of(
          "429",
          "500",
          "503",
          "drop-before-commit",
          "drop-after-commit",
          "commit-late",
          "slow",
          "malformed",
          "reset-mid-body",
          "html");

  private final FaultScript faults;

  FaultsPage(FaultScript faults) {
    this.faults = faults;
  }

  Response show(Request request) {
    return Frame.page(
        request,
        "Faults",
        Markup.of(
            """
            <form method="post" action="/console/faults" class="card fields">
              <label>Kind <select name="kind">{}</select></label>
              <label>Path <input name="path" value="/api.xro/2.0/*"></label>
              <label>Method <input name="method" placeholder="any"></label>
              <label>Times <input name="count" type="number" min="1" value="1"></label>
              <button>Add fault</button>
            </form>
            <h2>Waiting to strike</h2>
            <div class="table"><table>
              <thead><tr><th>Kind</th><th>Path</th><th>Method</th><th>Probability</th><th>Left</th></tr></thead>
              <tbody>{}</tbody>
            </table></div>
            <form method="post" action="/console/faults/clear">
              <button class="plain">Take all faults away</button>
            </form>
            """,
            Markup.join(KINDS.stream().map(kind -> Markup.of("<option>{}</option>", kind))),
            Markup.join(faults.waiting().stream().map(FaultsPage::row))));
  }

  private static Markup row(ObjectNode fault) {
    return Markup.of(
        "<tr><th scope=\"row\">{}</th><td><code>{}</code></td><td>{}</td><td>{}</td><td>{}</td></tr>",
        fault.path("kind").asString(),
        fault.path("path").asString(),
        fault.path("method").asString("any"),
        fault.path("probability").asString(),
        fault.path("left").asString());
  }

  Response add(Request request) {
    Parameters form = request.form();
    ObjectNode fault =
        Json.object()
            .put("kind", form.get("kind", ""))
            .put("path", form.get("path", "/api.xro/2.0/*"))
            .put("method", form.get("method", ""))
            .put("count", form.number("count", 1));
    return faults.add(fault)
        ? Frame.done("/console/faults", "The fault was added.")
        : Frame.problem("/console/faults", "There is no such kind of fault.");
  }

  Response clear(Request request) {
    faults.clear();
    return Frame.done("/console/faults", "All faults were taken away.");
  }
}
