package dev.tandem.bench.model;

import dev.tandem.shared.RecordRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every change of a field that a side accepted, in the order in which they were made. */
final class Edits {

  private final Map<Place, List<Edit>> all = new LinkedHashMap<>();
  private int count;

  /** Where something stands on both sides. */
  record Place(RecordRef record, String field) {}

  enum Side {
    HERE,
    XERO
  }

  /**
   * One change. No other change of the field ever wrote that value, but for states.
   *
   * @param saw what whoever made it had before them; null if that cannot be told
   */
  record Edit(int step, Side side, Instant at, String value, @Nullable String saw) {

    private Edit in(String field) {
      return new Edit(
          step, side, at, Forms.of(field, value), saw == null ? null : Forms.of(field, saw));
    }

    @Override
    public String toString() {
      return "step %d, %s at %s: '%s' instead of '%s'".formatted(step, side, at, value, saw);
    }
  }

  void accept(RecordRef record, String field, Edit edit) {
    all.computeIfAbsent(new Place(record, field), _ -> new ArrayList<>()).add(edit.in(field));
    count++;
  }

  int count() {
    return count;
  }

  List<Edit> of(Place place) {
    return all.getOrDefault(place, List.of());
  }

  /**
   * Those that are gone without a trace. A change is not gone if both sides say so now; if whoever
   * made it made another one later; if the other one saw it and wrote something else; if it is, or
   * was, before a person; if the story tells what took its place; or if ours went over it and that
   * was put before a person.
   */
  List<Vanished> vanished(Sides sides, Traces traces) {
    var gone = new ArrayList<Vanished>();
    all.forEach(
        (place, edits) -> {
          for (int i = 0; i < edits.size(); i++) {
            Edit it = edits.get(i);
            if (!stands(place, it, sides)
                && !(traces.isHeld(place.record()) && standsHere(place, it, sides))
                && !isFollowed(it, edits.subList(i + 1, edits.size()))
                && !traces.tell(place, it)) {
              gone.add(new Vanished(place, it));
            }
          }
        });
    return gone;
  }

  record Vanished(Place place, Edit edit) {}

  /** It waits before a person: Xero would not take it. */
  private static boolean standsHere(Place place, Edit it, Sides sides) {
    return it.value().equals(sides.here(place));
  }

  private static boolean stands(Place place, Edit it, Sides sides) {
    boolean here = it.value().equals(sides.here(place));
    boolean xero = it.value().equals(sides.xero(place));
    // What Xero never had of a record was never wanted there: it was voided before it went.
    boolean alone = sides.isVoid(place.record()) || !sides.isInXero(place.record());
    return alone ? here || xero : here && xero;
  }

  private static boolean isFollowed(Edit it, List<Edit> later) {
    return later.stream()
        .anyMatch(next -> next.side() == it.side() || it.value().equals(next.saw()));
  }
}
