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

/**
 * Many events of few records, in any order, that have all come before the first is read: as after
 * an hour in which the organisation could not be called.
 */
final class Calls {

  private static final int EDITS = 5;
  private static final Duration LOOK = Duration.ofMillis(100);

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

  /** It has delivered an event when we have answered that it is stored. */
  private void awaitAll() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (xero.undelivered() > 0) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("Events do not cease to come");
      }
      PacedLane.pause(LOOK);
    }
  }
}
