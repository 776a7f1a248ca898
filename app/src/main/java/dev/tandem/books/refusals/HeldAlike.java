package dev.tandem.books.refusals;

import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.books.outbox.WaitingRecords;
import dev.tandem.books.outbox.WaitingRecords.Entry;
import dev.tandem.books.outbox.WaitingRecords.Question;
import dev.tandem.books.outbox.WaitingRecords.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Records that are held for one and the same cause, whatever the exact words at each. */
@Component
public class HeldAlike {

  /** As many as are shown at once; the rest follows when these are mended. */
  private static final int MOST = 500;

  private static final int PORTION = 500;

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
        null,
        it ->
            Catalogue.find(words(it), Kind.of(it.record().kind()))
                .filter(refusal::equals)
                .isPresent());
  }

  /** Those whose words name this step, perhaps among other things. */
  public List<Entry> of(@Nullable Kind kind, Step step) {
    return of(null, kind, step);
  }

  /** Of these, those of one organisation; null for all. */
  List<Entry> of(@Nullable UUID tenant, @Nullable Kind kind, Step step) {
    return held(tenant, kind, it -> Catalogue.says(words(it), Kind.of(it.record().kind()), step));
  }

  /**
   * Sends all of them again.
   *
   * @return how many
   */
  public int tryAgain(Refusal refusal) {
    return outbox.tryAgain(of(refusal).stream().map(Entry::record).toList());
  }

  /** Whatever else is held, and however much of it, is gone past. */
  private List<Entry> held(@Nullable UUID tenant, @Nullable Kind kind, Predicate<Entry> wanted) {
    var question = new Question(tenant, kind, Stage.HELD, null, null);
    var found = new ArrayList<Entry>();
    Entry last = null;
    List<Entry> some;
    do {
      some = waiting.portion(question, last, PORTION);
      some.stream().filter(wanted).forEach(found::add);
      last = some.isEmpty() ? null : some.getLast();
    } while (some.size() == PORTION && found.size() < MOST);
    return found;
  }

  static String words(Entry it) {
    return Objects.requireNonNullElse(it.reason(), "");
  }
}
