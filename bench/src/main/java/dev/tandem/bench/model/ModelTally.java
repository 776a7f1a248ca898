package dev.tandem.bench.model;

import dev.tandem.bench.Table;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a run came to.
 *
 * @param done how often each kind of step was taken
 * @param accepted changes of fields that one of the sides accepted
 * @param vanished those of them that are gone without a trace, in words with their story
 * @param unequal what differed at rest and was before nobody, in words
 * @param broken steps that ended with an error that nobody meant, in words
 * @param openConflicts fields that waited for a person's decision at the last rest
 * @param held what waited for a person at the last rest because Xero would not take it
 * @param decided conflicts that were decided in the whole run
 * @param overlaps changes in Xero that ours went over and that were put before a person
 * @param toldOnly the same, told in the record's story and asked of nobody
 */
record ModelTally(
    int steps,
    Map<String, Integer> done,
    int accepted,
    List<String> vanished,
    List<String> unequal,
    List<String> broken,
    int openConflicts,
    int held,
    int decided,
    int overlaps,
    int toldOnly,
    Duration took) {

  boolean isClean() {
    return vanished.isEmpty() && unequal.isEmpty() && broken.isEmpty();
  }

  String table() {
    var table = new Table("What", "Count");
    row(table, "Steps", steps);
    done.forEach((what, count) -> row(table, "  " + what, count));
    row(table, "Changes of fields that were accepted", accepted);
    row(table, "Conflicts that a person decided", decided);
    row(table, "Ours went over theirs, and it was shown", overlaps);
    row(table, "The same, told in the story only", toldOnly);
    row(table, "Open conflicts at the last rest", openConflicts);
    row(table, "Held for a person at the last rest", held);
    row(table, "Vanished without a trace", vanished.size());
    row(table, "Unequal and before nobody", unequal.size());
    row(table, "Ended with an error", broken.size());
    row(table, "Seconds", (int) took.toSeconds());
    return table.toString();
  }

  private static void row(Table table, String what, int count) {
    table.row(what, "%,d".formatted(count));
  }

  String json() {
    return "{\"steps\": %d, \"vanished\": %d, \"unequal\": %d, \"openConflicts\": %d}"
        .formatted(steps, vanished.size(), unequal.size(), openConflicts);
  }
}
