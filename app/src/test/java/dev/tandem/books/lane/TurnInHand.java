package dev.tandem.books.lane;

import dev.tandem.TestClock;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.ledger.Ledger;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** A turn of a room's lane that a test leads by the hand. */
final class TurnInHand {

  private TurnInHand() {}

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
