package dev.tandem.books.mirror;

import dev.tandem.books.ledger.LedgerTrace;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the ledger's history tells of the gaps before our writes of a record. */
final class OverlapHistory {

  /** An entry of the history is this near to the write that it tells of. */
  static final Duration NEAR = Duration.ofSeconds(5);

  /** A change and its entry in the history are not stamped in the same moment. */
  private static final Duration APART = Duration.ofSeconds(1);

  private final Overlaps.Suspect it;
  private final List<LedgerTrace> dated;
  private final Set<Gap> open;
  private final List<Instant> answered;

  /**
   * @param open those of the gaps before writes of which nobody knows whether they arrived
   * @param answered when writes of ours were
   */
  OverlapHistory(
      Overlaps.Suspect it, List<LedgerTrace> history, Set<Gap> open, List<Instant> answered) {
    this.it = it;
    this.dated = history.stream().filter(one -> one.at() != null).toList();
    this.open = open;
    this.answered = answered;
  }

  /**
   * What others changed in the gaps. A program's entry is ours if it names the one that the entry
   * nearest to our write names.
   */
  List<LedgerTrace> others() {
    String ours = ours();
    Set<LedgerTrace> read =
        it.gaps().stream().flatMap(gap -> readBefore(gap).stream()).collect(Collectors.toSet());
    return dated.stream()
        .filter(one -> gap(one).filter(gap -> isBefore(one, gap, ours)).isPresent())
        .filter(one -> !one.program() || !one.details().equals(ours))
        .filter(one -> !read.contains(one))
        .toList();
  }

  /**
   * What this program is called there; null if the history does not show it, or shows several of
   * which it may be any: then a person is asked rather than a change passed over.
   */
  private @Nullable String ours() {
    List<Instant> arrived =
        it.gaps().stream().filter(gap -> !open.contains(gap)).map(Gap::to).toList();
    return program(arrived)
        // Whatever stands where a gap ends at which nobody answered: somebody changed it there.
        .or(() -> program(answered))
        .map(LedgerTrace::details)
        .or(
            () -> {
              // The answer was lost: the write arrived somewhere in the gap.
              List<String> programs =
                  dated.stream()
                      .filter(LedgerTrace::program)
                      .filter(one -> gap(one).isPresent())
                      .map(LedgerTrace::details)
                      .distinct()
                      .toList();
              return programs.size() == 1 ? Optional.of(programs.getFirst()) : Optional.empty();
            })
        .orElse(null);
  }

  /** The program that is the nearest to any of our writes. */
  private Optional<LedgerTrace> program(List<Instant> writes) {
    return dated.stream()
        .filter(LedgerTrace::program)
        .filter(
            one -> writes.stream().anyMatch(wrote -> distance(at(one), wrote).compareTo(NEAR) < 0))
        .min(Comparator.comparing(one -> distance(at(one), it.until())));
  }

  /** Whether it was there before our write: that may have arrived long before it was found. */
  private boolean isBefore(LedgerTrace one, Gap gap, @Nullable String ours) {
    Optional<Instant> arrival = arrival(gap, ours);
    return open.contains(gap)
        ? arrival.filter(at -> !at(one).isAfter(at)).isPresent()
        : arrival.filter(at(one)::isAfter).isEmpty();
  }

  private Optional<Instant> arrival(Gap gap, @Nullable String ours) {
    return dated.stream()
        .filter(one -> one.program() && one.details().equals(ours))
        .map(OverlapHistory::at)
        // Not the entry of the write with which it begins.
        .filter(at -> at.isAfter(gap.from().plus(APART)) && !at.isAfter(gap.to().plus(APART)))
        .max(Comparator.naturalOrder());
  }

  /**
   * It was our own write that was told of: its answer was lost, and it was found later; or what
   * came after one of which nobody knows whether it arrived.
   */
  boolean isExplained() {
    String ours = ours();
    return !open.isEmpty()
        || it.gaps().stream()
            .anyMatch(
                gap ->
                    arrival(gap, ours)
                        .filter(at -> distance(at, gap.to()).compareTo(NEAR) >= 0)
                        .isPresent());
  }

  Optional<Gap> gap(LedgerTrace one) {
    return it.gaps().stream()
        .filter(gap -> gap.holds(at(one)) || gap.to().equals(at(one)))
        .findFirst();
  }

  /**
   * The entry of the change with which a gap begins, if it is stamped later than that: where none
   * is stamped as it was made, it is the first one since.
   */
  private Optional<LedgerTrace> readBefore(Gap gap) {
    boolean stamped =
        dated.stream()
            .map(OverlapHistory::at)
            .anyMatch(at -> !at.isAfter(gap.from()) && at.isAfter(gap.from().minus(APART)));
    return stamped
        ? Optional.empty()
        : dated.stream()
            .filter(one -> at(one).isAfter(gap.from()))
            .filter(one -> !at(one).isAfter(gap.from().plus(APART)))
            .min(Comparator.comparing(OverlapHistory::at));
  }

  static Instant at(LedgerTrace it) {
    return Objects.requireNonNull(it.at());
  }

  static Duration distance(Instant one, Instant other) {
    return Duration.between(one, other).abs();
  }
}
