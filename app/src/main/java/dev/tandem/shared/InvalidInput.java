package dev.tandem.shared;

import java.util.Map;

/**
 * What was typed cannot be taken as it is. Each message belongs to one field, by the field's name
 * in the form or JSON body, and says what to do. Pages show them at the fields and keep what was
 * typed, the API answers 422 with {@code errors}.
 */
public class InvalidInput extends RuntimeException {

  private final Map<String, String> errors;

  public InvalidInput(Map<String, String> errors) {
    super("Some fields need a look: " + String.join(", ", errors.keySet()));
    this.errors = Map.copyOf(errors);
  }

  public InvalidInput(String field, String message) {
    this(Map.of(field, message));
  }

  public Map<String, String> errors() {
    return errors;
  }
}
