package dev.tandem.books.connection;

import dev.tandem.staff.StaffId;
import java.util.UUID;

/**
 * Who stands at the browser. Consent begun by one visitor cannot be finished by another.
 *
 * @param session the browser session's id; only its hash is kept
 */
public record Visitor(StaffId person, String session) {

  /** A program with an API key: it cannot consent, but may use what was consented to for it. */
  public static Visitor program(UUID apiKey) {
    return new Visitor(new StaffId(apiKey), "");
  }

  boolean isProgram() {
    return session.isEmpty();
  }

  @Override
  public String toString() {
    return "Visitor[" + person + "]";
  }
}
