package dev.tandem.practice.credits;

/** What whoever keeps the ledger in step knows of advances on their way there. */
public interface AdvanceTravel {

  /**
   * Whether the ledger has it, or may have it: it is on its way, or its fate is not known. Nothing
   * of it is sent before the end of the transaction if it is not.
   */
  boolean begun(AdvanceId advance);
}
