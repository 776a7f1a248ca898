package dev.tandem.practice.clients;

/**
 * One thing that an erasure does, meets or leaves, in a sentence without a word about the client:
 * it is kept for good.
 */
public record ErasureTrace(What what, String text) {

  /** What becomes of it. */
  public enum What {
    /** Stands in the way; a person does that first. */
    FIRST,
    /** Gone afterwards. */
    ERASED,
    /** Done in the ledger. */
    LEDGER,
    /** Not touched; the sentence says why. */
    STAYS
  }
}
