package dev.tandem.simulator.faults;

import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Refusal;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import dev.tandem.simulator.openapi.Operation;
import dev.tandem.simulator.openapi.Operations;
import dev.tandem.simulator.openapi.Schema;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /_simulator/faults}: failures that wait to strike. */
public final class FaultControls {
  private static final String TAG = "Faults";
  private static final List<String> FIELDS =
      List.of(
          "kind",
          "path",
          "method",
          "tenant",
          "count",
          "probability",
          "seed",
          "problem",
          "retryAfter",
          "status",
          "delayMs");
  private static final Schema FAULT =
      Schema.object("Fault")
          .with("kind", Schema.text(), "what the client sees")
          .maybe("path", Schema.text(), "which addresses, with * for anything")
          .maybe("method", Schema.text(), "GET, PUT, POST or DELETE; any if left out")
          .maybe("tenant", Schema.text(), "calls of this organisation only")
          .maybe("count", Schema.integer(), "how often, once if left out")
          .maybe("probability", Schema.number(), "from 0 to 1")
          .maybe("seed", Schema.integer(), "of the dice: the same seed, the same outcomes")
          .maybe("problem", Schema.text(), "X-Rate-Limit-Problem of a 429")
          .maybe("retryAfter", Schema.integer(), "seconds, of a 429")
          .maybe("status", Schema.integer(), "of an HTML page")
          .maybe("delayMs", Schema.integer(), "milliseconds, of what is slow or late")
          .maybe("left", Schema.integer(), "how often it will strike yet");

  private final FaultScript faults;

  public FaultControls(FaultScript faults) {
    this.faults = faults;
  }

  /** The table of contents. */
  public void addOperations(Operations operations) {
    operations
        .get(
            "faults",
            Operation.of(TAG, "The faults that wait to strike")
                .answers(Schema.list(FAULT), "in the order in which they are tried"),
            request -> waiting())
        .post(
            "faults",
            fromQuery(Operation.of(TAG, "Add one fault, or several"))
                .detail("As JSON, or the same names in the query.")
                .optionalBody(Schema.either(FAULT, Schema.list(FAULT)), "one fault, or a list")
                .answers(Schema.list(FAULT), "all that wait now"),
            this::add)
        .delete(
            "faults",
            Operation.of(TAG, "Take all faults away").answersNothing(),
            request -> clear());
  }

  private static Operation fromQuery(Operation operation) {
    FIELDS.forEach(name -> operation.takes(name, Schema.text(), "as in the body"));
    return operation;
  }

  private Response waiting() {
    var array = Json.array();
    faults.waiting().forEach(array::add);
    return Response.json(200, array);
  }

  /** One fault, or an array of them; without a body one fault from the query. */
  private Response add(Request request) {
    JsonNode sent = request.body().length == 0 ? said(request) : json(request);
    for (JsonNode each : sent.isArray() ? sent : Json.array().add(sent)) {
      if (!(each instanceof ObjectNode fault) || !faults.add(fault)) {
        return Response.json(400, Json.object().put("error", "There is no fault like " + each));
      }
    }
    return waiting();
  }

  private static ObjectNode said(Request request) {
    ObjectNode fault = Json.object();
    for (String name : FIELDS) {
      request.query().get(name).ifPresent(value -> fault.put(name, value));
    }
    return fault;
  }

  private static JsonNode json(Request request) {
    try {
      return Json.parse(request.body());
    } catch (JacksonException unreadable) {
      throw new Refusal(Response.json(400, Json.object().put("error", "The body is not JSON")));
    }
  }

  private Response clear() {
    faults.clear();
    return Response.empty(204);
  }
}
