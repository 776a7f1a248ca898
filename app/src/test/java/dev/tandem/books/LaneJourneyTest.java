package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.shared.Practices;
import dev.tandem.shared.RecordRef;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The lane keeps to the ledger's limits and to what people say. */
@TandemTest
class LaneJourneyTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void aWakeDoesNotShortenRetryAfter() {
    BooksRoom books = BooksRoom.open(house);
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"429\",\"problem\":\"minute\",\"retryAfter\":40,\"method\":\"PUT\",\"path\":\"/api.xro/2.0/Contacts*\"}");
    books.add("Zed", "Zulu");
    clock.advance(Duration.ofSeconds(2));
    Instant until = books.turn();
    assertThat(Duration.between(clock.instant(), until))
        .isBetween(Duration.ofSeconds(35), Duration.ofSeconds(41));
    books.forgetCalls();
    books.add("Ann", "Other");
    assertThat(books.turn()).isEqualTo(until);
    assertThat(books.calls("", "/api.xro/")).isZero();
    books.settle();
    assertThat(books.contacts("Zed Zulu")).hasSize(1);
  }

  @Test
  void aPersonsClickGoesAtOnceAndFirst() {
    BooksRoom books = BooksRoom.open(house);
    ClientId first = books.add("First", "Come");
    ClientId clicked = books.add("Quick", "Click");
    Practices.run(
        books.practice(),
        () -> books.bean(Outbox.class).sendNow(new RecordRef("client", clicked.value())));
    books.turn();
    assertThat(books.standing("client", clicked.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.standing("client", first.value()).state()).isEqualTo(State.WAITING);
  }

  @Test
  void aPausedLaneMakesNoCall() {
    BooksRoom books = BooksRoom.open(house);
    Practices.run(books.practice(), () -> books.bean(Lanes.class).pause(books.lane()));
    ClientId id = books.add("Zed", "Zulu");
    books.forgetCalls();
    clock.advance(Duration.ofMinutes(10));
    assertThat(books.turn()).as("only a signal wakes it").isNull();
    assertThat(books.calls("", "/api.xro/")).isZero();
    assertThat(books.standing("client", id.value()).state()).isEqualTo(State.PAUSED);
    Practices.run(books.practice(), () -> books.bean(Lanes.class).resume(books.lane()));
    books.settle();
    assertThat(books.standing("client", id.value()).state()).isEqualTo(State.IN_STEP);
  }

  @Test
  void anotherPracticeCannotPauseIt() {
    BooksRoom books = BooksRoom.open(house);
    var other = dev.tandem.practice.PracticeRoom.open(house);
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () ->
                Practices.run(other.practice(), () -> books.bean(Lanes.class).pause(books.lane())))
        .isInstanceOf(dev.tandem.shared.NoSuchRecord.class);
  }

  @Test
  void fiveFailuresInARowKeepPushesBackAndAReadingLetsThemPass() {
    BooksRoom books = BooksRoom.open(house);
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"503\",\"method\":\"PUT\",\"path\":\"/api.xro/2.0/Contacts*\",\"count\":5}");
    for (int i = 0; i < 5; i++) {
      books.add("Zed", "Zulu" + i);
      clock.advance(Duration.ofSeconds(2));
      books.turn();
    }
    assertThat(books.in(() -> books.bean(Lanes.class).states()).getFirst().resting())
        .containsExactly("sending clients");
    clock.advance(Duration.ofMinutes(5));
    books.settle();
    books.settle();
    assertThat(books.in(() -> books.bean(Lanes.class).states()).getFirst().resting()).isEmpty();
    for (int i = 0; i < 5; i++) {
      assertThat(books.contacts("Zed Zulu" + i)).hasSize(1);
    }
  }
}
