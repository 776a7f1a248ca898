package dev.tandem.practice.setup;

import dev.tandem.shared.InvalidInput;
import java.util.LinkedHashMap;
import java.util.Map;

/** Looks over what was typed and gathers what is wrong, field by field. */
final class Typed {

  private final Map<String, String> errors = new LinkedHashMap<>();

  Typed require(String field, String value, int longest, String what) {
    if (value.isBlank()) {
      errors.put(field, "Enter " + what + ".");
    }
    return limit(field, value, longest);
  }

  Typed limit(String field, String value, int longest) {
    return check(field, value.length() <= longest, "Use at most " + longest + " characters.");
  }

  Typed check(String field, boolean good, String otherwise) {
    if (!good) {
      errors.putIfAbsent(field, otherwise);
    }
    return this;
  }

  /**
   * @throws InvalidInput if anything was wrong
   */
  void refuseErrors() {
    if (!errors.isEmpty()) {
      throw new InvalidInput(errors);
    }
  }
}
