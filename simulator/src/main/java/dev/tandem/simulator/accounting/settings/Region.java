package dev.tandem.simulator.accounting.settings;

import dev.tandem.simulator.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The editions of Xero that the simulator knows, each with its chart of accounts and its taxes. */
public enum Region {
  AU,
  NZ,
  UK,
  US;

  private @Nullable ObjectNode content;

  public String currency() {
    return content().path("organisation").path("BaseCurrency").asString();
  }

  /** Organisation, accounts and tax rates; to be copied, not changed. */
  synchronized ObjectNode content() {
    if (content == null) {
      content = read(name().toLowerCase(Locale.ROOT) + ".json");
    }
    return content;
  }

  private static ObjectNode read(String file) {
    try (InputStream stream =
        Objects.requireNonNull(Region.class.getResourceAsStream(file), file)) {
      return (ObjectNode) Json.parse(stream.readAllBytes());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
