package dev.tandem.simulator.faults;

import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import dev.tandem.simulator.openapi.Operation;
import dev.tandem.simulator.openapi.Operations;
import dev.tandem.simulator.openapi.Schema;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /_simulator/faults…}: the script over HTTP. */
public final class FaultControls {
  private static final String TAG = "Faults";

  private final FaultScript script;

  public FaultControls(FaultScript script) {
    this.script = script;
  }

  /** The table of contents. */
  public void addOperations(Operations operations) {
    operations
        .get(
            "faults",
            Operation.of(TAG, "The faults that wait to strike")
                .answers(Schema.list(FaultSchemas.WAITING), "in the order in which they are tried"),
            request -> list(script.waiting()))
        .post("faults", adding(), this::add)
        .delete(
            "faults",
            Operation.of(TAG, "Take all faults away").answersNothing(),
            request -> clear())
        .get(
            "faults/kinds",
            Operation.of(TAG, "Every kind of fault and its own fields")
                .answers(Schema.list(FaultSchemas.KIND), "all of them"),
            request -> list(FaultScript.kinds()))
        .get(
            "faults/struck",
            Operation.of(TAG, "The requests that a fault struck, newest last")
                .answers(Schema.list(FaultSchemas.STRIKE), "at most 500"),
            request -> list(script.struck()))
        .delete(
            "faults/{id}",
            Operation.of(TAG, "Take one fault away")
                .place("id", Schema.text(), "as the listing shows it")
                .answersNothing(),
            this::remove);
  }

  private static Operation adding() {
    Operation operation =
        Operation.of(TAG, "Add one fault, or several")
            .detail(
                "As JSON, or one with the same names in the query. Each kind has fields of its own,"
                    + " see faults/kinds; of several, all are added or none.")
            .optionalBody(
                Schema.either(FaultSchemas.FAULT, Schema.list(FaultSchemas.FAULT)),
                "one fault, or a list")
            .answers(Schema.list(FaultSchemas.WAITING), "all that wait now");
    FaultSchemas.FIELDS.forEach(name -> operation.takes(name, Schema.text(), "as in the body"));
    return operation;
  }

  private Response add(Request request) {
    try {
      List<FaultPlan> plans = new ArrayList<>();
      for (JsonNode each : sent(request)) {
        if (!(each instanceof ObjectNode fault)) {
          throw new Unreadable("A fault is a JSON object, not " + each);
        }
        plans.add(FaultPlan.read(fault));
      }
      plans.forEach(script::add);
      return list(script.waiting());
    } catch (Unreadable unreadable) {
      return refused(400, String.valueOf(unreadable.getMessage()));
    } catch (JacksonException notJson) {
      return refused(400, "The body is not JSON");
    }
  }

  private static JsonNode sent(Request request) {
    JsonNode sent = request.body().length == 0 ? said(request) : Json.parse(request.body());
    return sent.isArray() ? sent : Json.array().add(sent);
  }

  private static ObjectNode said(Request request) {
    ObjectNode fault = Json.object();
    for (String name : FaultSchemas.FIELDS) {
      request.query().get(name).ifPresent(value -> fault.put(name, value));
    }
    return fault;
  }

  private Response clear() {
    script.clear();
    return Response.empty(204);
  }

  private Response remove(Request request) {
    return script.remove(request.variable("id"))
        ? Response.empty(204)
        : refused(404, "There is no fault " + request.variable("id") + " waiting");
  }

  private static Response refused(int status, String error) {
    return Response.json(status, Json.object().put("error", error));
  }

  private static Response list(List<ObjectNode> nodes) {
    var array = Json.array();
    nodes.forEach(array::add);
    return Response.json(200, array);
  }
}
