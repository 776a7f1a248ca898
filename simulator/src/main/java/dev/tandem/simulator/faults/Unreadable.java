package dev.tandem.simulator.faults;

/** A description that says nothing playable; the message is for whoever wrote it. */
public final class Unreadable extends RuntimeException {
  Unreadable(String message) {
    super(message, null, false, false);
  }
}
