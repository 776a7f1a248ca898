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
}
