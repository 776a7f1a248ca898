package dev.tandem.practice.credits;

import java.util.UUID;

/** Names one refund. */
public record RefundId(UUID value) {

  public static RefundId of(String text) {
    return new RefundId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
