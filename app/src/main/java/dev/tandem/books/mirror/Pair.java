package dev.tandem.books.mirror;

import org.jspecify.annotations.Nullable;

/**
 * What both sides said about one field when they last agreed, each in its own form. A side has
 * changed when it differs from its own half; the two halves are never compared with each other,
 * because the ledger cleans, cuts and rounds what it is given.
 */
record Pair(@Nullable String ours, @Nullable String theirs) {

  static final Pair NONE = new Pair(null, null);
}
