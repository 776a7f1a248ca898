package dev.tandem.books.lane;

import java.util.UUID;

/**
 * A lane is app and organisation, not a binding: an organisation that is bound anew keeps its
 * budget.
 *
 * @param app for whom the ledger counts: {@code xero} for the installation's own app there, {@code
 *     xero/<client id>} for a custom connection
 */
public record LaneId(String app, UUID tenant) {

  static LaneId of(String text) {
    int cut = text.lastIndexOf('/');
    return new LaneId(text.substring(0, cut), UUID.fromString(text.substring(cut + 1)));
  }

  /** The ledger's product, whichever app is used there. */
  public String provider() {
    int cut = app.indexOf('/');
    return cut < 0 ? app : app.substring(0, cut);
  }

  /** The instance name of its db-scheduler row. */
  @Override
  public String toString() {
    return app + "/" + tenant;
  }
}
