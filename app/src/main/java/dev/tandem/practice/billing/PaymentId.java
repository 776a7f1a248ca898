package dev.tandem.practice.billing;

import java.util.UUID;

/** Names one payment. */
public record PaymentId(UUID value) {

  public static PaymentId of(String text) {
    return new PaymentId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
