package dev.tandem.books.mirror;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a kind of record says about its fields when both sides changed one. */
interface FieldRules {

  /** Equal for values that mean the same on both sides. */
  String canonical(String field, String value);

  Owner owner(String field);

  /**
   * The same where it depends on what both sides say.
   *
   * @param used whether something was paid on the record there, or credited, or made of it
   */
  default Owner owner(String field, String ours, String theirs, boolean used) {
    return owner(field);
  }

  /** The fields that say one thing together with this one, itself among them. */
  default Set<String> together(String field) {
    return Set.of(field);
  }

  /**
   * Whether this field is part of one whole, with those of {@link #together}: where each side
   * changed another part, both joined would say what neither of them said.
   */
  default boolean partOfWhole(String field) {
    return false;
  }

  /**
   * How a changed value of ours is said to the ledger.
   *
   * @param theirs what the ledger showed when both last agreed
   */
  default String said(String field, String ours, @Nullable String theirs) {
    return ours;
  }

  /**
   * Both sides' changes of a list joined, where one of them only added to it; empty where both
   * changed or removed what was there, or the field is no list.
   *
   * @param ours all our fields
   * @param theirs all that the reading witnessed
   */
  default Optional<String> join(
      String field, Pair agreed, Map<String, String> ours, Map<String, String> theirs) {
    return Optional.empty();
  }

  /** Whose word counts. */
  enum Owner {
    OURS,
    THEIRS,
    /** A person decides. */
    NOBODY
  }
}
