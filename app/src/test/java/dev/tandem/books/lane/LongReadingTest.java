package dev.tandem.books.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.inbox.Inbox;
import dev.tandem.books.ledger.Kind;
import dev.tandem.shared.Practices;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The ledger has more pages than a minute has calls. */
@TandemTest
class LongReadingTest {

  @Autowired ApplicationContext house;
  @Autowired Inbox inbox;
  @Autowired TestClock clock;

  @Autowired AppMinutes minutes;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void goesOnWhereTheBudgetEndedIt() {
    BooksRoom books = BooksRoom.openSilent(house);
    strangers(books, 0, 600);
    clock.advance(Duration.ofMinutes(5));
    strangers(books, 600, 1100);
    assertThatThrownBy(() -> read(books, 1)).isInstanceOf(LaneStopped.class);
    assertThat(fresh(books)).isFalse();
    read(books, 1);
    assertThat(fresh(books)).isTrue();
  }

  private static void strangers(BooksRoom books, int from, int to) {
    for (int i = from; i < to; i++) {
      books.control(books.organisation() + "/contacts", "{\"Name\":\"Stranger " + i + "\"}");
    }
  }

  private boolean fresh(BooksRoom books) {
    return books.in(() -> inbox.isFresh(Kind.CLIENT, BooksRoom.TENANT));
  }

  private void read(BooksRoom books, int calls) {
    String app = "of its own " + UUID.randomUUID();
    clock.stopAt(clock.instant());
    Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    assertThat(minutes.take(app, minute, AppShare.BULK - calls, AppShare.BULK)).isTrue();
    LaneCalls allowed = TurnInHand.begin(house, books, app);
    Practices.run(books.practice(), () -> inbox.sweep(Kind.CLIENT, LaneClass.SWEEP, allowed));
  }
}
