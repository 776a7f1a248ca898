package dev.tandem.practice.setup;

/**
 * What a client is called on screen.
 *
 * @param one "patient"
 * @param many "patients"
 * @param titleOne "Patient"
 * @param titleMany "Patients"
 */
public record Words(String one, String many, String titleOne, String titleMany) {}
