package dev.tandem.practice.takings;

import java.util.UUID;

/** Names one receipt: payments that reach the bank as one sum. */
public record ReceiptId(UUID value) {

  public static ReceiptId of(String text) {
    return new ReceiptId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
