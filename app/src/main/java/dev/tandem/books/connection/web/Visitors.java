package dev.tandem.books.connection.web;

import dev.tandem.books.connection.Visitor;
import dev.tandem.shared.Refused;
import dev.tandem.staff.SignedIn;
import jakarta.servlet.http.HttpSession;

/** Who stands at the browser of this request. */
final class Visitors {

  private Visitors() {}

  static Visitor of(HttpSession session) {
    var staff =
        SignedIn.current()
            .map(SignedIn::staff)
            .orElseThrow(
                () -> new Refused("Only a person in a browser can connect an organisation."));
    return new Visitor(staff, session.getId());
  }
}
