package dev.tandem.books.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.Waits;
import dev.tandem.books.lane.SyncLog;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.ContactsLinked;
import dev.tandem.books.mirror.IncomingAdvances;
import dev.tandem.books.mirror.LostCreditNotes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** A restored copy may be older than the first deposit: that is looked for, once. */
@TandemTest
class FirstCreditsTest {

  @Autowired ApplicationContext house;
  @Autowired FirstCredits credits;
  @Autowired FirstLooks looks;
  @Autowired Sweeps sweeps;
  @Autowired LostCreditNotes notes;
  @Autowired IncomingAdvances advances;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;
  @Autowired TransactionTemplate inPractice;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void aRestartBetweenTwoReadingsForgetsNothing() {
    BooksRoom books = BooksRoom.open(house);
    Instant since = clock.instant().minus(Duration.ofHours(3));
    books.in(
        () -> {
          credits.want(BooksRoom.TENANT, since.plusSeconds(60));
          credits.want(BooksRoom.TENANT, since);
          return true;
        });
    var restarted = new FirstCredits(sweeps, looks, notes, advances);
    assertThat(wanted(books, restarted)).isTrue();
    assertThat(books.in(() -> looks.find(BooksRoom.TENANT, Kind.ADVANCE)))
        .map(FirstLooks.Wanted::since)
        .contains(since);
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.log())
        .extracting(SyncLog.Call::operation)
        .contains("look for first credit notes", "look for first deposits");
    assertThat(wanted(books, restarted)).isFalse();
  }

  /** Xero: a list that it does not give today it does not give in five seconds either. */
  @Test
  void aLookThatFailsIsTriedLaterEachTime() {
    BooksRoom books = BooksRoom.open(house);
    books.settle();
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"status\",\"code\":400,\"method\":\"GET\",\"path\":\"/api.xro/2.0/Overpayments*\",\"count\":50}");
    books.in(
        () -> {
          looks.want(BooksRoom.TENANT, Kind.ADVANCE, clock.instant().minus(Duration.ofHours(3)));
          return true;
        });
    for (int tries = 1; tries <= 3; tries++) {
      for (int i = 0; i < 5; i++) {
        books.settle();
        clock.advance(Duration.ofMinutes(1));
      }
      assertThat(books.log())
          .extracting(SyncLog.Call::operation)
          .filteredOn(it -> it.equals("look for first deposits"))
          .hasSize(tries);
      clock.advance(Duration.ofMinutes(15).multipliedBy(1L << (tries - 1)));
    }
  }

  /** A plan of ten thousand clients makes its links forty at a time. */
  @Test
  void manyThatAreLinkedOneAfterTheOtherCostFewLooks() {
    BooksRoom books = BooksRoom.open(house);
    books.settle();
    for (int portion = 0; portion < 45; portion++) {
      books.in(
          () -> {
            house.publishEvent(new ContactsLinked(BooksRoom.TENANT));
            return true;
          });
      books.turn();
      clock.advance(Duration.ofSeconds(20));
    }
    books.settle();
    clock.advance(Duration.ofMinutes(3));
    books.settle();
    assertThat(wanted(books, credits)).as("those of the last portion were looked for").isFalse();
    assertThat(books.log())
        .extracting(SyncLog.Call::operation)
        .filteredOn(it -> it.equals("look for first deposits"))
        .as("of two calls each")
        .hasSizeBetween(2, 12);
  }

  /** Deposits are read already, so what was wanted before is not; what a link wants still is. */
  @Test
  void whatIsWantedInTheMomentInWhichAnotherIsGivenUpStays() throws Exception {
    BooksRoom books = BooksRoom.open(house);
    var forgetting = new FutureTask<>(() -> wanted(books, credits));
    books.in(
        () ->
            inPractice.execute(
                _ -> {
                  sweeps.ask(BooksRoom.TENANT, List.of(Kind.ADVANCE.text()));
                  looks.want(
                      BooksRoom.TENANT, Kind.ADVANCE, clock.instant().minus(Duration.ofHours(3)));
                  return true;
                }));
    books.in(
        () ->
            inPractice.execute(
                _ -> {
                  credits.wantAll(BooksRoom.TENANT);
                  Waits.begin(database, forgetting);
                  return true;
                }));
    forgetting.get();
    assertThat(wanted(books, credits)).isTrue();
  }

  private static boolean wanted(BooksRoom books, FirstCredits credits) {
    return books.in(() -> credits.isWanted(BooksRoom.TENANT, Kind.ADVANCE));
  }
}
