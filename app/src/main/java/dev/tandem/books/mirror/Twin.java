package dev.tandem.books.mirror;

import java.util.Comparator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A contact in the ledger, in no link, that may be a client of ours.
 *
 * @param ledgerId the ledger's id
 * @param archived whether it has to be restored there before anything can be booked on it
 * @param evidence what speaks for it; empty if a person found it by search
 */
public record Twin(
    String ledgerId,
    String name,
    String email,
    @Nullable String phone,
    boolean archived,
    Set<Evidence> evidence) {

  /** The order in which contacts are offered: what proves more comes first, then who is active. */
  static final Comparator<Twin> BEST_FIRST =
      Comparator.comparing((Twin it) -> !it.evidence().contains(Evidence.NUMBER))
          .thenComparing(it -> !it.sure())
          .thenComparing(Twin::archived)
          .thenComparing(
              it -> it.evidence().stream().mapToInt(Enum::ordinal).min().orElse(Integer.MAX_VALUE))
          .thenComparing(it -> -it.evidence().size())
          .thenComparing(Twin::ledgerId);

  public Twin {
    evidence = Set.copyOf(evidence);
  }

  /** What speaks for it, in the order in which it counts. */
  public enum Evidence {
    /** It carries our client's id as its number. */
    NUMBER("carries this record's id"),
    NAME("same name"),
    EMAIL("same e-mail"),
    PHONE("same phone"),
    /** The names differ in order, titles, initials or legal form only. */
    SIMILAR("similar name");

    private final String words;

    Evidence(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  public Twin with(Set<Evidence> speaking) {
    return new Twin(ledgerId, name, email, phone, archived, speaking);
  }

  /** Beyond doubt, as long as nothing else fits as well. */
  boolean sure() {
    return evidence.contains(Evidence.NUMBER)
        || (evidence.contains(Evidence.NAME)
            && (evidence.contains(Evidence.EMAIL) || evidence.contains(Evidence.PHONE)));
  }

  boolean named() {
    return evidence.contains(Evidence.NAME);
  }

  /** {@code same name and same e-mail}. */
  public String because() {
    var words = evidence.stream().sorted().map(Evidence::words).toList();
    return words.size() < 2
        ? String.join("", words)
        : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
  }

  /** Names are personal. */
  @Override
  public String toString() {
    return "Twin[" + ledgerId + " " + evidence + "]";
  }
}
