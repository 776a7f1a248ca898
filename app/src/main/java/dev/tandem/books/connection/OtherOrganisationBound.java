package dev.tandem.books.connection;

import dev.tandem.shared.Refused;

/** The practice is tied to another organisation, whose links would lose their meaning. */
public class OtherOrganisationBound extends Refused {

  OtherOrganisationBound(String organisation) {
    super(
        "This practice is in step with "
            + organisation
            + ". Disconnect that organisation first, then connect the other one.");
  }

  private OtherOrganisationBound() {
    super(
        "This practice's records are linked to the organisation it was connected with before, and"
            + " Tandem cannot move them to other books. Connect that organisation again, or open a"
            + " practice of its own for this one.");
  }

  static OtherOrganisationBound before() {
    return new OtherOrganisationBound();
  }
}
