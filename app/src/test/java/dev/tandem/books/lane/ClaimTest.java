package dev.tandem.books.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.books.ledger.CallFacts;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerTrouble.Remedy;
import dev.tandem.shared.PracticeId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What lets a call through, and what an answer changes for the calls that follow. */
class ClaimTest {

  private static final Instant NOW = Instant.parse("2026-11-20T00:00:10Z");
  private static final LaneId LANE = new LaneId("xero", UUID.randomUUID());
  private static final KindOfWork SENDING = KindOfWork.sending(Kind.INVOICE);
  private static final KindOfWork READING = KindOfWork.reading(Kind.INVOICE);
  private static final CallFacts FACTS = CallFacts.none();
  private static final CallFacts REFUSED =
      new CallFacts(400, null, 59, 150, null, null, null, Duration.ZERO, 0, 0);

  private static final CallFacts TEN_LEFT =
      new CallFacts(200, null, 10, 150, null, null, null, Duration.ZERO, 0, 0);

  private Pace pace = new Pace(0, null, null, Budget.FULL, Map.of(), Seats.FREE, Outage.NONE, null);

  private static LaneScope turn(long epoch) {
    return new LaneScope(LANE, UUID.randomUUID(), true, epoch);
  }

  private static Claim write(LaneScope scope) {
    return new Claim(
        new Operation(LaneClass.PUSH, Kind.INVOICE, "create invoices", true, 1, null),
        scope,
        null,
        false);
  }

  private static Claim read(LaneScope scope, KindOfWork probed) {
    return new Claim(
        Operation.read(LaneClass.SWEEP, Kind.INVOICE, "changed invoices", 0), scope, probed, false);
  }

  private Claim.Answer claim(Claim claim, Instant now) {
    var row = new LaneRow(LANE, new PracticeId(UUID.randomUUID()), "1", 7, false, false, pace);
    Claim.Answer answer = claim.on(row, now);
    if (answer instanceof Claim.Granted it) {
      pace = it.pace();
    }
    return answer;
  }

  private void answered(Claim claim, Remedy remedy, boolean notExecuted, Instant now) {
    pace =
        new Outcome(claim, Taken.of(pace, now), FACTS, remedy, notExecuted, now)
            .on(pace, false, true);
  }

  private void failures(int count) {
    for (int i = 0; i < count; i++) {
      assertThat(claim(write(turn(7)), NOW)).isInstanceOf(Claim.Granted.class);
      answered(write(turn(7)), Remedy.LATER, false, NOW);
    }
  }

  @Test
  void aFormerTurnMakesNoCall() {
    assertThat(claim(write(turn(6)), NOW)).isEqualTo(Claim.Refused.HELD);
    assertThat(claim(write(turn(7)), NOW)).isInstanceOf(Claim.Granted.class);
  }

  /** Also the turn that was under way when somebody paused it. */
  @Test
  void aPausedLaneMakesNoCall() {
    var paused = new LaneRow(LANE, new PracticeId(UUID.randomUUID()), "1", 7, true, false, pace);
    assertThat(write(turn(7)).on(paused, NOW)).isEqualTo(Claim.Refused.HELD);
    assertThat(read(turn(LaneScope.GUEST), null).on(paused, NOW)).isEqualTo(Claim.Refused.HELD);
  }

  /** Also the turn that was under way when the ledger asked to wait. */
  @Test
  void aBlockedLaneMakesNoCall() {
    Instant until = NOW.plusSeconds(5);
    pace = pace.blocked(until, "asked to wait", NOW);
    assertThat(claim(write(turn(7)), NOW)).isEqualTo(Claim.Refused.HELD);
    assertThat(claim(read(turn(LaneScope.GUEST), null), until.minusMillis(1)))
        .isEqualTo(Claim.Refused.HELD);
    assertThat(claim(write(turn(7)), until)).isInstanceOf(Claim.Granted.class);
  }

  @Test
  void fiveCallsAreUnderWayAtOnceWhoeverMakesThem() {
    LaneScope guest = turn(LaneScope.GUEST);
    for (int i = 0; i < 4; i++) {
      claim(write(turn(7)), NOW);
    }
    assertThat(claim(read(guest, null), NOW)).isInstanceOf(Claim.Granted.class);
    assertThat(claim(write(turn(7)), NOW)).isEqualTo(Claim.Refused.FULL);
    assertThat(claim(read(guest, null), NOW)).isEqualTo(Claim.Refused.FULL);
    answered(write(turn(7)), null, false, NOW);
    assertThat(claim(read(guest, null), NOW))
        .as("one guest at a time")
        .isEqualTo(Claim.Refused.FULL);
    assertThat(claim(write(turn(7)), NOW)).isInstanceOf(Claim.Granted.class);
    assertThat(claim(write(turn(7)), NOW.plusSeconds(61)))
        .as("a guest that was killed keeps no seat")
        .isInstanceOf(Claim.Granted.class);
  }

