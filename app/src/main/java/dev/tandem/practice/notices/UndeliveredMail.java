package dev.tandem.practice.notices;

/**
 * A mail that did not reach a person.
 *
 * @param name whom
 * @param problem why, in whole sentences
 * @param given whether Tandem has given up: else it is tried again by itself
 */
public record UndeliveredMail(String name, String problem, boolean given) {}
