package dev.tandem.bench.lives;

import dev.tandem.bench.Table;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What all lives together came to. */
final class LivesTally {

  private final List<Neighbours.Outcome> all;

  LivesTally(List<Neighbours.Outcome> all) {
    this.all = List.copyOf(all);
  }

  boolean isClean() {
    return findings().isEmpty();
  }

  /** What was not as it has to be, in words. */
  List<String> findings() {
    return all.stream().flatMap(it -> it.findings().stream()).toList();
  }

  /** How often each step was taken. */
  Map<Step, Integer> steps() {
    Map<Step, Integer> steps = new TreeMap<>();
    all.forEach(it -> it.steps().forEach((step, count) -> steps.merge(step, count, Integer::sum)));
    return steps;
  }

  String table() {
    var table = new Table("What", "Count");
    row(table, "Lives", all.stream().mapToInt(Neighbours.Outcome::lives).sum());
    steps().forEach((step, count) -> row(table, "  " + name(step), count));
    row(table, "Done in Xero", all.stream().mapToInt(Neighbours.Outcome::inXero).sum());
    row(table, "Calls", all.stream().mapToInt(Neighbours.Outcome::calls).sum());
    row(table, "Seconds", all.stream().mapToInt(it -> (int) it.took().toSeconds()).sum());
    Map<String, Integer> refusals = new TreeMap<>();
    all.forEach(it -> it.refusals().forEach((text, n) -> refusals.merge(text, n, Integer::sum)));
    refusals.forEach((words, count) -> row(table, "Refused: " + words, count));
    row(table, "Findings", findings().size());
    return table.toString();
  }

  private static void row(Table table, String what, int count) {
    table.row(what, "%,d".formatted(count));
  }

  private static String name(Step step) {
    return step.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }

  String json() {
    return "{\"lives\": %d, \"steps\": %d, \"findings\": %d}"
        .formatted(
            all.stream().mapToInt(Neighbours.Outcome::lives).sum(),
            steps().values().stream().mapToInt(Integer::intValue).sum(),
            findings().size());
  }
}
