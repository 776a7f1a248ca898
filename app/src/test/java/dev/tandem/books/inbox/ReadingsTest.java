package dev.tandem.books.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.books.BooksRoom;
import dev.tandem.books.lane.LaneCalls;
import dev.tandem.books.lane.LaneId;
import dev.tandem.books.lane.LaneJob;
import dev.tandem.books.lane.LaneScope;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is being read already, for whatever reason, is not read a second time beside it. */
class ReadingsTest {

  private final Readings readings = new Readings();
  private final AtomicInteger done = new AtomicInteger();

  @Test
  void oneReadingOfAQuestionAtATime() {
    LaneJob first = alone(turn(1), "invoice", true);
    assertThat(alone(turn(1), "invoice", true)).isNull();
    assertThat(alone(turn(1), "payment", true)).as("another question").isNotNull();
    run(first);
    assertThat(alone(turn(1), "invoice", true)).isNotNull();
  }

  /** Between a look without the place and the place another may have read the same. */
  @Test
  void whetherThereIsAnythingToReadIsAskedWithThePlaceTaken() {
    LaneJob job =
        readings.alone(
            turn(1),
            "invoice",
            () -> {
              assertThat(alone(turn(1), "invoice", true)).as("taken").isNull();
              return _ -> done.incrementAndGet();
            });
    run(job);
    assertThat(done).hasValue(1);
  }

  @Test
  void whoFindsNothingLeavesThePlace() {
    assertThat(alone(turn(1), "invoice", false)).isNull();
    assertThatThrownBy(
            () ->
                readings.alone(
                    turn(1),
                    "invoice",
                    () -> {
                      throw new IllegalStateException("no database");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(alone(turn(1), "invoice", true)).isNotNull();
  }

  @Test
  void whatWasNeverBegunBarsTheWayUntilItsTurnIsOver() {
    assertThat(alone(turn(1), "invoice", true)).isNotNull();
    assertThat(alone(turn(1), "invoice", true)).isNull();
    assertThat(alone(turn(2), "invoice", true)).isNotNull();
  }

  private @Nullable LaneJob alone(LaneScope turn, String what, boolean anything) {
    return readings.alone(turn, what, () -> anything ? _ -> done.incrementAndGet() : null);
  }

  private static LaneScope turn(long epoch) {
    return new LaneScope(
        new LaneId("xero", BooksRoom.TENANT), UUID.fromString(BINDING), true, epoch);
  }

  private static final String BINDING = "01a20295-8c5b-7fe7-bb4c-06d61f5ca05e";

  /** Nothing of the reading's needs the ledger here. */
  @SuppressWarnings("DataFlowIssue")
  private static void run(@Nullable LaneJob job) {
    assertThat(job).isNotNull();
    job.run((LaneCalls) null);
  }
}
