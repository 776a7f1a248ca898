package dev.tandem.books.lane;

import java.util.UUID;

/**
 * A lane is app and organisation, not a binding: an organisation that is bound anew keeps its
 * budget.
 */
public record LaneId(String app, UUID tenant) {

  static LaneId of(String text) {
    int cut = text.lastIndexOf('/');
    return new LaneId(text.substring(0, cut), UUID.fromString(text.substring(cut + 1)));
  }

  /** The instance name of its db-scheduler row. */
  @Override
  public String toString() {
    return app + "/" + tenant;
  }
}
