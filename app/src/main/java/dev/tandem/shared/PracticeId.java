package dev.tandem.shared;

import java.util.UUID;

/** Names one practice. */
public record PracticeId(UUID value) {

  public static PracticeId of(String text) {
    return new PracticeId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
