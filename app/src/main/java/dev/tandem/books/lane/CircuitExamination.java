package dev.tandem.books.lane;

import dev.tandem.shared.doctor.Chapter;
import dev.tandem.shared.doctor.Examination;
import dev.tandem.shared.doctor.Finding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** What rests because calls failed in a row; makes no calls. */
@Component
class CircuitExamination implements Examination {

  private final Lanes lanes;
  private final Clock clock;

  CircuitExamination(Lanes lanes, Clock clock) {
    this.lanes = lanes;
    this.clock = clock;
  }

  @Override
  public Chapter chapter() {
    return Chapter.LEDGER;
  }

  @Override
  public boolean ofPractice() {
    return true;
  }

  @Override
  public List<Finding> examine() {
    return lanes.states().stream()
        .flatMap(
            lane -> lane.rests().entrySet().stream().map(it -> rests(it.getKey(), it.getValue())))
        .toList();
  }

  private Finding rests(KindOfWork work, Instant until) {
    long seconds = Duration.between(clock.instant(), until).toSeconds();
    String words = work.words();
    return Finding.look(
        Character.toUpperCase(words.charAt(0)) + words.substring(1),
        "It rests: five calls in a row brought no usable answer. "
            + (seconds <= 0
                ? "Xero is asked again with the next turn."
                : "Xero is asked again in %d s.".formatted(seconds)),
        "Nothing: it goes on by itself. status.xero.com says what ails Xero.");
  }
}
