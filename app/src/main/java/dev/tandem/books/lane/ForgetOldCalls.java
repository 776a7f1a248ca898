package dev.tandem.books.lane;

import dev.tandem.shared.Practices;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The log of calls is kept for half a year, the counts of the app's minutes for an hour; what the
 * works keep is theirs to say.
 */
@Component
class ForgetOldCalls {

  private static final Duration MINUTES = Duration.ofHours(1);

  private final LaneRepository lanes;
  private final SyncLog log;
  private final List<LaneWork> works;
  private final Clock clock;

  ForgetOldCalls(LaneRepository lanes, SyncLog log, List<LaneWork> works, Clock clock) {
    this.lanes = lanes;
    this.log = log;
    this.works = works;
    this.clock = clock;
  }

  public void runOnce() {
    Instant now = clock.instant();
    lanes.forgetAppMinutesBefore(now.minus(MINUTES));
    lanes.practices().forEach(it -> Practices.run(it, () -> tidy(now)));
  }

  private void tidy(Instant now) {
    log.forgetBefore(now.minus(SyncLog.KEPT));
    works.forEach(it -> it.tidy(now));
  }
}
