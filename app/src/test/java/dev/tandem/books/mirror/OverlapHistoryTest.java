package dev.tandem.books.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerTrace;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who of those whom a history names is somebody else. */
class OverlapHistoryTest {

  private static final Instant READ = Instant.parse("2026-11-22T09:00:00Z");

  /** Found only then: the answer was lost. */
  private static final Instant FOUND = READ.plusSeconds(600);

  private static final Gap GAP = new Gap(READ, FOUND);

  @Test
  void theOnlyProgramInTheGapOfALostAnswerIsUs() {
    assertThat(others(trace(300, "Tandem"))).isEmpty();
  }

  /** A shop writes into the same books: which of both is us the history does not tell. */
  @Test
  void ofTwoProgramsInTheGapOfALostAnswerNeitherIsPassedOver() {
    assertThat(others(trace(300, "Shop"), trace(200, "Tandem")))
        .extracting(LedgerTrace::details)
        .contains("Shop");
  }

  @Test
  void theProgramBesideOurWriteIsUsThoughAnotherWroteBefore() {
    assertThat(others(trace(599, "Tandem"), trace(200, "Shop")))
        .extracting(LedgerTrace::details)
        .containsExactly("Shop");
  }

  /** Nobody knows whether ours arrived: the gap ends with somebody's change, not with ours. */
  @Test
  void whatNeverArrivedWentOverNothing() {
    assertThat(open(somebody(600), somebody(200), trace(-100, "Tandem"))).isEmpty();
  }

  @Test
  void whatArrivedWentOverWhatWasBeforeIt() {
    assertThat(open(somebody(600), trace(400, "Tandem"), somebody(200), trace(-100, "Tandem")))
        .extracting(LedgerTrace::at)
        .containsExactly(READ.plusSeconds(200));
  }

  /** We are whoever wrote when we were answered, not whoever wrote where the gap ends. */
  @Test
  void anotherProgramThatWroteSinceIsNotTakenForUs() {
    assertThat(open(trace(600, "Shop"), somebody(200), trace(-100, "Tandem"))).isEmpty();
  }

  private static List<LedgerTrace> open(LedgerTrace... history) {
    return others(Set.of(GAP), history);
  }

  private static List<LedgerTrace> others(LedgerTrace... history) {
    return others(Set.of(), history);
  }

  private static List<LedgerTrace> others(Set<Gap> open, LedgerTrace... history) {
    var suspect =
        new Overlaps.Suspect(Kind.CLIENT, UUID.randomUUID(), "c1", List.of(GAP), FOUND, true);
    return new OverlapHistory(
            suspect,
            List.of(history),
            open,
            open.isEmpty() ? List.of() : List.of(READ.minusSeconds(99)))
        .others();
  }

  private static LedgerTrace somebody(int seconds) {
    return new LedgerTrace(READ.plusSeconds(seconds), "Morgan Hale", "Edited", "", false);
  }

  private static LedgerTrace trace(int seconds, String program) {
    return new LedgerTrace(READ.plusSeconds(seconds), "", "Updated", program, true);
  }
}
