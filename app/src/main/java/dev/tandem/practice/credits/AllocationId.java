package dev.tandem.practice.credits;

import java.util.UUID;

/** Names one part of a credit note that settles an invoice. */
public record AllocationId(UUID value) {

  public static AllocationId of(String text) {
    return new AllocationId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
