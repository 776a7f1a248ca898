package dev.tandem.bench.webhooks;

import java.util.Locale;

/**
 * What came of a run.
 *
 * @param accepted all of them, with what came before the measurement
 * @param busy how many were answered with 503: try again
 * @param perSecond accepted deliveries of the time that was measured
 * @param p50 milliseconds from the first byte sent to the answer read, of the middle one
 */
record LoadResult(int accepted, int busy, double perSecond, double p50, double p99, double p999) {

  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MILLI = 1e6;

  /**
   * @param before how many were accepted before anything was measured
   * @param took nanoseconds of each that was measured, ascending
   */
  static LoadResult of(int before, long[] took, int busy, long nanos) {
    return new LoadResult(
        before + took.length,
        busy,
        took.length * NANOS_PER_SECOND / nanos,
        at(took, 0.5),
        at(took, 0.99),
        at(took, 0.999));
  }

  private static double at(long[] took, double share) {
    return took.length == 0
        ? 0
        : took[Math.min(took.length - 1, (int) (took.length * share))] / NANOS_PER_MILLI;
  }

  static LoadResult parse(String line) {
    String[] parts = line.split(" ");
    return new LoadResult(
        Integer.parseInt(parts[0]),
        Integer.parseInt(parts[1]),
        Double.parseDouble(parts[2]),
        Double.parseDouble(parts[3]),
        Double.parseDouble(parts[4]),
        Double.parseDouble(parts[5]));
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%d %d %.3f %.4f %.4f %.4f", accepted, busy, perSecond, p50, p99, p999);
  }
}
