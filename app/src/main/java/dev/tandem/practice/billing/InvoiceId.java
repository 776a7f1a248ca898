package dev.tandem.practice.billing;

import java.util.UUID;

/** Names one invoice. */
public record InvoiceId(UUID value) {

  public static InvoiceId of(String text) {
    return new InvoiceId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
