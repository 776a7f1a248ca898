package dev.tandem.simulator.accounting;

import java.util.List;

/** One element of a write breaks the rules; the messages are Xero's own words where known. */
final class Invalid extends RuntimeException {
  private final transient List<String> messages;

  Invalid(List<String> messages) {
    super(String.join("; ", messages), null, false, false);
    this.messages = List.copyOf(messages);
  }

  Invalid(String message) {
    this(List.of(message));
  }

  List<String> messages() {
    return messages;
  }
}
