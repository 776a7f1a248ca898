package dev.tandem.practice.setup.web;

import dev.tandem.practice.setup.PractitionerDetails;
import dev.tandem.practice.setup.PractitionerView;
import dev.tandem.shared.InvalidInput;
import dev.tandem.staff.StaffId;
import org.jspecify.annotations.Nullable;

/** A practitioner as typed. */
record PractitionerForm(
    @Nullable String name,
    @Nullable String profession,
    @Nullable String colour,
    @Nullable String staff) {

  static PractitionerForm blank() {
    return new PractitionerForm("", "", "", "");
  }

  static PractitionerForm of(PractitionerView it) {
    return new PractitionerForm(
        it.name(), it.profession(), it.colour(), it.staff() == null ? "" : it.staff().toString());
  }

  PractitionerDetails details() {
    return new PractitionerDetails(
        Typing.text(name), Typing.text(profession), Typing.text(colour), person());
  }

  private @Nullable StaffId person() {
    try {
      return Typing.text(staff).isEmpty() ? null : StaffId.of(Typing.text(staff));
    } catch (IllegalArgumentException _) {
      throw new InvalidInput("staff", "Choose a person of this practice.");
    }
  }
}
