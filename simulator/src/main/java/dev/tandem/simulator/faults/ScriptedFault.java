package dev.tandem.simulator.faults;

import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Request;
import java.time.Instant;
import java.util.Random;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** A plan that is being played: what it has met, and what is left of it. */
final class ScriptedFault {
  private final String id;
  private final FaultPlan plan;
  private final Pattern path;
  private final Random random;
  private int met;
  private int struck;

  ScriptedFault(String id, FaultPlan plan) {
    this.id = id;
    this.plan = plan;
    this.path = glob(plan.path());
    this.random = new Random(plan.seed());
  }

  private static Pattern glob(String text) {
    StringBuilder regex = new StringBuilder();
    for (String part : text.split("\\*", -1)) {
      regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(part));
    }
    return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }

  boolean strikes(Request request, String tenant, Instant now) {
    if (spent() || !means(request, tenant) || !plan.schedule().covers(now)) {
      return false;
    }
    met++;
    // Drawn even if it strikes for sure, so that the sequence depends on the seed alone.
    if (met <= plan.after() || random.nextDouble() >= plan.probability()) {
      return false;
    }
    struck++;
    return true;
  }

  private boolean means(Request request, String tenant) {
    return (plan.method().isEmpty() || plan.method().equalsIgnoreCase(request.method()))
        && (plan.tenant().isEmpty() || plan.tenant().equalsIgnoreCase(tenant))
        && path.matcher(plan.path().indexOf('?') < 0 ? request.path() : request.target()).matches()
        && (!(plan.fault() instanceof Fault.KeyStoreDown)
            || request.header("Idempotency-Key").isPresent());
  }

  boolean spent() {
    return struck >= plan.times();
  }

  String id() {
    return id;
  }

  Fault fault() {
    return plan.fault();
  }

  /** {@code left} is absent while there is no end to it. */
  ObjectNode describe() {
    ObjectNode described = FaultText.describe(plan.fault());
    described
        .put("id", id)
        .put("path", plan.path())
        .put("method", plan.method())
        .put("tenant", plan.tenant())
        .put("after", plan.after())
        .put("probability", plan.probability())
        .put("seed", plan.seed())
        .put("schedule", plan.schedule().toString())
        .put("met", met)
        .put("struck", struck);
    return plan.times() == FaultPlan.UNLIMITED
        ? described
        : described.put("left", plan.times() - struck);
  }

  ObjectNode strike(Instant now, Request request, String tenant) {
    return Json.object()
        .put("time", now.toString())
        .put("id", id)
        .put("kind", FaultText.kind(plan.fault()).wireName())
        .put("method", request.method())
        .put("path", request.path())
        .put("tenant", tenant);
  }
}
