package dev.tandem.books.mapping;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What something can be mapped to. */
public enum Part {
  ACCOUNT,
  TAX,
  ITEM,
  TRACKING;

  /** In addresses. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Part> named(String text) {
    return Arrays.stream(values()).filter(it -> it.text().equals(text)).findFirst();
  }

  /** For people. */
  public String word() {
    return this == TRACKING ? "tracking option" : text();
  }
}
