package dev.tandem.shared;

import java.util.Map;

/**
 * A rule of the practice forbids what was asked. The message is for the person who asked: what
 * happened and what to do, in the practice's words, without personal details. Pages show it where
 * the action was, the API answers 409.
 */
public class Refused extends RuntimeException {

  public Refused(String message) {
    super(message);
  }

  /** What a program is told besides the message, by name. */
  public Map<String, Object> details() {
    return Map.of();
  }
}
