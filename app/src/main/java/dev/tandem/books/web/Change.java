package dev.tandem.books.web;

import dev.tandem.books.mirror.StoryEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One field of a record that travelled.
 *
 * @param before on the side that received it; null if that is not known or it is new
 * @param value as it was sent or taken
 * @param came what the ledger showed afterwards; null where that is what was sent
 */
public record Change(String field, @Nullable String before, String value, @Nullable String came) {

  static List<Change> of(StoryEntry it) {
    return of(it.changes(), it.before(), it.came());
  }

  static List<Change> of(
      Map<String, String> sent, Map<String, String> before, Map<String, String> came) {
    var changes = new ArrayList<Change>();
    new TreeMap<>(sent)
        .forEach(
            (field, value) ->
                changes.add(
                    new Change(
                        field,
                        shown(before.get(field)),
                        Objects.requireNonNullElse(shown(value), ""),
                        shown(came.get(field)))));
    return changes;
  }

  /** The same for people, under another name. */
  Change in(String label, BinaryOperator<String> words) {
    return new Change(
        label,
        before == null ? null : words.apply(field, before),
        words.apply(field, value),
        came == null ? null : words.apply(field, came));
  }

  /** An invoice's lines are kept as one text, with signs in it that nobody can see. */
  private static @Nullable String shown(@Nullable String value) {
    return value == null ? null : value.replace("\u001f", " · ").replace('\u001e', '\n');
  }
}