  @Test
  void fiveFailuresInARowHoldThatKindOfWorkAlone() {
    failures(5);
    assertThat(claim(write(turn(7)), NOW)).isEqualTo(Claim.Refused.RESTS);
    assertThat(claim(read(turn(7), null), NOW)).isInstanceOf(Claim.Granted.class);
    assertThat(pace.resting(NOW).holds(SENDING)).isTrue();
    assertThat(pace.resting(NOW).holds(KindOfWork.sending(Kind.CLIENT))).isFalse();
  }

  @Test
  void anAnswerInBetweenBeginsTheRowAnew() {
    failures(4);
    claim(write(turn(7)), NOW);
    answered(write(turn(7)), Remedy.CORRECT, false, NOW);
    failures(4);
    assertThat(claim(write(turn(7)), NOW)).isInstanceOf(Claim.Granted.class);
  }

  @Test
  void limitsRefusalsAndWhatWasNeverSentAreNoFailures() {
    for (int i = 0; i < 10; i++) {
      claim(write(turn(7)), NOW);
      answered(write(turn(7)), i % 2 == 0 ? Remedy.CORRECT : Remedy.LATER, true, NOW);
    }
    assertThat(pace.circuits()).isEmpty();
  }

  @Test
  void afterFiveMinutesAReadingFindsOutAndNeverAWrite() {
    failures(5);
    Instant then = NOW.plus(Circuit.PAUSE);
    assertThat(claim(write(turn(7)), then)).isEqualTo(Claim.Refused.RESTS);
    assertThat(claim(read(turn(7), SENDING), then)).isInstanceOf(Claim.Granted.class);
    assertThat(claim(read(turn(7), SENDING), then)).as("one does").isEqualTo(Claim.Refused.RESTS);
    answered(read(turn(7), SENDING), null, false, then);
    assertThat(claim(write(turn(7)), then)).isInstanceOf(Claim.Granted.class);
    answered(write(turn(7)), Remedy.LATER, false, then);
    assertThat(claim(write(turn(7)), then))
        .as("one more failure is enough")
        .isEqualTo(Claim.Refused.RESTS);
  }

  @Test
  void aReadingThatFailsToFindOutProlongsTheRest() {
    failures(5);
    Instant then = NOW.plus(Circuit.PAUSE);
    claim(read(turn(7), SENDING), then);
    answered(read(turn(7), SENDING), Remedy.LATER, false, then);
    assertThat(pace.resting(then.plus(Duration.ofMinutes(4))).holds(SENDING)).isTrue();
    assertThat(pace.resting(then.plus(Circuit.PAUSE)).doubts(SENDING)).isTrue();
    assertThat(pace.resting(then).holds(READING)).isFalse();
  }

  @Test
  void aSpentDayIsAskedOnceAndStaysSpent() {
    var spent = new Day(50, 1000, NOW.plus(Duration.ofDays(1)), NOW);
    pace = pace.with(new Budget(Minute.FULL, spent));
    Instant later = NOW.plus(Duration.ofHours(4));
    var asking =
        new Claim(Operation.read(LaneClass.SWEEP, "check the day", 0), turn(7), null, true);
    assertThat(claim(write(turn(7)), later)).isEqualTo(Claim.Refused.SPENT);
    assertThat(claim(asking, later)).isInstanceOf(Claim.Granted.class);
    assertThat(claim(asking, later.plusSeconds(1))).isEqualTo(Claim.Refused.SPENT);
  }

  /** Four at once, as bulk work makes them. */
  private void unreached(Instant now) {
    for (int i = 0; i < 4; i++) {
      assertThat(claim(write(turn(7)), now)).isInstanceOf(Claim.Granted.class);
    }
    for (int i = 0; i < 4; i++) {
      answered(write(turn(7)), Remedy.LATER, true, now);
    }
  }

  @Test
  void whatNeverLeftIsPutBackIntoTheMinuteAndTheDay() {
    pace =
        pace.with(new Budget(Minute.FULL, new Day(150, 200, NOW.plus(Duration.ofHours(9)), NOW)));
    unreached(NOW);
    assertThat(pace.budget().minute().left()).isEqualTo(Minute.MOST);
    assertThat(pace.budget().day().left()).isEqualTo(150);
  }

  @Test
  void whatMayHaveArrivedStaysCounted() {
    pace =
        pace.with(new Budget(Minute.FULL, new Day(150, 200, NOW.plus(Duration.ofHours(9)), NOW)));
    failures(1);
    assertThat(pace.budget().minute().left()).isEqualTo(Minute.MOST - 1);
    assertThat(pace.budget().day().left()).isEqualTo(149);
    assertThat(pace.outage().lasts()).as("it was reached, or may have been").isFalse();
  }

