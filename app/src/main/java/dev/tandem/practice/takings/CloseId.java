package dev.tandem.practice.takings;

import java.util.UUID;

/** Names one closing of a day. */
public record CloseId(UUID value) {

  public static CloseId of(String text) {
    return new CloseId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
