package dev.tandem.simulator.control;

import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Refusal;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import dev.tandem.simulator.journal.Journal.Told;
import dev.tandem.simulator.openapi.Operation;
import dev.tandem.simulator.openapi.Operations;
import dev.tandem.simulator.openapi.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /_simulator/state…}: everything at one moment, taken now and put back later. */
public final class StateControls {
  private static final String TAG = "State";
  private static final String WHAT =
      "Organisations, books, consents, tokens, idempotency keys, webhooks, mails and the clock."
          + " Faults, latency, limits and the call log begin empty when it is put back.";
  private static final Schema STATE =
      Schema.object("State")
          .with(
              "entries",
              Schema.list(
                  Schema.object("StateEntry")
                      .with("chapter", Schema.text(), "what it belongs to")
                      .with("entry", Schema.object("StateRecord"), "as the data folder has it")),
              "in the order in which they are read");
  private static final Schema TAKEN =
      Schema.object("TakenState")
          .with("name", Schema.text(), "what it is called")
          .with("entries", Schema.integer(), "how many records it has");

  private final Supplier<List<Told>> now;
  private final Consumer<List<Told>> become;
  private final Map<String, List<Told>> taken = new TreeMap<>();

  public StateControls(Supplier<List<Told>> now, Consumer<List<Told>> become) {
    this.now = now;
    this.become = become;
  }

  /** The table of contents. */
  public void addOperations(Operations operations) {
    operations
        .get(
            "state",
            Operation.of(TAG, "Everything, to be kept outside").detail(WHAT).answers(STATE, "all"),
            request -> Response.json(200, written(now.get())))
        .put(
            "state",
            Operation.of(TAG, "Put a state back that was kept outside")
                .body(STATE, "as it was given, also by another simulator")
                .answersNothing(),
            this::putBack)
        .get(
            "states",
            Operation.of(TAG, "The states kept in memory").answers(Schema.list(TAKEN), "by name"),
            request -> list())
        .put(
            "states/{name}",
            Operation.of(TAG, "Keep the present state in memory under a name")
                .detail(WHAT + " Quick: nothing is copied.")
                .answers(TAKEN, "what was kept"),
            request -> take(request.variable("name")))
        .post(
            "states/{name}/return",
            Operation.of(TAG, "Put a state back that was kept in memory; it can be used again")
                .answersNothing(),
            request -> comeBack(request.variable("name")))
        .delete(
            "states/{name}",
            Operation.of(TAG, "Forget a state kept in memory").answersNothing(),
            request -> forget(request.variable("name")));
  }

  private static ObjectNode written(List<Told> state) {
    ObjectNode all = Json.object();
    var list = all.putArray("entries");
    for (Told told : state) {
      list.addObject().put("chapter", told.chapter()).set("entry", told.entry());
    }
    return all;
  }

  private Response putBack(Request request) {
    List<Told> state = new ArrayList<>();
    try {
      for (JsonNode each : Json.parse(request.body()).path("entries")) {
        if (each.path("entry") instanceof ObjectNode entry) {
          state.add(new Told(each.path("chapter").asString(""), entry));
        }
      }
    } catch (JacksonException unreadable) {
      throw refused(400, "The body is not JSON");
    }
    if (state.isEmpty()) {
      throw refused(400, "That is no state: it has no entries");
    }
    become.accept(state);
    return Response.empty(204);
  }

  private synchronized Response list() {
    var list = Json.array();
    taken.forEach((name, state) -> list.add(describe(name, state)));
    return Response.json(200, list);
  }

  private synchronized Response take(String name) {
    List<Told> state = now.get();
    taken.put(name, state);
    return Response.json(200, describe(name, state));
  }

  private static ObjectNode describe(String name, List<Told> state) {
    return Json.object().put("name", name).put("entries", state.size());
  }

  private synchronized Response comeBack(String name) {
    List<Told> state = taken.get(name);
    if (state == null) {
      throw refused(404, "There is no state called " + name);
    }
    become.accept(state);
    return Response.empty(204);
  }

  private synchronized Response forget(String name) {
    taken.remove(name);
    return Response.empty(204);
  }

  private static Refusal refused(int status, String why) {
    return new Refusal(Response.json(status, Json.object().put("error", why)));
  }
}
