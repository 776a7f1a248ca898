package dev.tandem.practice.credits;

/** A client's money was taken that no invoice owes. Published in the transaction that wrote it. */
public record AdvanceTaken(AdvanceId advance) {}
