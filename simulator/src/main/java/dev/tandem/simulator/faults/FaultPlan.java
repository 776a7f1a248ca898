package dev.tandem.simulator.faults;

import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/**
 * A fault with the requests that it strikes. Begin with {@link #of(Fault)} and narrow it down:
 *
 * <pre>{@code
 * xero.faults().add(FaultPlan.of(new Fault.DropAfterCommit()).on("PUT", "/api.xro/2.0/Invoices"));
 * }</pre>
 *
 * @param method empty for any
 * @param path {@code *} stands for anything, also for slashes; the case does not matter. With a
 *     {@code ?} in it the query counts, too, as it is sent
 * @param tenant the organisation's id, empty for any call
 * @param after how many fitting requests pass unharmed first
 * @param times how often it strikes; {@link #UNLIMITED} until it is taken away
 * @param probability of striking a fitting request, 0 to 1
 * @param seed the same seed gives the same sequence of outcomes
 */
public record FaultPlan(
    Fault fault,
    String method,
    String path,
    String tenant,
    int after,
    int times,
    double probability,
    long seed,
    Schedule schedule) {
  public static final int UNLIMITED = Integer.MAX_VALUE;

  private static final String EVERYTHING = "/api.xro/2.0/*";
  private static final Set<String> COMMON =
      Set.of(
          "kind",
          "method",
          "path",
          "tenant",
          "after",
          "count",
          "probability",
          "seed",
          "from",
          "until",
          "status");

  /** Once, on the next call of the accounting API. */
  public static FaultPlan of(Fault fault) {
    return new FaultPlan(fault, "", EVERYTHING, "", 0, 1, 1, 42, Schedule.ALWAYS);
  }

  /**
   * From a description in JSON. Without a count it strikes once, or without end when it has a
   * probability or a schedule.
   */
  public static FaultPlan read(ObjectNode json) {
    FaultDetails details = new FaultDetails(json);
    FaultKind kind =
        FaultKind.named(details.kind())
            .orElseThrow(() -> new Unreadable("There is no kind of fault " + details.kind()));
    refuseUnknown(json, kind);
    boolean endless =
        details.value("probability").or(() -> details.value("from")).isPresent()
            || details.value("until").isPresent();
    return of(kind.read(details))
        .on(details.text("method", ""), details.text("path", EVERYTHING))
        .in(details.text("tenant", ""))
        .afterFirst(details.number("after", 0, 0))
        .times(details.number("count", 1, endless ? UNLIMITED : 1))
        .sometimes(details.fraction("probability", 1), details.whole("seed", 42))
        .during(Schedule.of(details.text("from", ""), details.text("until", "")));
  }

  private static void refuseUnknown(ObjectNode json, FaultKind kind) {
    Set<String> unknown = new TreeSet<>(json.propertyNames());
    unknown.removeAll(COMMON);
    unknown.removeAll(kind.fields());
    if (!unknown.isEmpty()) {
      throw new Unreadable(
          kind.wireName() + " has no field " + unknown.iterator().next() + ": " + kind.fields());
    }
  }

  /** Only requests of this method, empty for any, to this path. */
  public FaultPlan on(String otherMethod, String otherPath) {
    return new FaultPlan(
        fault, otherMethod, otherPath, tenant, after, times, probability, seed, schedule);
  }

  /** Only calls of this organisation. */
  public FaultPlan in(String otherTenant) {
    return new FaultPlan(
        fault, method, path, otherTenant, after, times, probability, seed, schedule);
  }

  /** So many fitting requests pass first. */
  public FaultPlan afterFirst(int requests) {
    if (requests < 0) {
      throw new Unreadable("after cannot be negative");
    }
    return new FaultPlan(fault, method, path, tenant, requests, times, probability, seed, schedule);
  }

  public FaultPlan times(int number) {
    if (number < 1) {
      throw new Unreadable("count has to be 1 or more");
    }
    return new FaultPlan(fault, method, path, tenant, after, number, probability, seed, schedule);
  }

  /** Whether it strikes is drawn for each fitting request, from a sequence that the seed fixes. */
  public FaultPlan sometimes(double chance, long from) {
    if (!(chance >= 0 && chance <= 1)) {
      throw new Unreadable("probability has to be from 0 to 1");
    }
    return new FaultPlan(fault, method, path, tenant, after, times, chance, from, schedule);
  }

  public FaultPlan during(Schedule other) {
    return new FaultPlan(fault, method, path, tenant, after, times, probability, seed, other);
  }

  /** Until it is taken away. */
  public FaultPlan always() {
    return times(UNLIMITED);
  }
}
