package dev.tandem.practice.credits;

/** A credit note does not count, by somebody here. Published in the transaction that wrote it. */
public record CreditNoteVoided(CreditNoteId note) {}
