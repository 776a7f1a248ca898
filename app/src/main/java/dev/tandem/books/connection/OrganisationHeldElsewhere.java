package dev.tandem.books.connection;

import dev.tandem.shared.Refused;

/** Another practice of this installation is in step with the organisation; never says which. */
public class OrganisationHeldElsewhere extends Refused {

  OrganisationHeldElsewhere() {
    this(
        "Another practice in this installation already keeps this organisation in step. Two practices"
            + " writing into the same books would undo each other's work. Disconnect it there first,"
            + " or choose another organisation.");
  }

  private OrganisationHeldElsewhere(String text) {
    super(text);
  }

  static OrganisationHeldElsewhere withOpenWrites() {
    return new OrganisationHeldElsewhere(
        "The practice in this installation that had this organisation before sent something to it"
            + " whose outcome is not known yet. Connect it there once more, wait until nothing is"
            + " being sent, and disconnect it again.");
  }
}
