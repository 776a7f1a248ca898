package dev.tandem.staff.web;

import java.util.stream.Collectors;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;

/** Says where a JSON body cannot be read, without showing what stands there. */
final class Unreadable {

  private Unreadable() {}

  static String explain(HttpMessageNotReadableException refusal) {
    if (refusal.getCause() instanceof DatabindException it && !it.getPath().isEmpty()) {
      return "The value at " + path(it) + " is not understood.";
    }
    return "The body is missing or is not JSON that can be read.";
  }

  private static String path(DatabindException refusal) {
    return refusal.getPath().stream().map(Unreadable::step).collect(Collectors.joining("."));
  }

  private static String step(JacksonException.Reference reference) {
    return reference.getPropertyName() == null
        ? Integer.toString(reference.getIndex())
        : reference.getPropertyName();
  }
}
