package dev.tandem.books.mirror;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What follows from the agreed pairs for our side: what still has to be said to the ledger, and
 * what is agreed once it was.
 */
final class Agreement {

  private final FieldRules rules;

  Agreement(FieldRules rules) {
    this.rules = rules;
  }

  /**
   * The fields that we changed since we last agreed, in the ledger's form.
   *
   * @param disputed fields that a person has to decide on first
   */
  Map<String, String> toSay(
      Map<String, Pair> agreed, Map<String, String> ours, Set<String> disputed) {
    var changed = new LinkedHashMap<String, String>();
    ours.forEach(
        (field, value) -> {
          Pair pair = agreed.getOrDefault(field, Pair.NONE);
          if (!value.equals(pair.ours()) && !disputed.contains(field)) {
            changed.put(field, rules.said(field, value, pair.theirs()));
          }
        });
    return changed;
  }

  /**
   * What is agreed after a write: our value when it was prepared, and what came back for it.
   *
   * @param sent in the ledger's form
   * @param found how the ledger shows the record
   * @param later whether it was looked up later instead of being answered
   */
  Map<String, Pair> written(
      Map<String, String> ours,
      Map<String, String> sent,
      Map<String, String> found,
      boolean later) {
    var pairs = new HashMap<String, Pair>();
    sent.forEach(
        (field, value) ->
            pairs.put(
                field, new Pair(ours.get(field), returned(field, value, found.get(field), later))));
    return pairs;
  }

  /** Found later with another value: somebody edited it since, which is theirs to be taken. */
  private String returned(String field, String sent, @Nullable String found, boolean later) {
    if (found == null) {
      return sent;
    }
    boolean same = rules.canonical(field, found).equals(rules.canonical(field, sent));
    return later && !same ? sent : found;
  }
}
