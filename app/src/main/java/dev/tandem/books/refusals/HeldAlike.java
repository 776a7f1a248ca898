package dev.tandem.books.refusals;

import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.books.outbox.WaitingRecords;
import dev.tandem.books.outbox.WaitingRecords.Entry;
import dev.tandem.books.outbox.WaitingRecords.Question;
import dev.tandem.books.outbox.WaitingRecords.Stage;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Records that are held for one and the same cause, whatever the exact words at each. */
@Component
public class HeldAlike {

  /** As many as are gone through at once; the rest follows when these are mended. */
  private static final int MOST = 500;

  private final WaitingRecords waiting;
  private final Outbox outbox;

  HeldAlike(WaitingRecords waiting, Outbox outbox) {
    this.waiting = waiting;
    this.outbox = outbox;
  }

  /** Those whose words mean this entry. */
  public List<Entry> of(Refusal refusal) {
    return held(
        null,
        it ->
            Catalogue.find(words(it), Kind.of(it.record().kind()))
                .filter(refusal::equals)
                .isPresent());
  }

  /** Those whose words name this step, perhaps among other things. */
  public List<Entry> of(@Nullable Kind kind, Step step) {
    return held(kind, it -> Catalogue.says(words(it), Kind.of(it.record().kind()), step));
  }

  /**
   * Sends all of them again.
   *
   * @return how many
   */
  public int tryAgain(Refusal refusal) {
    return outbox.tryAgain(of(refusal).stream().map(Entry::record).toList());
  }

  private List<Entry> held(@Nullable Kind kind, Predicate<Entry> wanted) {
    return waiting.portion(new Question(null, kind, Stage.HELD, null, null), null, MOST).stream()
        .filter(wanted)
        .toList();
  }

  static String words(Entry it) {
    return Objects.requireNonNullElse(it.reason(), "");
  }
}
