package dev.tandem.books.connection;

import java.util.UUID;

/** Names one consent with its tokens. */
public record GrantId(UUID value) {

  public static GrantId of(String text) {
    return new GrantId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
