package dev.tandem.books.web;

import java.util.List;

/**
 * One page of a list that was read whole, since it never grows long: no page shows more at once.
 *
 * @param number from 1
 * @param all how many there are on all pages
 */
public record Slice<T>(List<T> rows, int number, int all) {

  static final int SIZE = 50;

  static <T> Slice<T> of(List<T> all, int page) {
    int number = Math.clamp(page, 1, Math.max(1, Math.ceilDiv(all.size(), SIZE)));
    int from = (number - 1) * SIZE;
    return new Slice<>(all.subList(from, Math.min(all.size(), from + SIZE)), number, all.size());
  }

  /** Of a list that goes from old to new, pages that go from new to old. */
  static <T> Slice<T> latest(List<T> oldestFirst, int page) {
    Slice<T> newestFirst = of(oldestFirst.reversed(), page);
    return new Slice<>(newestFirst.rows.reversed(), newestFirst.number, newestFirst.all);
  }

  public boolean more() {
    return number * SIZE < all;
  }
}
