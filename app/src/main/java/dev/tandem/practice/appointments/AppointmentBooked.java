package dev.tandem.practice.appointments;

/** An appointment was booked. */
public record AppointmentBooked(AppointmentId appointment) {}
