package dev.tandem.practice.appointments;

/** An appointment takes place at another time, place or with another practitioner. */
public record AppointmentMoved(AppointmentId appointment) {}
