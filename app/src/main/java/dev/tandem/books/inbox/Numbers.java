package dev.tandem.books.inbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that one webhook of the ledger gives its events, as far as its calls showed them. A
 * number that is passed over is a hole, until a call that was overtaken fills it. Calls come twice;
 * a webhook that is made anew begins with 1 again.
 */
final class Numbers {

  /**
   * One call that told events.
   *
   * @param at when it came
   */
  record Call(long first, long last, Instant at) {}

  /**
   * Numbers that never came, as far as is known.
   *
   * @param from when what goes before came
   * @param to when what follows came
   */
  record Hole(long first, long last, Instant from, Instant to) {

    /** What is left of it beside these numbers. */
    List<Hole> without(long someFirst, long someLast) {
      var left = new ArrayList<Hole>();
      if (someFirst > last || someLast < first) {
        left.add(this);
        return left;
      }
      if (someFirst > first) {
        left.add(new Hole(first, someFirst - 1, from, to));
      }
      if (someLast < last) {
        left.add(new Hole(someLast + 1, last, from, to));
      }
      return left;
    }
  }

  private long highest;
  private @Nullable Long before;
  private @Nullable Instant heardAt;

  /**
   * @param highest of all numbers so far; 0 if none came yet
   * @param before which it was until it seemed that the numbers begin anew; null if it never did
   * @param heardAt when the last call came
   */
  Numbers(long highest, @Nullable Long before, @Nullable Instant heardAt) {
    this.highest = highest;
    this.before = before;
    this.heardAt = heardAt;
  }

  long highest() {
    return highest;
  }

  @Nullable Long before() {
    return before;
  }

  @Nullable Instant heardAt() {
    return heardAt;
  }

  /**
   * The next call, in the order in which they came.
   *
   * @return the hole that it leaves behind; null if it leaves none
   */
  @Nullable Hole next(Call it) {
    Instant last = heardAt == null ? it.at() : heardAt;
    heardAt = it.at();
    if (before != null && it.first() == before + 1) {
      // It was a repetition: the old numbers go on.
      highest = before;
      before = null;
    }
    if (highest == 0 || it.first() == highest + 1) {
      highest = it.last();
      return null;
    }
    if (it.first() <= highest) {
      if (it.first() == 1 && it.last() < highest) {
        before = before == null ? highest : before;
        highest = it.last();
      }
      highest = Math.max(highest, it.last());
      return null;
    }
    var hole = new Hole(highest + 1, it.first() - 1, last, it.at());
    highest = it.last();
    return hole;
  }
}
