package dev.tandem.bench.pull;

import dev.tandem.bench.Control;
import dev.tandem.bench.Table;
import dev.tandem.bench.push.CallCount;
import dev.tandem.bench.push.PacedLane;
import dev.tandem.bench.push.Practice;
import dev.tandem.bench.push.Work;
import dev.tandem.books.lane.LaneId;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.ledger.Books;
import java.time.Duration;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Many events of few records, in any order, that have all come before the first is read: as after
 * an hour in which the organisation could not be called.
 */
final class Calls {

  private static final int EDITS = 5;
  private static final Duration LOOK = Duration.ofMillis(100);

  /** So many looks at the same number: the simulator sends at once. */
  private static final int STEADY = 50;

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Practice practice;
  private final PacedLane lane;
  private final Control xero;

  Calls(Practice practice, PacedLane lane, Control xero) {
    this.practice = practice;
    this.lane = lane;
    this.xero = xero;
  }

  /** What came out, by name, for the line of JSON. */
  Map<String, Number> run(int records) {
    practice.send();
    new Work(practice).clients("Pull", records);
    lane.settle();
    var lanes = practice.world().bean(Lanes.class);
    LaneId id = practice.lane();
    practice.run(() -> lanes.pause(id));
    int events =
        xero.post(
                "organisations/%s/touch?collection=Contacts&count=%d&times=%d&seed=11"
                    .formatted(practice.tenant(), records, EDITS))
            .path("edits")
            .asInt();
    awaitAll();
    long seq = CallCount.now(practice);
    practice.run(() -> lanes.resume(id));
    lane.toRest();
    int fetches = CallCount.since(practice, seq).fetches();
    int least = Math.ceilDiv(records, Books.AT_ONCE);
    System.out.println();
    System.out.println("## Events");
    System.out.println();
    System.out.println(
        new Table("What", "events", "records", "fetches", "least", "ratio")
            .row(
                "edited over there",
                "%,d".formatted(events),
                "%,d".formatted(records),
                "" + fetches,
                "" + least,
                "%.3f".formatted((double) fetches / least)));
    return Map.of("callsRatio", (double) fetches / least);
  }

  private long told() {
    return practice
        .world()
        .bean(JdbcClient.class)
        .sql("select count(*) from house.delivery where tenant = :tenant")
        .param("tenant", practice.tenant())
        .query(Long.class)
        .single();
  }

  /** All of them: what was edited twice within a millisecond is told once. */
  private void awaitAll() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    long known = -1;
    for (int steady = 0; steady < STEADY; steady++) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("Events do not cease to come");
      }
      PacedLane.pause(LOOK);
      long now = told();
      steady = now == known ? steady : 0;
      known = now;
    }
  }
}
