package dev.tandem.bench.chaos;

import dev.tandem.simulator.faults.Fault;
import dev.tandem.simulator.faults.Fault.Notice;
import dev.tandem.simulator.faults.Fault.Where;
import dev.tandem.simulator.faults.FaultPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** The faults of one run: each kind strikes by chance, at a rate and in a sequence of its own. */
final class Troubles {

  private static final String ACCOUNTING = "/api.xro/2.0/*";

  private static final List<Fault> KINDS =
      List.of(
          new Fault.RateLimited("minute", 30, true),
          new Fault.RateLimited("concurrent", 0, false),
          new Fault.Status(500),
          new Fault.Maintenance(Notice.MAINTENANCE),
          new Fault.Maintenance(Notice.ORGANISATION),
          new Fault.DropBeforeCommit(),
          new Fault.DropAfterCommit(),
          new Fault.CommitLate(Duration.ofSeconds(50), Duration.ofMillis(200)),
          new Fault.Slow(Duration.ofMillis(800), Where.BEFORE),
          new Fault.Slow(Duration.ofMillis(800), Where.BODY),
          new Fault.ResetMidBody(),
          new Fault.Malformed(),
          new Fault.HtmlPage(502),
          new Fault.KeyStoreDown());

  /** Of all calls, by one kind alone; together they strike about one call in three. */
  private static final double MOST_OF_ALL = 0.05;

  /** Creations by PUT are struck besides: there the harm would be greatest. */
  private static final double MOST_OF_CREATIONS = 0.12;

  private Troubles() {}

  static List<FaultPlan> of(Random random, UUID tenant) {
    var plans = new ArrayList<FaultPlan>();
    for (Fault it : KINDS) {
      plans.add(plan(it, random, tenant, MOST_OF_ALL));
    }
    plans.add(
        plan(new Fault.DropAfterCommit(), random, tenant, MOST_OF_CREATIONS).on("PUT", ACCOUNTING));
    plans.add(
        plan(
                new Fault.CommitLate(Duration.ofSeconds(50), Duration.ofMillis(200)),
                random,
                tenant,
                MOST_OF_CREATIONS)
            .on("PUT", ACCOUNTING));
    return plans;
  }

  private static FaultPlan plan(Fault fault, Random random, UUID tenant, double most) {
    return FaultPlan.of(fault)
        .in(tenant.toString())
        .always()
        .sometimes(random.nextDouble() * most, random.nextLong());
  }
}
