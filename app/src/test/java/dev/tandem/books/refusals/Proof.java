package dev.tandem.books.refusals;

/** How it is proved that a refusal is known and that its remedy helps. */
enum Proof {
  /** A rule of Xero's is broken by what a person does here, or does over there. */
  BROKEN_RULE,
  /** Tandem's own rules stop it before: they are proved, and the words are shown as if said. */
  GUARDED,
  /** Nothing that anybody can do brings it about; Xero says the words, and it is mended. */
  SCRIPTED_ONLY
}
