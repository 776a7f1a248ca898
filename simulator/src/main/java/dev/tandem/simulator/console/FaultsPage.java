package dev.tandem.simulator.console;

import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Ledgers;
import dev.tandem.simulator.faults.FaultScript;
import dev.tandem.simulator.http.Markup;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The faults waiting to strike, what they struck, and a form to add one. */
final class FaultsPage {
  private static final String PAGE = "/console/faults";
  private static final Set<String> COLUMNS =
      Set.of("id", "kind", "path", "method", "tenant", "met", "struck", "left");
  private static final int SHOWN = 40;

  private final FaultScript faults;
  private final Ledgers ledgers;
  private final Frame frame;

  FaultsPage(FaultScript faults, Ledgers ledgers, Frame frame) {
    this.faults = faults;
    this.ledgers = ledgers;
    this.frame = frame;
  }

  Response show(Request request) {
    List<ObjectNode> waiting = faults.waiting();
    return frame.page(
        request,
        "Faults",
        Markup.of(
            "{}{}{}",
            waiting.isEmpty()
                ? Frame.empty(
                    "Nothing goes wrong on purpose",
                    new Markup(
                        "<p>Add a fault below and make the call: your software meets it as it would"
                            + " meet Xero’s. Tests write the same script over HTTP:</p>"
                            + "<pre><code>POST /_simulator/faults?kind=drop-after-commit&amp;path=/api.xro/2.0/Invoices</code></pre>"))
                : waiting(waiting),
            form(),
            struck()));
  }

  private static Markup waiting(List<ObjectNode> waiting) {
    return Markup.of(
        """
        <h2>Waiting to strike</h2>
        <div class="table" tabindex="0"><table>
          <thead><tr><th>Kind</th><th>Calls</th><th>How</th><th class="number">Met</th>
            <th class="number">Struck</th><th class="number">Left</th><th></th></tr></thead>
          <tbody>{}</tbody>
        </table></div>
        {}<button class="plain">Take all faults away</button></form>
        """,
        Markup.join(waiting.stream().map(FaultsPage::row)),
        ControlDesk.form("DELETE faults", PAGE, "All faults were taken away.", "inline"));
  }

  private static Markup row(ObjectNode fault) {
    return Markup.of(
        """
        <tr data-key="{}"><th scope="row">{}</th><td>{} <code>{}</code></td><td>{}</td>
          <td class="number">{}</td><td class="number">{}</td><td class="number">{}</td>
          <td>{}<button class="plain">Take away</button></form></td></tr>
        """,
        fault.path("id").asString(),
        fault.path("kind").asString(),
        fault.path("method").asString(""),
        fault.path("path").asString(),
        how(fault),
        fault.path("met").asString("0"),
        fault.path("struck").asString("0"),
        fault.path("left").asString("no end"),
        ControlDesk.form(
            "DELETE faults/" + fault.path("id").asString(), PAGE, "It was taken away.", "inline"));
  }

  private static String how(ObjectNode fault) {
    return fault
        .propertyStream()
        .filter(field -> !COLUMNS.contains(field.getKey()))
        .filter(field -> !field.getValue().asString("").isEmpty())
        .map(field -> Values.words(field.getKey()) + " " + field.getValue().asString(""))
        .collect(Collectors.joining(", "));
  }

  private Markup form() {
    return Markup.of(
        """
        <section class="card"><h2>Add a fault</h2>
          {}
          <div class="fields wide">
            <label class="whole">Kind <select name="kind" data-kinds>{}</select></label>
            <label>Path <input name="path" value="/api.xro/2.0/*"></label>
            <label>Method <select name="method"><option value="">any</option><option>GET</option>
              <option>PUT</option><option>POST</option><option>DELETE</option></select></label>
            <label>Organisation <select name="tenant"><option value="">any</option>{}</select></label>
            <label>How often <input name="count" type="number" min="1" placeholder="once"></label>
            {}
          </div>
          <details id="when"><summary>Only sometimes</summary><div class="fields wide">
            <label>After so many calls <input name="after" type="number" min="0"></label>
            <label>Probability, 0 to 1 <input name="probability" inputmode="decimal"></label>
            <label>Seed of the dice <input name="seed" type="number"></label>
            <label>From <input name="from" placeholder="02:00 or 2026-11-30T02:00:00Z"></label>
            <label>Until <input name="until" placeholder="02:30"></label>
          </div></details>
          <div class="actions"><button>Add fault</button></div>
          </form>
        </section>
        """,
        ControlDesk.form("POST faults", PAGE, "The fault waits to strike.", ""),
        Markup.join(FaultScript.kinds().stream().map(FaultsPage::kind)),
        Markup.join(
            ledgers.all().stream()
                .limit(50)
                .map((Ledger each) -> Choices.option(each.tenantId(), each.name(), ""))),
        Markup.join(
            FaultScript.kinds().stream()
                .flatMap(kind -> kind.path("fields").valueStream())
                .map(field -> field.asString(""))
                .distinct()
                .map(FaultsPage::own)));
  }

  private static Markup kind(ObjectNode kind) {
    String name = kind.path("kind").asString();
    return Markup.of(
        "<option value=\"{}\" data-fields=\"{}\">{}: {}</option>",
        name,
        kind.path("fields").valueStream().map(JsonNode::asString).collect(Collectors.joining(" ")),
        name,
        kind.path("sentence").asString(""));
  }

  private static Markup own(String field) {
    return Markup.of(
        "<label data-of-kind=\"{}\">{} <input name=\"{}\"></label>",
        field,
        Values.words(field),
        field);
  }

  private Markup struck() {
    List<ObjectNode> latest = faults.struck().reversed().stream().limit(SHOWN).toList();
    if (latest.isEmpty()) {
      return Markup.NOTHING;
    }
    return Markup.of(
        """
        <h2>Struck</h2>
        <div class="table" tabindex="0"><table>
          <thead><tr><th>Time</th><th>Kind</th><th>Call</th></tr></thead><tbody>{}</tbody></table></div>
        """,
        Markup.join(
            latest.stream()
                .map(
                    each ->
                        Markup.of(
                            "<tr data-key=\"{}\"><td><time>{}</time></td><td>{}</td><td>{} <code>{}</code></td></tr>",
                            each.path("time").asString(),
                            each.path("time")
                                .asString()
                                .replace('T', ' ')
                                .replaceFirst("\\..*|Z$", ""),
                            each.path("kind").asString(),
                            each.path("method").asString(),
                            each.path("path").asString()))));
  }
}
