package dev.tandem.books.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class BudgetTest {

  private static final Instant NOW = Instant.parse("2026-11-20T00:00:10Z");

  private final Budget full = new Budget(Budget.MINUTE, null, null, null);

  @Test
  void aMinuteBeginsWithItsFirstCallAndTurnsAfterSixtySeconds() {
    Budget spent = full.taken(NOW);
    assertThat(spent.minuteLeft()).isEqualTo(59);
    assertThat(spent.at(NOW.plusSeconds(59)).minuteLeft()).isEqualTo(59);
    assertThat(spent.at(NOW.plusSeconds(60)).minuteLeft()).isEqualTo(60);
  }

  @Test
  void bulkWorkLeavesTwoCallsToPeople() {
    Budget low = new Budget(2, NOW, null, null);
    assertThat(low.allows(LaneClass.PUSH)).isFalse();
    assertThat(low.allows(LaneClass.PERSON)).isTrue();
    assertThat(new Budget(0, NOW, null, null).allows(LaneClass.PERSON)).isFalse();
  }

  @Test
  void bulkWorkLeavesATwentiethOfTheDay() {
    assertThat(new Budget(60, NOW, 250, 5000).allows(LaneClass.SWEEP)).isFalse();
    assertThat(new Budget(60, NOW, 251, 5000).allows(LaneClass.SWEEP)).isTrue();
    assertThat(new Budget(60, NOW, 250, 5000).allows(LaneClass.PERSON)).isTrue();
  }

  @Test
  void theLedgersWordCountsWhenItIsLower() {
    assertThat(full.taken(NOW).told(12, 900, 0, NOW).minuteLeft()).isEqualTo(12);
  }

  @Test
  void aJumpUpMeansThatTheMinuteTurned() {
    Budget turned = new Budget(3, NOW.plusSeconds(30), null, null).told(59, null, 2, NOW);
    assertThat(turned.minuteLeft()).isEqualTo(57);
    assertThat(turned.minuteEnds()).isEqualTo(NOW.plusSeconds(60));
  }

  @Test
  void callsUnderWayAreNoJump() {
    assertThat(new Budget(50, NOW, null, null).told(54, null, 4, NOW).minuteLeft()).isEqualTo(50);
  }

  @Test
  void aSpentDayIsNotBelievedForEver() {
    Budget spent = new Budget(58, NOW, 0, 5000);
    assertThat(spent.at(NOW.plusSeconds(60)).allows(LaneClass.PERSON)).isFalse();
    assertThat(spent.opens()).isEqualTo(NOW.plusSeconds(3600));
    assertThat(spent.at(NOW.plusSeconds(3600)).allows(LaneClass.PUSH)).isTrue();
  }
}
