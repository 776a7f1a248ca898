package dev.tandem.practice.setup;

import java.util.UUID;

/** Names one location. */
public record LocationId(UUID value) {

  public static LocationId of(String text) {
    return new LocationId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
