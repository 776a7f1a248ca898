package dev.tandem.practice.credits;

import java.util.UUID;

/** Names one advance. */
public record AdvanceId(UUID value) implements CreditSource {

  public static AdvanceId of(String text) {
    return new AdvanceId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
