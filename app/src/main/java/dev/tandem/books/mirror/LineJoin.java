package dev.tandem.books.mirror;

import dev.tandem.books.ledger.LedgerLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Joins what both sides did to an invoice's lines since they last agreed, as far as nobody can
 * mind: one side left the agreed lines as they were and only added some.
 */
final class LineJoin {

  private LineJoin() {}

  static Optional<String> join(Pair agreed, String ours, String theirs) {
    return addition(agreed.theirs(), theirs, ours).or(() -> addition(agreed.ours(), ours, theirs));
  }

  /** The other side's lines with what was added to the base; empty if more was done than added. */
  private static Optional<String> addition(@Nullable String base, String now, String other) {
    if (base == null) {
      return Optional.empty();
    }
    List<String> added = new ArrayList<>(lines(now));
    for (String it : lines(base)) {
      if (!added.remove(it)) {
        return Optional.empty();
      }
    }
    var all = new ArrayList<>(LedgerLine.read(other));
    added.forEach(it -> all.addAll(LedgerLine.read(it)));
    return Optional.of(LedgerLine.text(all));
  }

  private static List<String> lines(String text) {
    return LedgerLine.read(text).stream().map(it -> LedgerLine.text(List.of(it))).toList();
  }
}
