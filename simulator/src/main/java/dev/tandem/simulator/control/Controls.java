package dev.tandem.simulator.control;

import dev.tandem.simulator.accounting.UserDesk;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Ledgers;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.clock.SimulatorClock;
import dev.tandem.simulator.faults.FaultScript;
import dev.tandem.simulator.http.Handler;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Refusal;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import dev.tandem.simulator.http.Routes;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /_simulator/…}: time, weather, books, and acting as the Xero user. */
public final class Controls {
  private static final List<String> FAULT_FIELDS =
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

  private final SimulatorClock clock;
  private final Latency latency;
  private final FaultScript faults;
  private final Ledgers ledgers;
  private final CallLog calls;
  private final Switches switches;
  private final Runnable reset;

  public Controls(
      SimulatorClock clock,
      Latency latency,
      FaultScript faults,
      Ledgers ledgers,
      CallLog calls,
      Switches switches,
      Runnable reset) {
    this.clock = clock;
    this.latency = latency;
    this.faults = faults;
    this.ledgers = ledgers;
    this.calls = calls;
    this.switches = switches;
    this.reset = reset;
  }

  /** The control side's table of contents. */
  public void addRoutes(Routes<Handler> routes) {
    String organisation = "/_simulator/organisations/{tenant}";
    routes
        .get("/_simulator/health", request -> done())
        .get("/_simulator/clock", request -> time())
        .post("/_simulator/clock/advance", this::advance)
        .post("/_simulator/latency", this::setLatency)
        .get("/_simulator/faults", this::listFaults)
        .post("/_simulator/faults", this::addFault)
        .delete("/_simulator/faults", this::clearFaults)
        .post("/_simulator/reset", this::reset)
        .get("/_simulator/calls", request -> calls(request, ""))
        .delete("/_simulator/calls", this::clearCalls)
        .get("/_simulator/organisations", this::organisations)
        .get(organisation + "/books", request -> Response.json(200, desk(request).books()))
        .get(organisation + "/calls", request -> calls(request, ledger(request).tenantId()))
        .post(
            organisation + "/lock",
            acting((desk, request) -> desk.lockPeriod(request.query().get("date").orElse(null))))
        .post(
            organisation + "/currencies",
            acting((desk, request) -> desk.addCurrency(request.query().get("code", ""))))
        .post(
            organisation + "/demo",
            acting((desk, request) -> desk.demoCompany(request.query().flag("is"))))
        .post(organisation + "/contacts", acting((desk, request) -> desk.newContact(body(request))))
        .post(
            organisation + "/contacts/{id}",
            acting((desk, request) -> desk.editContact(request.variable("id"), body(request))))
        .post(
            organisation + "/contacts/{id}/archive",
            acting((desk, request) -> desk.archiveContact(request.variable("id"))))
        .post(organisation + "/invoices", acting((desk, request) -> desk.newInvoice(body(request))))
        .post(
            organisation + "/invoices/{id}",
            acting((desk, request) -> desk.editInvoice(request.variable("id"), body(request))))
        .post(organisation + "/invoices/{id}/pay", acting(Controls::pay))
        .post(
            organisation + "/invoices/{id}/void",
            acting((desk, request) -> desk.voidInvoice(request.variable("id"))))
        .post(
            organisation + "/payments/{id}/delete",
            acting((desk, request) -> desk.removePayment(request.variable("id"))));
  }

  private interface Act {
    ObjectNode act(UserDesk desk, Request request);
  }

  private Handler acting(Act act) {
    return request -> {
      try {
        return Response.json(200, act.act(desk(request), request));
      } catch (UserDesk.Refused refused) {
        return Response.json(400, Json.object().put("error", refused.getMessage()));
      }
    };
  }

  private static ObjectNode pay(UserDesk desk, Request request) {
    BigDecimal amount = request.query().get("amount").map(BigDecimal::new).orElse(null);
    return desk.pay(request.variable("id"), amount, request.query().get("reference").orElse(null));
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
    latency.set(Duration.ofMillis(Math.max(0, request.query().number("ms", 0))));
    return Response.json(200, Json.object().put("ms", latency.now().toMillis()));
  }

  private Response listFaults(Request request) {
    return list(faults.waiting());
  }

  /** One fault, or an array of them; without a body one fault from the query. */
  private Response addFault(Request request) {
    JsonNode sent = request.body().length == 0 ? fromQuery(request) : json(request);
    for (JsonNode each : sent.isArray() ? sent : Json.array().add(sent)) {
      if (!(each instanceof ObjectNode fault) || !faults.add(fault)) {
        return Response.json(400, Json.object().put("error", "There is no fault like " + each));
      }
    }
    return listFaults(request);
  }

  private static ObjectNode fromQuery(Request request) {
    ObjectNode fault = Json.object();
    for (String name : FAULT_FIELDS) {
      request.query().get(name).ifPresent(value -> fault.put(name, value));
    }
    return fault;
  }

  private Response clearFaults(Request request) {
    faults.clear();
    return Response.empty(204);
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
    return list(found.subList((int) Math.max(0, found.size() - limit), found.size()));
  }

  private Response clearCalls(Request request) {
    calls.clear();
    return Response.empty(204);
  }

  private Response organisations(Request request) {
    return list(
        ledgers.all().stream()
            .map(
                ledger ->
                    Json.object()
                        .put("tenantId", ledger.tenantId())
                        .put("name", ledger.name())
                        .put("country", ledger.organisation().path("CountryCode").asString()))
            .toList());
  }

  private UserDesk desk(Request request) {
    return new UserDesk(ledger(request), switches);
  }

  private Ledger ledger(Request request) {
    return ledgers
        .get(request.variable("tenant"))
        .orElseThrow(
            () ->
                new Refusal(
                    Response.json(
                        404, Json.object().put("error", "There is no such organisation"))));
  }

  private static ObjectNode body(Request request) {
    if (json(request) instanceof ObjectNode object) {
      return object;
    }
    throw new Refusal(Response.json(400, Json.object().put("error", "A JSON object is needed")));
  }

  private static JsonNode json(Request request) {
    try {
      return Json.parse(request.body());
    } catch (JacksonException unreadable) {
      throw new Refusal(Response.json(400, Json.object().put("error", "The body is not JSON")));
    }
  }

  private static Response list(Iterable<ObjectNode> nodes) {
    var array = Json.array();
    nodes.forEach(array::add);
    return Response.json(200, array);
  }

  private static Response done() {
    return Response.json(200, Json.object().put("status", "UP"));
  }
}
