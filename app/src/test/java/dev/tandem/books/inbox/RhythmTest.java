package dev.tandem.books.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestPractice;
import dev.tandem.books.AdvanceDesk;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.lane.LaneScope;
import dev.tandem.books.lane.Resting;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.reference.Reference;
import dev.tandem.books.reference.ReferencePart;
import dev.tandem.shared.Practices;
import dev.tandem.shared.Refused;
import dev.tandem.staff.Role;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** How often the ledger is asked is the practice's own choice. */
@TandemTest
class RhythmTest {

  private static final Duration HALF_A_DAY = Duration.ofHours(12);

  @Autowired ApplicationContext house;
  @Autowired Rhythm rhythm;
  @Autowired SweepWork work;
  @Autowired WholePassWork whole;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void theRhythmIsThePractices() throws SQLException {
    BooksRoom books = BooksRoom.open(house);
    assertThat(untilNext(books, Duration.ZERO)).isLessThanOrEqualTo(Duration.ofMinutes(5));
    Browser owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    String path = "/ledger/connection/" + books.binding() + "/reading";
    owner.get("/ledger/reading");
    assertThat(wakes()).isZero();
    owner.submit(path, Map.of("every", "60", "wholeHour", "4"));
    assertThat(wakes()).as("the lane sleeps until what was chosen before").isPositive();
    assertThat(owner.get("/ledger/reading").body())
        .contains(
            "every hour",
            "value=\"60\" required checked=\"checked\"",
            "value=\"4\" selected=\"selected\"");
    assertThat(untilNext(books, Duration.ZERO))
        .isBetween(Duration.ofMinutes(40), Duration.ofMinutes(60));
    assertThat(untilNext(books, Duration.ofMinutes(50)))
        .as("where the day is short its precautions lie further apart")
        .isGreaterThan(Duration.ofMinutes(120));
    books.forgetCalls();
    clock.advance(Duration.ofMinutes(30));
    books.settle();
    assertThat(books.calls("GET", "/api.xro/2.0/Contacts")).isZero();
    assertThat(books.in(() -> rhythm.callsADay(BooksRoom.TENANT, Duration.ofMinutes(5))))
        .isGreaterThan(
            books.in(() -> rhythm.callsADay(BooksRoom.TENANT, Duration.ofHours(1))) + 700);
  }

  @Test
  void onlyWhatIsOfferedIsChosenAndOnlyByWhoMayConnect() {
    BooksRoom books = BooksRoom.open(house);
    for (var it :
        new Rhythm.Choice[] {
          new Rhythm.Choice(Duration.ofMinutes(1), 2, HALF_A_DAY),
          new Rhythm.Choice(Duration.ofHours(1), 24, HALF_A_DAY),
          new Rhythm.Choice(Duration.ofHours(1), 2, Duration.ofDays(30))
        }) {
      assertThatThrownBy(
              () -> Practices.run(books.practice(), () -> rhythm.choose(BooksRoom.TENANT, it)))
          .isInstanceOf(Refused.class);
    }
    Browser owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    owner.get("/ledger/reading");
    owner.submit("/ledger/connection/" + books.binding() + "/reading", Map.of("every", "7"));
    assertThat(owner.get("/ledger/reading").body()).contains("Choose how often from the list.");
    owner.submit(
        "/ledger/connection/" + books.binding() + "/reading",
        Map.of("every", "5", "wholeHour", "2", "reference", "7"));
    assertThat(owner.get("/ledger/reading").body())
        .contains("Choose from the list how often accounts and tax rates are read.");
    Browser clerk = TestPractice.of(house, books.practice()).browser(Role.BOOKKEEPER);
    assertThat(clerk.get("/ledger/reading").body()).contains("An owner or administrator");
  }

  @Test
  void accountsAndTaxRatesAreReadAsOftenAsThePracticeChoseAndTheRestHalfAsOften() {
    BooksRoom books = BooksRoom.open(house);
    books.settle();
    Browser owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    assertThat(owner.get("/ledger/reading").body())
        .contains(
            "value=\"720\" selected=\"selected\">every 12 hours, about 9 calls a day",
            "as of <time datetime=\"" + readAt(books, ReferencePart.CHART),
            "as of <time datetime=\"" + readAt(books, ReferencePart.DETAILS));
    books.forgetCalls();
    clock.advance(Duration.ofMinutes(130));
    books.settle();
    assertThat(books.calls("GET", "/api.xro/2.0/Accounts")).isZero();
    owner.submit(
        "/ledger/connection/" + books.binding() + "/reading",
        Map.of("every", "5", "wholeHour", "2", "reference", "60"));
    assertThat(owner.get("/ledger/reading").body())
        .contains(
            "accounts and tax rates are read every hour",
            "value=\"60\" selected=\"selected\">every hour");
    for (int hours = 1; hours <= 3; hours++) {
      books.settle();
      assertThat(books.calls("GET", "/api.xro/2.0/Accounts")).isEqualTo(hours);
      assertThat(books.calls("GET", "/api.xro/2.0/TaxRates")).isEqualTo(hours);
      assertThat(books.calls("GET", "/api.xro/2.0/Items")).isEqualTo((hours + 1) / 2);
      assertThat(owner.get("/ledger/reading").body())
          .contains("as of <time datetime=\"" + readAt(books, ReferencePart.CHART));
      clock.advance(Duration.ofMinutes(61));
    }
    assertThat(books.in(() -> rhythm.callsADay(BooksRoom.TENANT, Duration.ofMinutes(5))))
        .as("it costs more")
        .isGreaterThan(48 + 60 + 800);
  }

