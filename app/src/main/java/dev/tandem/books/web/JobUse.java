package dev.tandem.books.web;

import dev.tandem.books.lane.Job;
import dev.tandem.books.lane.LedgerUse;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * What one job used.
 *
 * @param days calls of each of the chart's days, oldest first
 */
public record JobUse(Job job, Use today, Use month, List<Integer> days) {

  /**
   * Of some time.
   *
   * @param bytes received
   * @param bytesOut sent
   */
  public record Use(long calls, long bytes, long bytesOut) {

    static final Use NONE = new Use(0, 0, 0);

    private Use plus(LedgerUse.Day it) {
      return new Use(calls + it.calls(), bytes + it.bytes(), bytesOut + it.bytesOut());
    }

    Use plus(Use it) {
      return new Use(calls + it.calls, bytes + it.bytes, bytesOut + it.bytesOut);
    }

    public String received() {
      return Bytes.inWords(bytes);
    }

    public String sent() {
      return Bytes.inWords(bytesOut);
    }
  }

  /** Every job that was ever done in these days, the most used of the month first. */
  static List<JobUse> of(Collection<LedgerUse.Day> all, List<LocalDate> chart, LocalDate today) {
    return Arrays.stream(Job.values())
        .map(job -> of(job, all.stream().filter(it -> it.job() == job).toList(), chart, today))
        .filter(it -> it.month.calls() + it.days.stream().mapToInt(Integer::intValue).sum() > 0)
        .sorted((a, b) -> Long.compare(b.month.calls(), a.month.calls()))
        .toList();
  }

  private static JobUse of(
      Job job, List<LedgerUse.Day> its, List<LocalDate> chart, LocalDate today) {
    Use day = Use.NONE;
    Use month = Use.NONE;
    for (LedgerUse.Day it : its) {
      day = it.day().equals(today) ? day.plus(it) : day;
      month = it.day().isBefore(today.withDayOfMonth(1)) ? month : month.plus(it);
    }
    return new JobUse(
        job,
        day,
        month,
        chart.stream()
            .map(
                at ->
                    its.stream()
                        .filter(it -> it.day().equals(at))
                        .mapToInt(LedgerUse.Day::calls)
                        .sum())
            .toList());
  }

  /** Of the bar in the chart: told apart without colours, too, by the table below it. */
  public String colour() {
    return switch (job) {
      case PUSH_CLIENTS -> "#2f6fed";
      case PUSH_INVOICES -> "#5b3fd6";
      case PUSH_PAYMENTS -> "#0f9d8a";
      case PUSH_CREDITS -> "#b45309";
      case READ_BACK -> "#d9822b";
      case FETCH -> "#c2438f";
      case CHANGED_SINCE -> "#7a8699";
      case WHOLE_PASS -> "#5f7f3f";
      case REFERENCE -> "#a8b1c0";
      case PLAN -> "#c9a227";
      case RESTORE -> "#8c5a3c";
      case PAPER -> "#b4547a";
      case CHECK -> "#4aa3c7";
      case OTHER -> "#9aa0a6";
    };
  }
}
