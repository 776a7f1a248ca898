package dev.tandem.practice.setup;

import java.util.UUID;

/** Names one practitioner. */
public record PractitionerId(UUID value) {

  public static PractitionerId of(String text) {
    return new PractitionerId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
