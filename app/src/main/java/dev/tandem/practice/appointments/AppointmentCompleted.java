package dev.tandem.practice.appointments;

/** An appointment took place. */
public record AppointmentCompleted(AppointmentId appointment) {}
