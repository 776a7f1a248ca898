package dev.tandem.practice.appointments;

import dev.tandem.shared.Refused;

/** The practitioner has another appointment at that time; the database said so. */
public class SlotTaken extends Refused {

  SlotTaken(String practitioner) {
    super(
        practitioner + " already has an appointment at that time. Choose another time or person.");
  }
}
