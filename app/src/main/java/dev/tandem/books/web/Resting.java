package dev.tandem.books.web;

import dev.tandem.books.lane.LaneState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * A kind of work that is left in peace for a while because its calls failed one after the other.
 *
 * @param words {@code sending invoices}
 * @param until when it is looked whether it works again
 */
public record Resting(String words, Instant until) {

  static List<Resting> of(LaneState lane) {
    return lane.rests().entrySet().stream()
        .sorted(Comparator.comparing(it -> it.getKey().words()))
        .map(it -> new Resting(it.getKey().words(), it.getValue()))
        .toList();
  }
}
