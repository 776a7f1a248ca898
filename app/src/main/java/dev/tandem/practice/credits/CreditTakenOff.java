package dev.tandem.practice.credits;

/**
 * A part of a credit does not settle its invoice any more, by somebody here. Published in the
 * transaction that wrote it.
 */
public record CreditTakenOff(AllocationId allocation, CreditSource of) {}
