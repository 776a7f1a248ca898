package dev.tandem.books.refusals;

import dev.tandem.books.ledger.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All refusals that are known. One call may be refused for several reasons at once: the first entry
 * in this order is told, the words themselves always stand beside it.
 */
public final class Catalogue {

  private static final List<Refusal> KNOWN =
      Stream.of(
              OwnHolds.ALL,
              ContactRefusals.ALL,
              LineRefusals.ALL,
              DocumentRefusals.ALL,
              MoneyRefusals.ALL,
              CreditRefusals.ALL,
              OurMistakes.ALL)
          .flatMap(List::stream)
          .toList();

  private Catalogue() {}

  public static List<Refusal> entries() {
    return KNOWN;
  }

  /** What these words mean for a record of this kind; empty if nobody has met them yet. */
  public static Optional<Refusal> find(String words, Kind kind) {
    return all(words, kind).findFirst();
  }

  /**
   * What helps where Xero no longer has what somebody recorded there: the words do not tell whose.
   */
  public static Refusal theirsIsGone() {
    return OwnHolds.GONE_THEIRS;
  }

  /** Every entry whose words these contain, the one to mend first before the others. */
  public static Stream<Refusal> all(String words, Kind kind) {
    String key = Refusal.key(words);
    return KNOWN.stream().filter(it -> it.fits(key, kind));
  }

  /** Whether the words say this, perhaps among other things. */
  public static boolean says(String words, Kind kind, Step step) {
    return all(words, kind).anyMatch(it -> it.step() == step);
  }
}
