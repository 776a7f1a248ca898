package dev.tandem.simulator.accounting;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with an element, so that all of it is told at once. */
final class Problems {
  private final List<String> errors = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  void error(String message) {
    if (!errors.contains(message)) {
      errors.add(message);
    }
  }

  void errorIf(boolean wrong, String message) {
    if (wrong) {
      error(message);
    }
  }

  void warn(String message) {
    warnings.add(message);
  }

  List<String> warnings() {
    return warnings;
  }

  boolean none() {
    return errors.isEmpty();
  }

  void refuse() {
    if (!errors.isEmpty()) {
      throw new Invalid(errors);
    }
  }
}
