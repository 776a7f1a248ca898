package dev.tandem.bench.webhooks;

import dev.tandem.bench.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * How many deliveries a second the application makes durable before it answers, beside how often
 * PostgreSQL alone can make the same insert durable. Both take turns, so that whatever else the
 * machine does falls on both.
 */
final class Accepts {

  private static final List<Integer> SIZES = List.of(1, 10, 100);

  private static final int MOST_WARM_UPS = 6;
  private static final double STILL_QUICKER = 1.05;

  private final Database database;
  private final Load load;
  private final Ceiling ceiling;
  private final Consumer<String> tell;

  Accepts(Database database, Load load, Ceiling ceiling, Consumer<String> tell) {
    this.database = database;
    this.load = load;
    this.ceiling = ceiling;
    this.tell = tell;
  }

  /** The medians of the rounds for one size of deliveries. */
  private record Row(int events, LoadResult ours, double ceiling) {

    double ratio() {
      return ours.perSecond() / ceiling;
    }
  }

  /**
   * What was found.
   *
   * @param figures for the line of JSON, by name
   */
  record Found(Table table, Map<String, Number> figures) {}

  Found run(Duration length, int rounds) throws Exception {
    database.requireDurable();
    var rows = new ArrayList<Row>();
    for (int events : SIZES) {
      warmUp(events, length);
      rows.add(row(events, length, rounds));
    }
    return found(rows);
  }

  /** Until the machine code is there that is measured: until another run is no quicker. */
  private void warmUp(int events, Duration length) throws Exception {
    double before = 0;
    for (int run = 0; run < MOST_WARM_UPS; run++) {
      database.empty();
      double now = load.run(events, length).perSecond();
      tell.accept(String.format(Locale.ROOT, "%d events, to warm up: %.0f accepts/s", events, now));
      if (now < before * STILL_QUICKER) {
        return;
      }
      before = now;
    }
  }

  private Row row(int events, Duration length, int rounds) throws Exception {
    var ours = new ArrayList<LoadResult>();
    var theirs = new ArrayList<Double>();
    var insert = new Insert(events);
    for (int round = 0; round < rounds; round++) {
      database.empty();
      LoadResult result = load.run(events, length);
      requireStored(result, events);
      ours.add(result);
      database.empty();
      theirs.add(ceiling.perSecond(insert, length));
      tell.accept(
          String.format(
              Locale.ROOT,
              "%d events, round %d: %.0f accepts/s, %s %.0f/s",
              events,
              round + 1,
              result.perSecond(),
              ceiling.name(),
              theirs.getLast()));
    }
    return new Row(events, medians(ours), median(theirs, it -> it));
  }

  /**
   * Each delivery that was accepted stands there whole, and nothing else but what may have been
   * stored after its sender was told to try again.
   */
  private void requireStored(LoadResult result, int events) throws Exception {
    long calls = database.calls();
    long stored = database.events();
    long more = calls - result.accepted();
    if (more < 0 || more > result.busy() || stored != calls * events) {
      throw new IllegalStateException(
          "%d deliveries of %d events were accepted; %d deliveries with %d events are stored"
              .formatted(result.accepted(), events, calls, stored));
    }
  }

  private static LoadResult medians(List<LoadResult> all) {
    return new LoadResult(
        all.stream().mapToInt(LoadResult::accepted).sum(),
        all.stream().mapToInt(LoadResult::busy).sum(),
        median(all, LoadResult::perSecond),
        median(all, LoadResult::p50),
        median(all, LoadResult::p99),
        median(all, LoadResult::p999));
  }

  private static <T> double median(List<T> all, ToDoubleFunction<T> of) {
    return all.stream().mapToDouble(of).sorted().skip(all.size() / 2).findFirst().orElseThrow();
  }

  private Found found(List<Row> rows) {
    var table =
        new Table(
            "events per delivery",
            "accepts/s",
            "events/s",
            "p50 ms",
            "p99 ms",
            "p99.9 ms",
            "try again",
            ceiling.name() + "/s",
            "ratio");
    for (Row it : rows) {
      LoadResult ours = it.ours();
      table.row(
          String.valueOf(it.events()),
          shown("%.0f", ours.perSecond()),
          shown("%.0f", ours.perSecond() * it.events()),
          shown("%.1f", ours.p50()),
          shown("%.1f", ours.p99()),
          shown("%.1f", ours.p999()),
          String.valueOf(ours.busy()),
          shown("%.0f", it.ceiling()),
          shown("%.2f", it.ratio()));
    }
    double least = rows.stream().mapToDouble(Row::ratio).min().orElseThrow();
    double slowest =
        rows.stream().map(Row::ours).max(Comparator.comparing(LoadResult::p99)).orElseThrow().p99();
    return new Found(table, Map.of("acceptsRatio", rounded(least), "p99Millis", rounded(slowest)));
  }

  private static String shown(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
