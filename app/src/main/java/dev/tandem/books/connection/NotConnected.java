package dev.tandem.books.connection;

import dev.tandem.shared.Refused;

/** There is no way into the organisation until a person acts; the message says who and how. */
public class NotConnected extends Refused {

  NotConnected(String message) {
    super(message);
  }

  static NotConnected because(LostReason reason) {
    return new NotConnected(reason.happened() + " " + reason.remedy());
  }
}
