package dev.tandem.bench.chaos;

import dev.tandem.bench.Table;
import dev.tandem.bench.chaos.Finding.Sort;
import java.util.List;
import java.util.Locale;

/** What all runs together came to. */
final class ChaosTally {

  private final List<Run.Outcome> runs;

  ChaosTally(List<Run.Outcome> runs) {
    this.runs = List.copyOf(runs);
  }

  /** Whether nothing was lost, doubled, mismatched or left unexplained in any of them. */
  public boolean isClean() {
    return findings().isEmpty();
  }

  /** In words, each with the seed that shows it again. */
  public List<String> findings() {
    return runs.stream()
        .flatMap(run -> run.findings().stream().map(it -> "seed " + run.seed() + ": " + it))
        .toList();
  }

  String table() {
    var table = new Table("What", "All runs", "Worst run");
    for (Sort it : Sort.values()) {
      table.row(
          it.name().charAt(0) + it.name().substring(1).toLowerCase(Locale.ROOT),
          number(sum(it)),
          number(runs.stream().mapToLong(run -> run.count(it)).max().orElse(0)));
    }
    row(table, "Calls", runs.stream().map(run -> (long) run.calls()).toList());
    row(table, "Calls struck by a fault", runs.stream().map(run -> (long) run.struck()).toList());
    row(
        table,
        "Calls beyond a limit",
        runs.stream().map(run -> (long) run.refusedForLimits()).toList());
    row(table, "Seconds", runs.stream().map(run -> run.took().toSeconds()).toList());
    return runs.size() + " runs\n" + table;
  }

  private static void row(Table table, String what, List<Long> counts) {
    table.row(
        what,
        number(counts.stream().mapToLong(it -> it).sum()),
        number(counts.stream().mapToLong(it -> it).max().orElse(0)));
  }

  String json() {
    return "{\"runs\": %d, \"lost\": %d, \"doubled\": %d, \"mismatched\": %d, \"unexplained\": %d}"
        .formatted(
            runs.size(),
            sum(Sort.LOST),
            sum(Sort.DOUBLED),
            sum(Sort.MISMATCHED),
            sum(Sort.UNEXPLAINED));
  }

  private long sum(Sort sort) {
    return runs.stream().mapToLong(it -> it.count(sort)).sum();
  }

  private static String number(long count) {
    return "%,d".formatted(count);
  }
}
