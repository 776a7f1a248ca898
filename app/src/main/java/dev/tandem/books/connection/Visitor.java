package dev.tandem.books.connection;

import dev.tandem.staff.StaffId;

/**
 * Who stands at the browser. Consent begun by one visitor cannot be finished by another.
 *
 * @param session the browser session's id; only its hash is kept
 */
public record Visitor(StaffId person, String session) {

  @Override
  public String toString() {
    return "Visitor[" + person + "]";
  }
}
