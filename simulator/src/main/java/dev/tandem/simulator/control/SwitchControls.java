package dev.tandem.simulator.control;

import dev.tandem.simulator.accounting.books.Switch;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import dev.tandem.simulator.openapi.Operation;
import dev.tandem.simulator.openapi.Operations;
import dev.tandem.simulator.openapi.Schema;
import java.util.stream.Stream;

/** {@code /_simulator/switches}: the points on which Xero's behaviour is not documented. */
public final class SwitchControls {
  private static final String TAG = "Switches";
  private static final Schema SWITCH =
      Schema.object("Switch")
          .with("name", Schema.text(), "as --switch takes it, too")
          .with("on", Schema.flag(), "how it stands")
          .with("default", Schema.flag(), "how it stands if nobody turns it")
          .with("sentence", Schema.text(), "what is the case while it is on");

  private final Switches switches;

  public SwitchControls(Switches switches) {
    this.switches = switches;
  }

  /** The table of contents. */
  public void addOperations(Operations operations) {
    operations
        .get(
            "switches",
            Operation.of(TAG, "How the undocumented points are answered")
                .answers(Schema.list(SWITCH), "all of them"),
            request -> list())
        .post(
            "switches",
            Operation.of(TAG, "Turn a switch")
                .needs("name", Schema.oneOf(names()), "which one")
                .needs("on", Schema.oneOf("on", "off", "true", "false"), "how it shall stand")
                .answers(Schema.list(SWITCH), "all of them"),
            this::turn)
        .post(
            "switches/reset",
            Operation.of(TAG, "All switches as at the start")
                .answers(Schema.list(SWITCH), "all of them"),
            request -> reset());
  }

  private static String[] names() {
    return Stream.of(Switch.values()).map(Switch::key).toArray(String[]::new);
  }

  private Response turn(Request request) {
    String on = request.query().get("on", "");
    Switch.named(request.query().get("name", ""))
        .ifPresent(
            which ->
                switches.turn(which, on.equalsIgnoreCase("on") || on.equalsIgnoreCase("true")));
    return list();
  }

  private Response reset() {
    switches.reset();
    return list();
  }

  private Response list() {
    var list = Json.array();
    for (Switch each : Switch.values()) {
      list.addObject()
          .put("name", each.key())
          .put("on", switches.is(each))
          .put("default", each.byDefault())
          .put("sentence", each.sentence());
    }
    return Response.json(200, list);
  }
}
