package dev.tandem.books.lane;

import dev.tandem.shared.Practices;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The log of calls is kept as long as the practice chose, the counts of days for two years or as
 * long as the log, those of the app's minutes for an hour; what the works keep is theirs to say.
 */
@Component
class ForgetOldCalls {

  private static final Duration MINUTES = Duration.ofHours(1);
  private static final int YEARS_COUNTED = 2;

  private final LaneRepository lanes;
  private final LogChain chain;
  private final LogKeeping keeping;
  private final LedgerUse use;
  private final AppMinutes minutes;
  private final List<LaneWork> works;
  private final Clock clock;

  ForgetOldCalls(
      LaneRepository lanes,
      AppMinutes minutes,
      LogChain chain,
      LogKeeping keeping,
      LedgerUse use,
      List<LaneWork> works,
      Clock clock) {
    this.lanes = lanes;
    this.minutes = minutes;
    this.chain = chain;
    this.keeping = keeping;
    this.use = use;
    this.works = works;
    this.clock = clock;
  }

  public void runOnce() {
    Instant now = clock.instant();
    minutes.forgetBefore(now.minus(MINUTES));
    lanes.practices().forEach(it -> Practices.run(it, () -> tidy(now)));
  }

  private void tidy(Instant now) {
    Instant from = keeping.from(now);
    chain.forgetBefore(from);
    LocalDate first = LocalDate.ofInstant(from, ZoneOffset.UTC);
    LocalDate counted = LocalDate.ofInstant(now, ZoneOffset.UTC).minusYears(YEARS_COUNTED);
    use.forgetBefore(first.isBefore(counted) ? first : counted);
    works.forEach(it -> it.tidy(now, from));
  }
}
