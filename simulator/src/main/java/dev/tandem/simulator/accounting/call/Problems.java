package dev.tandem.simulator.accounting.call;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with an element, so that all of it is told at once. */
public final class Problems {
  private final List<String> errors = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  public void error(String message) {
    if (!errors.contains(message)) {
      errors.add(message);
    }
  }

  public void errorIf(boolean wrong, String message) {
    if (wrong) {
      error(message);
    }
  }

  public void warn(String message) {
    warnings.add(message);
  }

  public List<String> warnings() {
    return warnings;
  }

  public boolean none() {
    return errors.isEmpty();
  }

  public void refuse() {
    if (!errors.isEmpty()) {
      throw new Invalid(errors);
    }
  }
}
