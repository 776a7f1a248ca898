package dev.tandem.books.web;

import dev.tandem.books.outbox.WaitingRecords;
import dev.tandem.books.outbox.WaitingRecords.Same;
import dev.tandem.books.outbox.WaitingRecords.Stage;
import dev.tandem.books.refusals.Step;
import dev.tandem.shared.RecordRef;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What several records wait for at once, and where all of them are mended together. */
@Component
class RefusalReasons {

  private static final int MOST = 6;
  private static final int LOOKED_AT = 50;

  /** Those whose page takes all along that wait for the same reason. */
  private static final Set<Step> TOGETHER =
      Set.of(Step.ACCOUNT, Step.TAX, Step.PART, Step.DATE, Step.MAPPING, Step.IN_XERO);

  private final WaitingRecords waiting;
  private final QueueRows rows;
  private final RecordNames names;
  private final Remedies remedies;

  RefusalReasons(WaitingRecords waiting, QueueRows rows, RecordNames names, Remedies remedies) {
    this.waiting = waiting;
    this.rows = rows;
    this.names = names;
    this.remedies = remedies;
  }

  /**
   * One reason of several records.
   *
   * @param words as they stand at each of them
   * @param help what helps the first of them; null if nothing is known
   */
  public record Reason(String words, int records, @Nullable Help help) {

    /** In plain words where there are any. */
    public String plain() {
      return help == null || help.happened().isEmpty() ? words : help.happened();
    }

    /** Where all of them are mended at once; null where each is another case. */
    public @Nullable String path() {
      if (help == null || !help.link() || !TOGETHER.contains(help.remedy().step())) {
        return null;
      }
      return help.remedy().step() == Step.DATE ? "/ledger/periods" : help.path();
    }
  }

  /**
   * Of what the page with the same question shows, the most frequent first. The one that was chosen
   * is there, too, to be let go.
   */
  List<Reason> of(QueueQuery asked) {
    List<Same> all = waiting.reasons(rows.question(asked, Stage.HELD), LOOKED_AT);
    List<Same> shown =
        Stream.concat(
                all.stream().filter(it -> it.reason().equals(asked.reason())),
                all.stream().filter(it -> it.records() > 1).limit(MOST))
            .distinct()
            .sorted(Comparator.comparingInt(Same::records).reversed())
            .toList();
    Map<RecordRef, Named> named = names.of(shown.stream().map(Same::first).toList());
    Remedies.OfPage help = remedies.ofPage();
    return shown.stream().map(it -> reason(it, named, help)).toList();
  }

  private static Reason reason(Same it, Map<RecordRef, Named> named, Remedies.OfPage help) {
    Named first = Objects.requireNonNull(named.get(it.first()));
    return new Reason(it.reason(), it.records(), help.against(it.reason(), it.first(), first));
  }
}
