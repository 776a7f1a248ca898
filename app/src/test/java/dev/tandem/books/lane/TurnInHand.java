package dev.tandem.books.lane;

import dev.tandem.TestClock;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.ledger.Ledger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** A turn of a room's lane that a test leads by the hand. */
public final class TurnInHand {

  private TurnInHand() {}

  /** One whose minute has so many calls left; it does not end, for the clock stands still. */
  public static LaneCalls beginWith(ApplicationContext house, BooksRoom books, int calls) {
    String app = "of its own " + UUID.randomUUID();
    TestClock clock = house.getBean(TestClock.class);
    clock.stopAt(clock.instant());
    Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    if (!house.getBean(AppMinutes.class).take(app, minute, AppShare.BULK - calls, AppShare.BULK)) {
      throw new IllegalStateException("The minute has fewer calls");
    }
    return begin(house, books, app);
  }

  /** Begins a turn and gives its calls. */
  static LaneCalls begin(ApplicationContext house, BooksRoom books) {
    return begin(house, books, books.lane().app());
  }

  /**
   * @param app whose minute the calls are taken of
   */
  static LaneCalls begin(ApplicationContext house, BooksRoom books, String app) {
    LaneRepository lanes = house.getBean(LaneRepository.class);
    LaneRow lane =
        lanes.begin(books.lane(), house.getBean(TestClock.class).instant()).orElseThrow();
    var scope = new LaneScope(lane.id(), books.binding().value(), true, lane.epoch());
    return new LaneCalls(
        scope,
        house.getBean(Ledger.class).books(scope.binding()),
        new LaneFacts(lanes, lane),
        new AppShare(house.getBean(AppMinutes.class), app, house.getBean(TestClock.class)),
        house.getBean(SyncLog.class),
        house.getBean("inPractice", TransactionTemplate.class),
        house,
        house.getBean(TestClock.class));
  }
}
