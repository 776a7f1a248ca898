package dev.tandem.practice.appointments;

/** An appointment will not take place, or the client did not come. */
public record AppointmentCancelled(AppointmentId appointment) {}
