package dev.tandem.simulator.accounting.call;

import java.util.List;

/** One element of a write breaks the rules; the messages are Xero's own words where known. */
public final class Invalid extends RuntimeException {
  private final transient List<String> messages;

  public Invalid(List<String> messages) {
    super(String.join("; ", messages), null, false, false);
    this.messages = List.copyOf(messages);
  }

  public Invalid(String message) {
    this(List.of(message));
  }

  public List<String> messages() {
    return messages;
  }
}
