package dev.tandem.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** A thousand people, as another system exports them. */
final class ManyClients {

  static final int COUNT = 1000;

  private ManyClients() {}

  static Path file(Path folder) {
    var lines = new StringJoiner("\r\n", "Patient ID,First name,Surname,Email\r\n", "\r\n");
    for (int i = 1; i <= COUNT; i++) {
      lines.add("P%04d,Given%d,Family%04d,person%d@example.com".formatted(i, i % 90, i, i));
    }
    try {
      Files.createDirectories(folder);
      return Files.writeString(folder.resolve("thousand.csv"), lines.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a contact came from the file, by its name. */
  static boolean fromFile(JsonNode contact) {
    return contact.path("Name").asString().matches("Given\\d+ Family\\d{4}.*");
  }
}
