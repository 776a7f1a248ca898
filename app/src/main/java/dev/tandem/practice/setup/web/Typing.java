package dev.tandem.practice.setup.web;

import dev.tandem.shared.InvalidInput;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Numbers as people type them. */
final class Typing {

  private Typing() {}

  static int wholeNumber(String field, @Nullable String typed) {
    try {
      return Integer.parseInt(text(typed));
    } catch (NumberFormatException _) {
      throw new InvalidInput(field, "Enter a whole number.");
    }
  }

  /** "1,234.50", "$120" and "10 %" are understood. */
  static BigDecimal number(String field, @Nullable String typed) {
    try {
      return new BigDecimal(text(typed).replaceAll("[\\s$€£%,]", ""));
    } catch (NumberFormatException _) {
      throw new InvalidInput(field, "Enter a number.");
    }
  }

  static String text(@Nullable String typed) {
    return typed == null ? "" : typed.strip();
  }
}
