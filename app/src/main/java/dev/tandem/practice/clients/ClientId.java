package dev.tandem.practice.clients;

import java.util.UUID;

/** Names one client. */
public record ClientId(UUID value) {

  public static ClientId of(String text) {
    return new ClientId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
