package dev.tandem.books.mirror;

import dev.tandem.books.ledger.LedgerLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Joins what both sides did to an invoice's lines since they last agreed, as far as nobody can
 * mind: one side left the agreed lines as they were and only added some, or only gave them another
 * item, discount or tracking; or each changed other lines. Where both may have added the same a
 * person decides: joined, it would be charged twice.
 */
final class LineJoin {

  private LineJoin() {}

  static Optional<String> join(Pair agreed, String ours, String theirs) {
    if (bothMayHaveAddedTheSame(agreed, ours, theirs)) {
      return Optional.empty();
    }
    return addition(agreed.theirs(), theirs, ours)
        .or(() -> addition(agreed.ours(), ours, theirs))
        .or(() -> extras(agreed.theirs(), theirs, ours))
        .or(() -> extras(agreed.ours(), ours, theirs))
        .or(() -> eachItsOwn(agreed, ours, theirs));
  }

  /**
   * Whether a line that one side added is one that the other has now, and had not. Where both only
   * added, the same words or the same amount are enough to ask.
   */
  private static boolean bothMayHaveAddedTheSame(Pair agreed, String ours, String theirs) {
    if (agreed.ours() == null || agreed.theirs() == null) {
      return false;
    }
    List<LedgerLine> our = without(ours, agreed.ours());
    List<LedgerLine> their = without(theirs, agreed.theirs());
    boolean weOnlyAdded = without(agreed.ours(), ours).isEmpty();
    boolean theyOnlyAdded = without(agreed.theirs(), theirs).isEmpty();
    if (!weOnlyAdded && !theyOnlyAdded) {
      return false;
    }
    boolean bothOnlyAdded = weOnlyAdded && theyOnlyAdded;
    return our.stream()
        .anyMatch(it -> their.stream().anyMatch(other -> isAlike(it, other, bothOnlyAdded)));
  }

  private static boolean isAlike(LedgerLine one, LedgerLine other, boolean roughly) {
    boolean words = words(one).equals(words(other));
    boolean amount =
        one.quantity()
                .multiply(one.unitPrice())
                .compareTo(other.quantity().multiply(other.unitPrice()))
            == 0;
    return roughly ? words || amount : words && amount;
  }

  private static String words(LedgerLine it) {
    return it.description().strip().toLowerCase(Locale.ROOT);
  }

  /** Those of the lines that are left when the others are taken from them, each once. */
  private static List<LedgerLine> without(String lines, String others) {
    var left = new ArrayList<>(lines(lines));
    lines(others).forEach(left::remove);
    return left.stream().map(it -> LedgerLine.read(it).getFirst()).toList();
  }

  /**
   * Each line from whoever changed it; empty if both changed the same one, or a side has more or
   * fewer lines than were agreed: then no place says which is which.
   */
  private static Optional<String> eachItsOwn(Pair agreed, String ours, String theirs) {
    if (agreed.ours() == null || agreed.theirs() == null) {
      return Optional.empty();
    }
    List<String> ourBase = lines(agreed.ours());
    List<String> theirBase = lines(agreed.theirs());
    List<String> our = lines(ours);
    List<String> their = lines(theirs);
    if (!Set.of(ourBase.size()).containsAll(List.of(theirBase.size(), our.size(), their.size()))) {
      return Optional.empty();
    }
    var all = new ArrayList<LedgerLine>();
    var byUs = new ArrayList<LedgerLine>();
    var byThem = new ArrayList<LedgerLine>();
    for (int i = 0; i < our.size(); i++) {
      boolean weChanged = !our.get(i).equals(ourBase.get(i));
      boolean theyChanged = !their.get(i).equals(theirBase.get(i));
      if (weChanged && theyChanged && !our.get(i).equals(their.get(i))) {
        return Optional.empty();
      }
      LedgerLine line = LedgerLine.read(theyChanged ? their.get(i) : our.get(i)).getFirst();
      all.add(line);
      if (weChanged != theyChanged) {
        (weChanged ? byUs : byThem).add(line);
      }
    }
    // The same correction made by both, each in another of two lines that were alike.
    return byUs.stream()
            .anyMatch(it -> byThem.stream().anyMatch(other -> isAlike(it, other, false)))
        ? Optional.empty()
        : Optional.of(LedgerLine.text(all));
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

  /**
   * The other side's lines with the new extras of this one; empty if more than extras was changed,
   * or the other side changed the extras of the same line, too.
   */
  private static Optional<String> extras(@Nullable String base, String now, String other) {
    if (base == null || !plain(base).equals(plain(now))) {
      return Optional.empty();
    }
    List<LedgerLine> before = LedgerLine.read(base);
    List<LedgerLine> after = LedgerLine.read(now);
    List<LedgerLine> all = new ArrayList<>(LedgerLine.read(other));
    for (int i = 0; i < before.size(); i++) {
      if (before.get(i).sameExtras(after.get(i))) {
        continue;
      }
      int at = counterpart(before, i, all);
      if (at < 0) {
        continue;
      }
      LedgerLine it = all.get(at);
      if (!it.sameExtras(before.get(i)) && !it.sameExtras(after.get(i))) {
        return Optional.empty();
      }
      all.set(at, it.withExtrasOf(after.get(i)));
    }
    return Optional.of(LedgerLine.text(all));
  }

  /**
   * Which line on the other side stands for this one: the same text, the same place if several have
   * it or none has; -1 if it is gone.
   */
  private static int counterpart(List<LedgerLine> before, int i, List<LedgerLine> other) {
    String text = before.get(i).description();
    List<Integer> alike =
        IntStream.range(0, other.size())
            .filter(at -> other.get(at).description().equals(text))
            .boxed()
            .toList();
    if (alike.size() == 1) {
      return alike.getFirst();
    }
    return alike.contains(i) || (alike.isEmpty() && before.size() == other.size()) ? i : -1;
  }

  private static String plain(String text) {
    return LedgerLine.text(LedgerLine.read(text).stream().map(LedgerLine::plain).toList());
  }

  private static List<String> lines(String text) {
    return LedgerLine.read(text).stream().map(it -> LedgerLine.text(List.of(it))).toList();
  }
}
