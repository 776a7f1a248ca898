package dev.tandem.practice.takings.web;

import dev.tandem.practice.takings.Count;
import dev.tandem.practice.takings.DayTakings;
import dev.tandem.shared.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What somebody counted, as typed. */
final class Counted {

  private static final BigDecimal MOST = new BigDecimal("999999999.99");

  private Counted() {}

  /**
   * Looked at before anything is computed with it: the numbers of programs can be of any size.
   * Nobody counts a part of a yen, but all that is expected may have one.
   */
  static boolean isAmount(BigDecimal counted, DayTakings.Part of) {
    return counted.signum() >= 0
        && counted.compareTo(MOST) <= 0
        && (Money.payable(counted, of.currency()) || counted.compareTo(of.open()) == 0);
  }

  /** What to say of what is none. */
  static String wanted(DayTakings.Part of) {
    return Money.coinless(of.currency())
        ? "A whole amount: " + of.currency() + " has no decimals"
        : "An amount in whole cents";
  }

  /** A field that is left empty says that everything was there. */
  static List<Count> read(DayTakings day, Map<String, String> form, Map<String, String> errors) {
    var counts = new ArrayList<Count>();
    for (DayTakings.Part it : day.toCount()) {
      String typed = form.getOrDefault(it.field(), "").strip();
      try {
        BigDecimal counted =
            typed.isEmpty() ? it.open() : new BigDecimal(typed.replaceAll("[\\s\\p{Sc},]", ""));
        if (!isAmount(counted, it)) {
          throw new NumberFormatException();
        }
        counts.add(new Count(it.method(), it.location(), it.open(), counted.setScale(2)));
      } catch (NumberFormatException _) {
        errors.put(it.field(), wanted(it));
      }
    }
    return counts;
  }
}
