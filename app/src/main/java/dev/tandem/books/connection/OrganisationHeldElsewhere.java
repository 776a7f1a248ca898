package dev.tandem.books.connection;

import dev.tandem.shared.Refused;

/** Another practice of this installation is in step with the organisation; never says which. */
public class OrganisationHeldElsewhere extends Refused {

  OrganisationHeldElsewhere() {
    super(
        "Another practice in this installation already keeps this organisation in step. Two practices"
            + " writing into the same books would undo each other's work. Disconnect it there first,"
            + " or choose another organisation.");
  }
}
