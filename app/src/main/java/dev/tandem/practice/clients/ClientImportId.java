package dev.tandem.practice.clients;

import java.util.UUID;

/** Names one import of clients from a file. */
public record ClientImportId(UUID value) {

  public static ClientImportId of(String text) {
    return new ClientImportId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
