package dev.tandem.practice.credits;

/**
 * A part of a credit note does not settle its invoice any more, by somebody here. Published in the
 * transaction that wrote it.
 */
public record CreditTakenOff(AllocationId allocation, CreditNoteId note) {}