  /** Xero lists them in three places, and a practice chooses by what it costs. */
  @Test
  void depositsAreThreeOfTheCallsThatAReadingTakes() {
    BooksRoom books = BooksRoom.open(house);
    int before = books.in(() -> rhythm.callsADay(BooksRoom.TENANT, Duration.ofHours(1)));
    new AdvanceDesk(books).deposit("40.00");
    books.settle();
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.in(() -> rhythm.callsADay(BooksRoom.TENANT, Duration.ofHours(1))))
        .isEqualTo(before + 24 * 3);
  }

  /** Else what is there for readings would be used up before the day ends. */
  @Test
  void depositsAreThreeOfTheCallsThatAShortDayIsSharedBy() {
    BooksRoom books = BooksRoom.open(house);
    books.settle();
    assertThat(apart(books)).isEqualTo(Duration.ofMinutes(3 * 50));
    new AdvanceDesk(books).deposit("40.00");
    books.settle();
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(apart(books)).isEqualTo(Duration.ofMinutes((3 + 3) * 50));
  }

  /** Where calls that are only a precaution lie fifty minutes apart. */
  private Duration apart(BooksRoom books) {
    return books.in(
        () ->
            Duration.between(
                rhythm.readAt(BooksRoom.TENANT, Kind.CLIENT),
                work.sweepAt(scope(books, Duration.ofMinutes(50)), Kind.CLIENT)));
  }

  private static String readAt(BooksRoom books, ReferencePart part) {
    return books.in(() -> books.bean(Reference.class).readAt(BooksRoom.TENANT, part)).toString();
  }

  /** Else "once a day" would be every third day while an import goes on. */
  @Test
  void onceADayIsOnceADayAlsoWhileMuchIsSent() throws SQLException {
    BooksRoom books = BooksRoom.open(house);
    books.settle();
    books.in(
        () ->
            rhythm.choose(
                BooksRoom.TENANT,
                new Rhythm.Choice(
                    Duration.ofDays(1), rhythm.of(BooksRoom.TENANT).wholeHour(), HALF_A_DAY)));
    Instant read = books.in(() -> rhythm.readAt(BooksRoom.TENANT, Kind.CLIENT));
    clock.advance(Duration.between(clock.instant(), read.plus(Duration.ofDays(1)).plusSeconds(60)));
    sendMany(books);
    assertThat(isDue(books)).as("it waits for a while").isFalse();
    clock.advance(Duration.ofMinutes(10));
    sendMany(books);
    assertThat(isDue(books)).isTrue();
  }

  private boolean isDue(BooksRoom books) {
    // Accounts do not wait, and are not what this is about.
    return books.in(
        () ->
            work.sweepAt(scope(books, Duration.ZERO), Kind.CLIENT).compareTo(clock.instant()) <= 0);
  }

  private void sendMany(BooksRoom books) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          insert into practice.push_batch
            (practice_id, id, tenant, kind, verb, url, key, prepared_at, epoch, state)
          select '%s', gen_random_uuid(), '%s', 'client', 'POST', '', gen_random_uuid()::text, '%s', 1, 'answered'
            from generate_series(1, 20)"""
              .formatted(books.practice(), BooksRoom.TENANT, clock.instant()));
    }
  }

  private long wakes() throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select count(*) from house.wake where tenant = '%s'"
                    .formatted(BooksRoom.TENANT))) {
      row.next();
      return row.getLong(1);
    }
  }

  private Duration untilNext(BooksRoom books, Duration apart) {
    return Duration.between(clock.instant(), books.in(() -> work.due(scope(books, apart))));
  }

  private static LaneScope scope(BooksRoom books, Duration apart) {
    return new LaneScope(books.lane(), books.binding().value(), true, 1, 0, Resting.NONE, apart);
  }
}
