package dev.tandem.books.lane;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Until when a lane lies down after a turn. */
final class Rest {

  private static final Duration IDLE = Duration.ofSeconds(1);

  private final LaneCalls calls;
  private final List<LaneWork> works;
  private final Instant now;

  Rest(LaneCalls calls, List<LaneWork> works, Instant now) {
    this.calls = calls;
    this.works = works;
    this.now = now;
  }

  /**
   * @param failing whether something went wrong that nobody expected
   * @return when the lane has to be up again if nobody wakes it; null if nothing is due at all
   */
  @Nullable Instant until(boolean failing) {
    LaneRow lane = calls.facts().read();
    if (lane.retired() || lane.paused()) {
      return null;
    }
    LaneScope scope = calls.scope();
    Instant bulk = opened(earliest(it -> it.due(scope)), LaneClass.PUSH, lane);
    Instant people = opened(earliest(it -> it.dueForPeople(scope)), LaneClass.PERSON, lane);
    Instant due = earlier(bulk, people);
    if (due == null) {
      return null;
    }
    if (failing || calls.troubled()) {
      due = later(due, now.plus(LaneCalls.BREATH));
    } else if (calls.none()) {
      // Whatever seems due could not be done: not at once again.
      due = later(due, now.plus(IDLE));
    }
    // A person's call, too, is tried at once only when it is asked for, which wakes the lane.
    due = later(due, lane.pace().outage().opens(now));
    return lane.blockedAt(now) ? later(due, lane.pace().blockedUntil()) : due;
  }

  private @Nullable Instant earliest(Function<LaneWork, @Nullable Instant> due) {
    Instant earliest = null;
    for (LaneWork work : works) {
      earliest = earlier(earliest, due.apply(work));
    }
    return earliest;
  }

  /**
   * Not before the minute, the day, the app and calls of former turns let calls of this class
   * through.
   */
  private @Nullable Instant opened(@Nullable Instant due, LaneClass kind, LaneRow lane) {
    if (due == null) {
      return null;
    }
    Budget budget = lane.pace().budget().at(now);
    Instant opened = budget.allows(kind) ? due : later(due, budget.opens(kind));
    return later(later(opened, calls.share().opens()), lane.pace().seats().opens(kind, now));
  }

  private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
    return a == null ? b : b == null || a.isBefore(b) ? a : b;
  }

  private static Instant later(Instant a, @Nullable Instant b) {
    return b == null || a.isAfter(b) ? a : b;
  }
}
