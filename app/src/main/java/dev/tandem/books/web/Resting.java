package dev.tandem.books.web;

import dev.tandem.books.lane.LaneState;
import java.util.List;

/** What is kept back for a while because calls of its kind failed one after the other, in words. */
final class Resting {

  private Resting() {}

  static List<String> inWords(LaneState lane) {
    return lane.resting().stream()
        .map(
            it ->
                "Xero failed five times in a row (%s): it is left in peace for five minutes, then tried again."
                    .formatted(it))
        .toList();
  }
}
