package dev.tandem.practice.credits;

/** A person voided it in the ledger: nobody has that money any more. */
public record AdvanceVoided(AdvanceId advance) {}
