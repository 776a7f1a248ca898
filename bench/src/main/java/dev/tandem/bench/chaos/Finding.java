package dev.tandem.bench.chaos;

/** Something that is not as it has to be. */
record Finding(Sort sort, String what) {

  enum Sort {
    /** Acknowledged, and missing here or over there without a reason that people are given. */
    LOST,
    /** Twice over there, or nobody's. */
    DOUBLED,
    /** There, with another value. */
    MISMATCHED,
    /** Kept back without a good reason, or never at rest. */
    UNEXPLAINED
  }

  @Override
  public String toString() {
    return sort + ": " + what;
  }
}
