package dev.tandem.practice.clients.csv;

import java.util.Optional;

/**
 * Finds out in which order a whole column writes its dates: one {@code 29/02} settles what a
 * thousand {@code 03/04} leave open.
 */
public final class DateColumn {

  private long dayFirst;
  private long monthFirst;
  private long yearFirst;
  private long open;

  public void accept(String cell) {
    WrittenDate.numbers(WrittenDate.withoutTime(cell)).ifPresent(this::count);
  }

  /** The order that the cells prove; empty if they prove none, or two that exclude each other. */
  public Optional<DateOrder> proven() {
    if (contradictory()) {
      return Optional.empty();
    }
    if (dayFirst > 0) {
      return Optional.of(DateOrder.DAY_FIRST);
    }
    if (monthFirst > 0) {
      return Optional.of(DateOrder.MONTH_FIRST);
    }
    return yearFirst > 0 && open == 0 ? Optional.of(DateOrder.YEAR_FIRST) : Optional.empty();
  }

  /** Some cells can only be day first, others only month first. */
  public boolean contradictory() {
    return dayFirst > 0 && monthFirst > 0;
  }

  /** Whether there are dates at all that an order decides. */
  public boolean hasNumbers() {
    return dayFirst + monthFirst + yearFirst + open > 0;
  }

  /** What to offer first where {@link #proven} is empty. */
  public DateOrder likely(String country) {
    if (contradictory()) {
      return dayFirst >= monthFirst ? DateOrder.DAY_FIRST : DateOrder.MONTH_FIRST;
    }
    return proven().orElseGet(() -> DateOrder.habitOf(country));
  }

  private void count(String[] parts) {
    int first = Integer.parseInt(parts[0]);
    int second = Integer.parseInt(parts[1]);
    if (parts[0].length() == 4 || first > 31) {
      yearFirst++;
    } else if (first > 12 && second <= 12) {
      // Two digits in front above 12 could begin a short year, too; nobody writes 84-02-29 in
      // exports.
      dayFirst++;
    } else if (second > 12 && first <= 12) {
      monthFirst++;
    } else if (first != second) {
      open++;
    }
  }
}
