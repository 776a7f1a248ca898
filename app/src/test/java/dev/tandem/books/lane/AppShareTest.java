package dev.tandem.books.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.books.BooksRoom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What an app may call in a minute is shared by all of its organisations. */
@TandemTest
class AppShareTest {

  private static final Instant MINUTE = Instant.parse("2031-03-03T03:03:00Z");

  @Autowired ApplicationContext house;
  @Autowired AppMinutes minutes;
  @Autowired TestDatabase database;
  @Autowired TestClock clock;

  private final String app = "xero/" + UUID.randomUUID();

  @BeforeEach
  void stop() {
    clock.stopAt(MINUTE.plusSeconds(10));
  }

  /** Others' tests come to the very minutes that were spent here. */
  @AfterEach
  void putBack() throws SQLException {
    clock.reset();
    execute("delete from house.app_minute where app = 'xero'");
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.connectAsSuperuser()) {
      connection.createStatement().execute(sql);
    }
  }

  private AppShare lane() {
    return new AppShare(minutes, app, clock);
  }

  private int taken(String app) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "select coalesce(sum(taken), 0) from house.app_minute where app = '"
                        + app
                        + "'")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  @Test
  void twoHundredLanesAtOnceKeepNoneOfThemWaiting() {
    List<AppShare> lanes = IntStream.range(0, 200).mapToObj(_ -> lane()).toList();
    assertThat(lanes).allMatch(it -> it.take(LaneClass.PUSH, 58));
  }

  @Test
  void whatALaneDoesNotNeedIsThereForOthersAtOnce() throws SQLException {
    AppShare lane = lane();
    lane.take(LaneClass.PUSH, 58);
    lane.giveBack();
    assertThat(taken(app)).isEqualTo(1);
  }

  @Test
  void piecesGrowWithTheWork() throws SQLException {
    AppShare lane = lane();
    for (int i = 0; i < 16; i++) {
      assertThat(lane.take(LaneClass.PUSH, 58 - i)).isTrue();
    }
    assertThat(taken(app)).isEqualTo(5 + 10 + 20);
  }

  @Test
  void noLaneTakesMoreThanItsOrganisationLetsThrough() throws SQLException {
    lane().take(LaneClass.PUSH, 2);
    assertThat(taken(app)).isEqualTo(2);
  }

  @Test
  void bulkWorkLeavesTheRestToPeople() {
    minutes.take(app, MINUTE, AppShare.BULK, AppShare.BULK);
    AppShare lane = lane();
    assertThat(lane.take(LaneClass.SWEEP, 58)).isFalse();
    assertThat(lane.opens()).isBetween(MINUTE.plusSeconds(60), MINUTE.plusSeconds(65));
    assertThat(lane.take(LaneClass.PERSON, 60)).isTrue();
    minutes.take(app, MINUTE, AppShare.PEOPLE - AppShare.BULK - 1, AppShare.PEOPLE);
    assertThat(lane().take(LaneClass.PERSON, 60)).isFalse();
    clock.advance(Duration.ofSeconds(50));
    assertThat(lane.take(LaneClass.SWEEP, 58)).isTrue();
  }

  @Test
  void lanesComeBackSpread() {
    minutes.take(app, MINUTE, AppShare.BULK, AppShare.BULK);
    assertThat(
            IntStream.range(0, 50)
                .mapToObj(_ -> lane())
                .peek(it -> it.has(LaneClass.PUSH, 58))
                .map(AppShare::opens)
                .distinct()
                .count())
        .isGreaterThan(25);
  }

  @Test
  void theLedgersOwnCountIsBelieved() {
    AppShare lane = lane();
    lane.take(LaneClass.PUSH, 1);
    lane.told(clock.instant(), 501);
    assertThat(lane().take(LaneClass.PUSH, 58)).as("one is left to bulk work").isTrue();
    lane.told(clock.instant(), 500);
    assertThat(lane().take(LaneClass.PUSH, 58)).isFalse();
    assertThat(lane().take(LaneClass.PERSON, 60)).isTrue();
    lane.told(clock.instant(), 0);
    assertThat(lane().take(LaneClass.PERSON, 60)).isFalse();
  }

  @Test
  void anAnswerThatComesInTheNextMinuteSaysNothingOfThat() {
    AppShare lane = lane();
    lane.take(LaneClass.PUSH, 1);
    Instant claimed = clock.instant();
    clock.advance(Duration.ofMinutes(1));
    lane.take(LaneClass.PUSH, 1);
    lane.told(claimed, 0);
    assertThat(lane().take(LaneClass.PUSH, 58)).isTrue();
  }

  @Test
  void whatIsGivenBackMakesTheLedgersCountNoSmaller() throws SQLException {
    AppShare idle = lane();
    idle.take(LaneClass.PUSH, 58);
    lane().told(clock.instant(), 500);
    idle.giveBack();
    assertThat(taken(app)).isEqualTo(AppShare.BULK);
    assertThat(lane().take(LaneClass.PUSH, 58)).isFalse();
  }

  @Test
  void aCustomConnectionIsAnAppOfItsOwn() {
    minutes.take("xero", MINUTE, AppShare.BULK, AppShare.BULK);
    assertThat(new LaneId(app, UUID.randomUUID()).app()).isNotEqualTo("xero");
    assertThat(lane().take(LaneClass.PUSH, 58)).isTrue();
  }

  @Test
  void aLaneThatMeetsTheAppsEndComesBackByItself() throws SQLException {
    clock.reset();
    BooksRoom books = BooksRoom.open(house);
    for (int i = 0; i < 4; i++) {
      books.add("Share", "Number" + i);
    }
    clock.stopAt(clock.instant().truncatedTo(ChronoUnit.MINUTES).plusSeconds(130));
    Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    execute(
        "update practice.pending_push set at_most = 1 where practice_id = '"
            + books.practice()
            + "'");
    execute("delete from house.app_minute where app = 'xero'");
    minutes.take("xero", minute, AppShare.BULK - 2, AppShare.BULK);
    Instant due = books.turn();
    assertThat(made(books)).isEqualTo(2);
    assertThat(due).isBetween(minute.plusSeconds(60), minute.plusSeconds(65));
    clock.stopAt(due);
    books.turn();
    assertThat(made(books)).isEqualTo(4);
  }

  private static int made(BooksRoom books) {
    return books.records("contacts", it -> it.path("Name").asString().startsWith("Share ")).size();
  }
}
