package dev.tandem.books.web;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a list: no page shows more at once.
 *
 * @param number from 1
 * @param all how many there are on all pages
 */
public record Slice<T>(List<T> rows, int number, int all) {

  static final int SIZE = 50;

  /** Reads no more than the page: a function from how many to pass over and how many to take. */
  @FunctionalInterface
  interface Reading<T> {
    List<T> rows(int from, int most);
  }

  static <T> Slice<T> of(List<T> all, int page) {
    return of(
        all.size(), page, (from, most) -> all.subList(from, Math.min(all.size(), from + most)));
  }

  /** Of a list too long to be read whole. */
  static <T> Slice<T> of(int all, int page, Reading<T> reading) {
    int number = Math.clamp(page, 1, Math.max(1, Math.ceilDiv(all, SIZE)));
    return new Slice<>(reading.rows((number - 1) * SIZE, SIZE), number, all);
  }

  /** Of a list that goes from old to new, pages that go from new to old. */
  static <T> Slice<T> latest(List<T> oldestFirst, int page) {
    Slice<T> newestFirst = of(oldestFirst.reversed(), page);
    return new Slice<>(newestFirst.rows.reversed(), newestFirst.number, newestFirst.all);
  }

  <R> Slice<R> map(Function<T, R> each) {
    return new Slice<>(rows.stream().map(each).toList(), number, all);
  }

  public boolean more() {
    return number * SIZE < all;
  }
}
