package dev.tandem.simulator.control;

import dev.tandem.simulator.accounting.books.Ledgers;
import dev.tandem.simulator.clock.SimulatorClock;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Refusal;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import dev.tandem.simulator.openapi.OpenApi;
import dev.tandem.simulator.openapi.Operation;
import dev.tandem.simulator.openapi.Operations;
import dev.tandem.simulator.openapi.Schema;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/** {@code /_simulator/…}: time, waiting, what was called, and starting over. */
public final class Controls {
  private static final String TAG = "Simulator";
  private static final String CALLS = "Calls";
  private static final Schema TIME =
      Schema.object("Time")
          .with("now", Schema.moment(), "what time it is for the simulator")
          .with("offsetSeconds", Schema.integer(), "how far it is ahead of real time");
  private static final Schema CALL =
      Schema.object("Call")
          .with("time", Schema.moment(), "by the simulator's clock")
          .with("method", Schema.text(), "GET, PUT, POST or DELETE")
          .with("path", Schema.text(), "decoded, without the query")
          .with("target", Schema.text(), "path and query as they were sent")
          .with("status", Schema.integer(), "of the answer")
          .with("answered", Schema.flag(), "false when a fault kept the whole answer back")
          .with("refused", Schema.text(), "what was said of records in it that were refused")
          .with("client", Schema.text(), "the app's client id, empty where unknown")
          .with("tenant", Schema.text(), "the organisation, empty where none")
          .with("correlation", Schema.text(), "the answer's Xero-Correlation-Id")
          .with("idempotencyKey", Schema.text(), "as it was sent, or empty");

  private static final Schema PART =
      Schema.object("ExchangePart")
          .with("headers", Schema.object("Headers"), "by name")
          .with("body", Schema.text(), "its beginning, if it is long");

  private final SimulatorClock clock;
  private final Latency latency;
  private final Ledgers ledgers;
  private final CallLog calls;
  private final Runnable reset;

  public Controls(
      SimulatorClock clock, Latency latency, Ledgers ledgers, CallLog calls, Runnable reset) {
    this.clock = clock;
    this.latency = latency;
    this.ledgers = ledgers;
    this.calls = calls;
    this.reset = reset;
  }

  /** The table of contents; the address is the one the simulator answers under. */
  public void addOperations(Operations operations, String address) {
    addTime(operations);
    addCalls(operations);
    operations
        .get(
            "openapi.json",
            Operation.of(TAG, "This description")
                .answers(Schema.object("Description"), "OpenAPI 3.1"),
            request -> Response.json(200, new OpenApi(operations.entries(), address).document()))
        .get(
            "health",
            Operation.of(TAG, "Whether the simulator is ready")
                .answers(
                    Schema.object("Health").with("status", Schema.oneOf("UP"), "always UP"),
                    "it is ready"),
            request -> Response.json(200, Json.object().put("status", "UP")))
        .post(
            "reset",
            Operation.of(TAG, "Everything as after a fresh start")
                .detail("Books, tokens, consents, faults, webhooks, calls and limits.")
                .answersNothing(),
            this::reset);
  }

  private void addTime(Operations operations) {
    operations
        .get(
            "clock",
            Operation.of(TAG, "What time it is for the simulator").answers(TIME, "the time"),
            request -> time())
        .post(
            "clock/advance",
            Operation.of(TAG, "Move the clock forward")
                .detail("Windows, tokens, keys and retries follow it.")
                .needs("seconds", Schema.integer(), "how far, a hundred years at most")
                .answers(TIME, "the time from now on"),
            this::advance)
        .post(
            "latency",
            Operation.of(TAG, "Hold every call back")
                .needs("ms", Schema.integer(0, 600_000), "milliseconds of real time")
                .answers(
                    Schema.object("Latency").with("ms", Schema.integer(), "milliseconds"),
                    "how long calls are held back from now on"),
            this::setLatency);
  }

  private void addCalls(Operations operations) {
    operations
        .get(
            "calls",
            filtered(Operation.of(CALLS, "The calls received, newest last")),
            request -> calls(request, ""))
        .get(
            "calls/{correlation}",
            Operation.of(CALLS, "One of the latest calls with what was sent and answered")
                .detail("Of the latest 200. Proofs of identity are left out.")
                .place("correlation", Schema.id(), "the answer's Xero-Correlation-Id")
                .answers(
                    Schema.object("Exchange")
                        .with("call", CALL, "as in the list")
                        .with("sent", PART, "by the app")
                        .with("answered", PART, "by the simulator"),
                    "the call"),
            this::exchange)
        .delete(
            "calls",
            Operation.of(CALLS, "Forget the calls received").answersNothing(),
            request -> clearCalls())
        .get(
            "organisations/{tenant}/calls",
            filtered(Operation.of(CALLS, "The calls about one organisation, newest last")),
            request -> calls(request, tenant(request)));
  }

  private static Operation filtered(Operation operation) {
    return operation
        .takes("method", Schema.text(), "only these")
        .takes("path", Schema.text(), "only those whose path contains it")
        .takes("limit", Schema.integer(0, 20_000), "only so many, the newest")
        .answers(Schema.list(CALL), "at most 20,000");
  }

  private Response time() {
    return Response.json(
        200,
        Json.object()
            .put("now", clock.instant().toString())
            .put("offsetSeconds", clock.offset().toSeconds()));
  }

  private Response advance(Request request) {
    clock.advance(Duration.ofSeconds(Math.max(0, request.query().number("seconds", 0))));
    return time();
  }

  private Response setLatency(Request request) {
    latency.set(Duration.ofMillis(request.query().number("ms", 0)));
    return Response.json(200, Json.object().put("ms", latency.now().toMillis()));
  }

  private Response reset(Request request) {
    reset.run();
    return Response.empty(204);
  }

  /** Newest last. {@code limit} cuts to the newest; {@code method} and {@code path} filter. */
  private Response calls(Request request, String tenant) {
    String method = request.query().get("method", "");
    String path = request.query().get("path", "");
    var found =
        calls.matching(
            call ->
                (tenant.isEmpty() || call.path("tenant").asString().equals(tenant))
                    && (method.isEmpty() || call.path("method").asString().equalsIgnoreCase(method))
                    && call.path("path").asString().contains(path));
    long limit = request.query().number("limit", found.size());
    var list = Json.array();
    found.subList((int) Math.max(0, found.size() - limit), found.size()).forEach(list::add);
    return Response.json(200, list);
  }

  private Response exchange(Request request) {
    Exchange found =
        calls
            .exchange(request.variable("correlation"))
            .orElseThrow(
                () ->
                    new Refusal(
                        Response.json(
                            404, Json.object().put("error", "There is no such call any more"))));
    ObjectNode shown = Json.object();
    shown.set("call", found.call());
    shown.set("sent", found.sent());
    shown.set("answered", found.answered());
    return Response.json(200, shown);
  }

  private Response clearCalls() {
    calls.clear();
    return Response.empty(204);
  }

  private String tenant(Request request) {
    return ledgers
        .get(request.variable("tenant"))
        .orElseThrow(
            () ->
                new Refusal(
                    Response.json(
                        404, Json.object().put("error", "There is no such organisation"))))
        .tenantId();
  }
}
