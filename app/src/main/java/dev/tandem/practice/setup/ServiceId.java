package dev.tandem.practice.setup;

import java.util.UUID;

/** Names one service. */
public record ServiceId(UUID value) {

  public static ServiceId of(String text) {
    return new ServiceId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
