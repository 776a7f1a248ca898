package dev.tandem.practice.appointments;

import dev.tandem.shared.Refused;

/** Somebody else changed the booking after the form was drawn. */
public class AppointmentChangedMeanwhile extends Refused {

  private final String seen;

  AppointmentChangedMeanwhile(AppointmentView now, String when) {
    super(
        "This appointment was changed meanwhile and is now on "
            + when
            + ", so nothing was saved. Your version is below; saving it now replaces what the diary"
            + " says.");
    this.seen = now.seen();
  }

  /** What {@link AppointmentView#seen} says now. */
  public String seen() {
    return seen;
  }
}
