package dev.tandem.books.connection;

import java.util.UUID;

/** Names one binding: a practice and its organisation in the ledger. */
public record BindingId(UUID value) {

  public static BindingId of(String text) {
    return new BindingId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