  @Test
  void whatNeverLeftInAMinuteThatIsOverIsNotPutIntoTheNext() {
    assertThat(claim(write(turn(7)), NOW)).isInstanceOf(Claim.Granted.class);
    Taken early = Taken.of(pace, NOW);
    Instant next = NOW.plusSeconds(61);
    assertThat(claim(write(turn(7)), next)).isInstanceOf(Claim.Granted.class);
    pace =
        new Outcome(write(turn(7)), early, FACTS, Remedy.LATER, true, next).on(pace, false, true);
    assertThat(pace.budget().minute().left()).isEqualTo(Minute.MOST - 1);
  }

  /** The ledger's own figure never counted it: put back, it would allow one call too many. */
  @Test
  void whatNeverLeftIsNotPutBackOntoAFigureGivenSince() {
    assertThat(claim(write(turn(7)), NOW)).isInstanceOf(Claim.Granted.class);
    pace =
        new Outcome(write(turn(7)), Taken.of(pace, NOW), REFUSED, Remedy.CORRECT, true, NOW)
            .on(pace, false, true);
    assertThat(claim(write(turn(7)), NOW)).isInstanceOf(Claim.Granted.class);
    Taken lost = Taken.of(pace, NOW);
    assertThat(claim(write(turn(7)), NOW)).isInstanceOf(Claim.Granted.class);
    Taken heard = Taken.of(pace, NOW);
    Instant later = NOW.plusSeconds(2);
    pace =
        new Outcome(write(turn(7)), heard, TEN_LEFT, Remedy.LATER, false, later)
            .on(pace, false, true);
    assertThat(pace.budget().minute().left()).isEqualTo(10);
    assertThat(pace.budget().day().left()).isEqualTo(148);
    pace =
        new Outcome(write(turn(7)), lost, FACTS, Remedy.LATER, true, later).on(pace, false, true);
    assertThat(pace.budget().minute().left()).isEqualTo(10);
    assertThat(pace.budget().day().left()).as("the day's figure did not fall").isEqualTo(149);
  }

  @Test
  void outOfReachOneCallFindsOutLaterEachTimeAndAPersonsGoesAtOnce() {
    unreached(NOW);
    Duration[] waits = {
      Duration.ofSeconds(5),
      Duration.ofSeconds(10),
      Duration.ofSeconds(20),
      Duration.ofSeconds(40),
      Duration.ofSeconds(80),
      Duration.ofMinutes(2),
      Duration.ofMinutes(2)
    };
    Instant now = NOW;
    for (Duration wait : waits) {
      assertThat(pace.outage().until()).isEqualTo(now.plus(wait));
      Instant before = now.plus(wait).minusMillis(1);
      assertThat(claim(write(turn(7)), before)).isEqualTo(Claim.Refused.AWAY);
      assertThat(claim(person(), before)).isInstanceOf(Claim.Granted.class);
      answered(person(), Remedy.LATER, true, before);
      now = now.plus(wait);
      assertThat(pace.outage().until()).as("a click changes nothing").isEqualTo(now);
      assertThat(claim(write(turn(7)), now)).isInstanceOf(Claim.Granted.class);
      assertThat(claim(write(turn(7)), now)).as("one finds out").isEqualTo(Claim.Refused.AWAY);
      answered(write(turn(7)), Remedy.LATER, true, now);
    }
    assertThat(pace.outage().since()).isEqualTo(NOW);
    now = now.plus(Outage.LONGEST);
    assertThat(claim(write(turn(7)), now)).isInstanceOf(Claim.Granted.class);
    pace =
        new Outcome(write(turn(7)), Taken.of(pace, now), REFUSED, Remedy.CORRECT, true, now)
            .on(pace, false, true);
    assertThat(pace.outage()).as("an answer, whatever it says").isEqualTo(Outage.NONE);
  }

  @Test
  void aSpentDayIsAskedAgainIfTheQuestionNeverLeft() {
    var spent = new Day(50, 1000, NOW.plus(Duration.ofDays(1)), NOW);
    pace = pace.with(new Budget(Minute.FULL, spent));
    Instant later = NOW.plus(Duration.ofHours(4));
    var asking =
        new Claim(Operation.read(LaneClass.SWEEP, "check the day", 0), turn(7), null, true);
    assertThat(claim(asking, later)).isInstanceOf(Claim.Granted.class);
    answered(asking, Remedy.LATER, true, later);
    assertThat(pace.budget().day().left()).isEqualTo(50);
    assertThat(claim(asking, later.plus(Outage.FIRST))).isInstanceOf(Claim.Granted.class);
  }

  private static Claim person() {
    return new Claim(
        new Operation(LaneClass.PERSON, Kind.CLIENT, "create clients", true, 1, null),
        turn(7),
        null,
        false);
  }
}
