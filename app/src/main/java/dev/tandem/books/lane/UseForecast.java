package dev.tandem.books.lane;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What this day and this month will come to: what was used so far, what waits, and what a usual day
 * brings in the time that is left. Arithmetic alone. Days and months are in UTC.
 *
 * @param callsToday until midnight
 * @param bytesThisMonth until the month's end
 * @param usualCalls of a whole day; the middle one of the last days, so that one import does not
 *     make every day look busy
 * @param usualBytes of a whole day
 */
public record UseForecast(long callsToday, long bytesThisMonth, long usualCalls, long usualBytes) {

  /** So many whole days tell what is usual. */
  static final int DAYS = 14;

  /** Less of a first day says nothing about the rest of it. */
  private static final Duration ENOUGH = Duration.ofHours(1);

  /**
   * @param days of one organisation, all jobs, from {@link #DAYS} before today and from the first
   *     of the month
   * @param now in UTC
   * @param waitingCalls that what waits will need besides
   */
  public static UseForecast of(
      Collection<LedgerUse.Day> days, OffsetDateTime now, int waitingCalls) {
    LocalDate today = now.withOffsetSameInstant(ZoneOffset.UTC).toLocalDate();
    BigDecimal gone = gone(now.withOffsetSameInstant(ZoneOffset.UTC).toLocalTime());
    BigDecimal left = BigDecimal.ONE.subtract(gone);
    long calls = sum(days, today, LedgerUse.Day::calls);
    long usualCalls = usual(days, today, gone, LedgerUse.Day::calls);
    long usualBytes = usual(days, today, gone, LedgerUse.Day::bytes);
    LocalDate first = today.withDayOfMonth(1);
    long read =
        days.stream().filter(it -> !it.day().isBefore(first)).mapToLong(LedgerUse.Day::bytes).sum();
    int wholeDays = YearMonth.from(today).lengthOfMonth() - today.getDayOfMonth();
    return new UseForecast(
        calls + part(usualCalls, left) + waitingCalls,
        read
            + part(usualBytes, left.add(new BigDecimal(wholeDays)))
            + waitingCalls * bytesOfAWrite(days),
        usualCalls,
        usualBytes);
  }

  private static BigDecimal gone(LocalTime time) {
    return new BigDecimal(time.toSecondOfDay())
        .divide(new BigDecimal(Duration.ofDays(1).toSeconds()), 6, RoundingMode.HALF_UP);
  }

  private static long part(long whole, BigDecimal part) {
    return new BigDecimal(whole).multiply(part).setScale(0, RoundingMode.HALF_UP).longValueExact();
  }

  private static long sum(
      Collection<LedgerUse.Day> days, LocalDate day, ToLongFunction<LedgerUse.Day> what) {
    return days.stream().filter(it -> it.day().equals(day)).mapToLong(what).sum();
  }

  /**
   * The middle one of the whole days since the first that is known; before there is one, today's
   * pace.
   */
  private static long usual(
      Collection<LedgerUse.Day> days,
      LocalDate today,
      BigDecimal gone,
      ToLongFunction<LedgerUse.Day> what) {
    Map<LocalDate, Long> sums = new HashMap<>();
    days.forEach(it -> sums.merge(it.day(), what.applyAsLong(it), Long::sum));
    List<Long> whole = new ArrayList<>();
    LocalDate first = sums.keySet().stream().min(LocalDate::compareTo).orElse(today);
    LocalDate from = first.isBefore(today.minusDays(DAYS)) ? today.minusDays(DAYS) : first;
    for (LocalDate it = from; it.isBefore(today); it = it.plusDays(1)) {
      whole.add(sums.getOrDefault(it, 0L));
    }
    if (whole.isEmpty()) {
      boolean enough = part(Duration.ofDays(1).toSeconds(), gone) >= ENOUGH.toSeconds();
      return enough
          ? new BigDecimal(sums.getOrDefault(today, 0L))
              .divide(gone, 0, RoundingMode.HALF_UP)
              .longValueExact()
          : 0;
    }
    whole.sort(Long::compareTo);
    int middle = whole.size() / 2;
    return whole.size() % 2 == 1
        ? whole.get(middle)
        : (whole.get(middle - 1) + whole.get(middle)) / 2;
  }

  /** What Xero answers to a write, on average of what is known. */
  private static long bytesOfAWrite(Collection<LedgerUse.Day> days) {
    List<LedgerUse.Day> writes = days.stream().filter(it -> it.job().sends()).toList();
    long calls = writes.stream().mapToLong(LedgerUse.Day::calls).sum();
    return calls == 0 ? 0 : writes.stream().mapToLong(LedgerUse.Day::bytes).sum() / calls;
  }
}
