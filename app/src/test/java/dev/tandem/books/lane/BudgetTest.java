package dev.tandem.books.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BudgetTest {

  private static final Instant NOW = Instant.parse("2026-11-20T00:00:10Z");
  private static final Instant ENDS = NOW.plusSeconds(60);

  private static Budget left(int minute) {
    return new Budget(new Minute(minute, ENDS, true), Day.UNKNOWN);
  }

  private static Budget day(Day day) {
    return new Budget(new Minute(50, ENDS, true), day);
  }

  /** A call that was claimed at this moment, when that was left. */
  private static Taken taken(Instant at, int minuteLeft, Integer dayLeft) {
    return new Taken(at, 1, minuteLeft, dayLeft);
  }

  private static Day day(int left, int most) {
    return new Day(left, most, NOW.plus(Duration.ofHours(20)), NOW);
  }

  @Test
  void aMinuteTurnsSixtySecondsAfterItsFirstAnswer() {
    Instant answered = NOW.plusMillis(800);
    Budget spent = Budget.FULL.taken(NOW).told(59, null, 0, taken(NOW, 59, null), answered);
    assertThat(spent.minute().left()).isEqualTo(59);
    assertThat(
            spent
                .told(58, null, 0, taken(NOW.plusSeconds(19), 58, null), NOW.plusSeconds(20))
                .minute()
                .ends())
        .as("later answers do not move it")
        .isEqualTo(answered.plusSeconds(60));
    assertThat(spent.at(answered.plusSeconds(59)).minute().left()).isEqualTo(59);
    assertThat(spent.at(answered.plusSeconds(60)).minute()).isEqualTo(Minute.FULL);
  }

  @Test
  void whatAClockBeganThatWasAheadIsOverWhenItIsPutRight() {
    var ahead =
        new Budget(
            new Minute(0, NOW.plus(Duration.ofHours(3)), true),
            new Day(0, 5000, NOW.plus(Duration.ofDays(3)), NOW.plus(Duration.ofDays(2))));
    assertThat(ahead.at(NOW).allows(LaneClass.SWEEP)).isTrue();
    var circuit = new Circuit(5, NOW.plus(Duration.ofHours(3)));
    assertThat(circuit.open(NOW)).isFalse();
    assertThat(circuit.halfOpen(NOW)).isTrue();
  }

  @Test
  void noWaitIsLongerThanOneThatTheLedgerCanAskFor() {
    var outage = new Outage(NOW.plus(Duration.ofHours(3)), 4, NOW.plus(Duration.ofHours(3)));
    assertThat(outage.holds(LaneClass.SWEEP, NOW)).isFalse();
    Outage again = outage.failed(LaneClass.SWEEP, NOW, NOW);
    assertThat(again.until()).isEqualTo(NOW.plus(Outage.FIRST));
    assertThat(again.holds(LaneClass.SWEEP, NOW)).isTrue();
    Instant ahead = NOW.plus(Duration.ofDays(3));
    var pace = new Pace(0, ahead, "Wait", Budget.FULL, Map.of(), Seats.FREE, Outage.NONE, null);
    assertThat(pace.blockedAt(NOW)).isFalse();
    assertThat(pace.blockedAt(ahead.minusSeconds(60))).isTrue();
  }

  @Test
  void anAnswerFromTheMinuteBeforeSaysNothingOfThisOne() {
    assertThat(Budget.FULL.told(2, null, 0, taken(NOW, 2, null), NOW).minute())
        .isEqualTo(Minute.FULL);
  }

  @Test
  void bulkWorkLeavesTwoCallsToPeople() {
    assertThat(left(3).allows(LaneClass.PUSH)).isTrue();
    assertThat(left(2).allows(LaneClass.PUSH)).isFalse();
    assertThat(left(2).allows(LaneClass.PERSON)).isTrue();
    assertThat(left(0).allows(LaneClass.PERSON)).isFalse();
    assertThat(left(2).opens(LaneClass.PUSH)).isEqualTo(ENDS);
  }

  @Test
  void bulkWorkLeavesATwentiethOfTheDay() {
    assertThat(day(day(250, 5000)).allows(LaneClass.SWEEP)).isFalse();
    assertThat(day(day(251, 5000)).allows(LaneClass.SWEEP)).isTrue();
    assertThat(day(day(250, 5000)).allows(LaneClass.PERSON)).isTrue();
    assertThat(day(day(50, 1000)).allows(LaneClass.PUSH)).isFalse();
    assertThat(day(day(51, 1000)).allows(LaneClass.PUSH)).isTrue();
  }

  @Test
  void theLedgersWordCountsWhenItIsLower() {
    assertThat(left(40).told(12, 900, 0, taken(NOW, 40, null), NOW).minute().left()).isEqualTo(12);
  }

  @Test
  void aJumpUpMeansThatTheMinuteTurned() {
    Instant later = NOW.plusSeconds(30);
    Budget turned = left(3).told(59, null, 2, taken(NOW.plusSeconds(29), 5, null), later);
    assertThat(turned.minute()).isEqualTo(new Minute(57, later.plusSeconds(60), true));
  }

  @Test
  void aSlowAnswerIsNotTakenForANewMinute() {
    Taken early = taken(NOW.plusSeconds(1), 50, null);
    assertThat(left(10).told(49, null, 3, early, NOW.plusSeconds(30)).minute())
        .as("it was counted when 49 were left indeed")
        .isEqualTo(new Minute(10, ENDS, true));
  }

  @Test
  void anAnswerThatWasClaimedInTheMinuteBeforeSaysNothingOfThisOne() {
    Taken before = taken(NOW.minusSeconds(20), 4, null);
    Instant now = NOW.plusSeconds(15);
    assertThat(left(30).told(59, null, 0, before, now).minute())
        .as("the minute's turn is known already")
        .isEqualTo(new Minute(30, ENDS, true));
    assertThat(left(30).told(3, null, 0, before, now).minute().left())
        .as("what was left of another minute")
        .isEqualTo(30);
  }

  @Test
  void aSlowAnswerIsNotTakenForANewDay() {
    Day present = day(4_900, 5_000);
    Day told = present.told(4_950, 0, taken(NOW, 50, 4_951), NOW.plusSeconds(39));
    assertThat(told.left()).isEqualTo(4_900);
    assertThat(told.ends()).isEqualTo(present.ends());
    Instant yesterday = NOW.minus(Duration.ofHours(5));
    assertThat(present.told(3, 0, taken(yesterday, 50, 4), NOW).left())
        .as("what was left of the day before")
        .isEqualTo(4_900);
  }

  @Test
  void callsThatWereUnderWayWhenTheDayWasLearntAreCounted() {
    assertThat(Day.UNKNOWN.told(996, 4, taken(NOW, 59, null), NOW).left()).isEqualTo(992);
  }

  @Test
  void precautionsHaveAQuarterOfWhatIsLeftUntilTheDayEnds() {
    Instant then = NOW.plus(Duration.ofHours(20)).minus(Duration.ofHours(10));
    assertThat(day(450, 1000).apart(then))
        .as("a hundred of the four hundred that bulk work has left, in ten hours")
        .isEqualTo(Duration.ofMinutes(6));
    assertThat(day(4_900, 5_000).apart(NOW)).isLessThan(Duration.ofSeconds(63));
    assertThat(day(50, 1000).apart(then)).isEqualTo(Duration.ofHours(10));
    assertThat(Day.UNKNOWN.apart(then)).isEqualTo(Duration.ZERO);
  }

  @Test
  void callsUnderWayAreNoJump() {
    assertThat(left(50).told(54, null, 4, taken(NOW, 50, null), NOW).minute().left()).isEqualTo(50);
  }

  @Test
  void aSpentDayRestsUntilItHasTurned() {
    Day spent = day(50, 1000);
    Budget budget = day(spent);
    assertThat(budget.at(NOW.plus(Duration.ofHours(19))).allows(LaneClass.PUSH)).isFalse();
    assertThat(budget.at(NOW.plus(Duration.ofHours(20))).allows(LaneClass.PUSH)).isTrue();
  }

  @Test
  void whetherASpentDayHasTurnedSoonerIsAskedEveryFourHours() {
    Day spent = day(50, 1000);
    assertThat(spent.mayAsk(NOW.plus(Duration.ofHours(3)))).isFalse();
    assertThat(spent.mayAsk(NOW.plus(Duration.ofHours(4)))).isTrue();
    assertThat(day(spent).opens(LaneClass.PUSH)).isEqualTo(NOW.plus(Duration.ofHours(4)));
    Instant then = NOW.plus(Duration.ofHours(4));
    assertThat(spent.asked(then).mayAsk(then.plusSeconds(1))).isFalse();
    assertThat(day(0, 1000).mayAsk(then)).as("it would be refused").isFalse();
    assertThat(day(51, 1000).mayAsk(then)).isFalse();
  }

  @Test
  void aDayEndsAtTheLatestADayAfterItsFirstAnswer() {
    Day first = Day.UNKNOWN.told(999, 0, taken(NOW, 59, null), NOW);
    assertThat(first.ends()).isEqualTo(NOW.plus(Duration.ofDays(1)));
    assertThat(first.told(998, 0, taken(NOW, 58, 998), NOW.plusSeconds(9)).ends())
        .isEqualTo(first.ends());
    Instant later = NOW.plus(Duration.ofHours(3));
    Day turned =
        first
            .told(40, 0, taken(NOW.plusSeconds(29), 58, 998), NOW.plusSeconds(30))
            .told(998, 1, taken(later, 58, 39), later);
    assertThat(turned.ends()).isEqualTo(later.plus(Duration.ofDays(1)));
    assertThat(turned.left()).isEqualTo(997);
  }

  @Test
  void anotherPlanIsNoticedWhenADayBegins() {
    Day core = new Day(null, 5000, null, null);
    assertThat(core.told(999, 0, taken(NOW, 59, null), NOW).most()).isEqualTo(999);
    assertThat(core.told(4_000, 0, taken(NOW, 59, null), NOW).most()).isEqualTo(5000);
    assertThat(new Day(null, 999, null, null).told(4_999, 0, taken(NOW, 59, null), NOW).most())
        .isEqualTo(4_999);
  }
}
