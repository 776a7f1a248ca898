package dev.tandem.practice.appointments;

/** Where an appointment stands. */
public enum AppointmentStatus {
  BOOKED("Booked"),
  COMPLETED("Completed"),
  CANCELLED("Cancelled"),
  NO_SHOW("Did not come");

  private final String label;

  AppointmentStatus(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
