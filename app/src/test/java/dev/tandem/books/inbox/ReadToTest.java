package dev.tandem.books.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.books.ledger.LedgerPage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReadToTest {

  private static final Instant THEIRS = Instant.parse("2026-03-02T10:00:00Z");
  private static final Instant OURS = THEIRS.plus(Duration.ofHours(1));
  private static final Duration OVERLAP = Duration.ofMinutes(2);

  @Test
  void theEndIsWhenTheLedgerFirstAnswered() {
    var it = new ReadTo(OURS, null);
    it.answered(page(THEIRS));
    it.answered(page(THEIRS.plusSeconds(60)));
    assertThat(it.end(THEIRS.plusSeconds(50))).isEqualTo(THEIRS.minus(OVERLAP));
    assertThat(it.end(null)).isEqualTo(THEIRS.minus(OVERLAP));
  }

  @Test
  void whatACallOfOursIsMakingIsReadAgainByTheirClock() {
    var it = new ReadTo(OURS, OURS.minusSeconds(90));
    it.answered(page(THEIRS));
    Instant making = THEIRS.minusSeconds(90).minus(OVERLAP);
    assertThat(it.end(null)).isEqualTo(making);
    assertThat(it.soFar(THEIRS.minusSeconds(10))).isEqualTo(making);
    assertThat(it.soFar(THEIRS.minusSeconds(100)))
        .isEqualTo(THEIRS.minusSeconds(100).minus(OVERLAP));
  }

  @Test
  void anAnswerWithoutATimeMovesItOnlyToWhatWasShown() {
    var it = new ReadTo(OURS, null);
    it.answered(page(null));
    assertThat(it.end(null)).isNull();
    assertThat(it.end(THEIRS)).isEqualTo(THEIRS.minus(OVERLAP));
  }

  @Test
  void aTimeThatIsAheadOfOursIsNotBelieved() {
    var it = new ReadTo(THEIRS, null);
    it.answered(page(OURS));
    assertThat(it.end(null)).isEqualTo(THEIRS.minus(OVERLAP));
  }

  private static LedgerPage page(@Nullable Instant asOf) {
    return new LedgerPage(List.of(), List.of(), false, null, asOf);
  }
}
