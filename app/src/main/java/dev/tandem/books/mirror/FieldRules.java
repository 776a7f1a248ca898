package dev.tandem.books.mirror;

/** What a kind of record says about its fields when both sides changed one. */
interface FieldRules {

  /** Equal for values that mean the same on both sides. */
  String canonical(String field, String value);

  Owner owner(String field);

  /** Whose word counts. */
  enum Owner {
    OURS,
    THEIRS,
    /** A person decides. */
    NOBODY
  }
}
