package dev.tandem.books.mirror;

import dev.tandem.books.ledger.LedgerLine;
import dev.tandem.practice.billing.LineDetails;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Which of our lines each of the ledger's is: two may have the same text and be of different
 * services. What is alike in more is found first, what stands at the same place before what does
 * not, and none of ours is found twice.
 */
final class SameLines {

  /** From alike in everything to alike in hardly anything. */
  private static final List<BiPredicate<LedgerLine, LedgerLine>> ALIKE =
      List.of(
          (our, it) -> text(our).equals(text(it)),
          (our, it) -> text(our.plain()).equals(text(it.plain())),
          (our, it) -> named(our, it) && booked(our, it),
          (our, it) -> named(our, it) && priced(our, it),
          SameLines::named);

  private final List<LedgerLine> ours;
  private final List<LedgerLine> theirs;

  /** For each of theirs the place of ours; -1 for none. */
  private final int[] found;

  private final boolean[] used;

  private SameLines(List<LedgerLine> ours, List<LedgerLine> theirs) {
    this.ours = ours;
    this.theirs = theirs;
    this.found = new int[theirs.size()];
    this.used = new boolean[ours.size()];
    Arrays.fill(found, -1);
  }

  /** For each of theirs, in their order, the one of ours that it is; null for a new one. */
  static List<@Nullable LineDetails> of(List<LedgerLine> theirs, List<LineDetails> ours) {
    var same = new SameLines(ours.stream().map(InvoiceLines::said).toList(), theirs);
    ALIKE.forEach(same::find);
    same.findRewritten();
    var all = new ArrayList<@Nullable LineDetails>();
    for (int at : same.found) {
      all.add(at < 0 ? null : ours.get(at));
    }
    return all;
  }

  private void find(BiPredicate<LedgerLine, LedgerLine> alike) {
    for (int i = 0; i < found.length; i++) {
      if (found[i] < 0 && fits(i, i, alike)) {
        take(i, i);
      }
    }
    for (int i = 0; i < found.length; i++) {
      for (int at = 0; at < used.length && found[i] < 0; at++) {
        if (fits(i, at, alike)) {
          take(i, at);
        }
      }
    }
  }

  /** Where only the text is another one: at its place, with all else as it was. */
  private void findRewritten() {
    for (int i = 0; i < found.length; i++) {
      if (found[i] < 0 && fits(i, i, (our, it) -> text(unnamed(our)).equals(text(unnamed(it))))) {
        take(i, i);
      }
    }
  }

  private boolean fits(int i, int at, BiPredicate<LedgerLine, LedgerLine> alike) {
    return at < used.length && !used[at] && alike.test(ours.get(at), theirs.get(i));
  }

  private void take(int i, int at) {
    found[i] = at;
    used[at] = true;
  }

  private static boolean named(LedgerLine our, LedgerLine it) {
    return our.description().equals(it.description());
  }

  private static boolean booked(LedgerLine our, LedgerLine it) {
    return our.accountCode().equals(it.accountCode()) && our.taxType().equals(it.taxType());
  }

  private static boolean priced(LedgerLine our, LedgerLine it) {
    return same(our.unitPrice(), it.unitPrice()) && same(our.quantity(), it.quantity());
  }

  private static boolean same(BigDecimal one, BigDecimal other) {
    return one.compareTo(other) == 0;
  }

  private static LedgerLine unnamed(LedgerLine it) {
    return new LedgerLine("", it.quantity(), it.unitPrice(), it.accountCode(), it.taxType())
        .withExtrasOf(it);
  }

  private static String text(LedgerLine it) {
    return LedgerLine.text(List.of(it.withoutNames()));
  }
}
