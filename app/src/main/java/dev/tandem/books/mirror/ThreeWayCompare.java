package dev.tandem.books.mirror;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;

/**
 * Holds each side against its own half of what was agreed, field by field. Only fields that the
 * reading witnessed are compared.
 */
final class ThreeWayCompare {

  private final FieldRules rules;
  private final Map<String, Boolean> ruled;

  ThreeWayCompare(FieldRules rules) {
    this(rules, Map.of());
  }

  /**
   * @param ruled by field: whether ours stays where a person would be asked otherwise
   */
  ThreeWayCompare(FieldRules rules, Map<String, Boolean> ruled) {
    this.rules = rules;
    this.ruled = ruled;
  }

  Outcome compare(Map<String, Pair> agreed, Map<String, String> ours, Map<String, String> theirs) {
    return compare(agreed, ours, theirs, false);
  }

  /**
   * @param used as {@link FieldRules#owner(String, String, String, boolean)}
   */
  Outcome compare(
      Map<String, Pair> agreed,
      Map<String, String> ours,
      Map<String, String> theirs,
      boolean used) {
    var outcome = new Outcome();
    theirs.forEach(
        (field, their) -> {
          String our = ours.get(field);
          Pair pair = agreed.getOrDefault(field, Pair.NONE);
          if (our == null || their.equals(pair.theirs())) {
            return;
          }
          if (our.equals(pair.ours())) {
            outcome.take.put(field, their);
          } else if (same(field, our, their)) {
            outcome.agree.put(field, new Pair(our, their));
          } else {
            decide(field, pair, ours, theirs, used, outcome);
          }
        });
    keepWhole(agreed, ours, theirs, outcome);
    keepTogether(agreed, ours, theirs, outcome);
    return outcome;
  }

  /**
   * Each side changed another part of what is one whole: that is in dispute, though no part is. Who
   * said only what the other said as well is no side of it.
   */
  private void keepWhole(
      Map<String, Pair> agreed,
      Map<String, String> ours,
      Map<String, String> theirs,
      Outcome outcome) {
    var changedThere =
        outcome.take.entrySet().stream()
            .filter(it -> rules.partOfWhole(it.getKey()))
            .filter(it -> !same(it.getKey(), ours.getOrDefault(it.getKey(), ""), it.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    for (String field : changedThere) {
      boolean bothChanged =
          rules.together(field).stream().anyMatch(it -> changedHereAlone(it, agreed, ours, theirs));
      String their = outcome.take.get(field);
      if (bothChanged && their != null) {
        outcome.take.remove(field);
        Pair pair = agreed.getOrDefault(field, Pair.NONE);
        ask(field, new Conflict(pair, Objects.requireNonNull(ours.get(field)), their), outcome);
      }
    }
  }

  private boolean changedHereAlone(
      String field,
      Map<String, Pair> agreed,
      Map<String, String> ours,
      Map<String, String> theirs) {
    Pair pair = agreed.getOrDefault(field, Pair.NONE);
    String our = ours.get(field);
    String their = theirs.getOrDefault(field, pair.theirs());
    return our != null
        && their != null
        && their.equals(pair.theirs())
        && !our.equals(pair.ours())
        && !same(field, our, their);
  }

  /**
   * Half of what says one thing neither comes nor goes while the other half is in dispute: it is
   * decided with it.
   */
  private void keepTogether(
      Map<String, Pair> agreed,
      Map<String, String> ours,
      Map<String, String> theirs,
      Outcome outcome) {
    var disputed = new LinkedHashSet<>(outcome.conflicts.keySet());
    disputed.addAll(outcome.ruled.keySet());
    var halves = new LinkedHashSet<String>();
    disputed.forEach(it -> halves.addAll(rules.together(it)));
    halves.removeAll(disputed);
    halves.removeAll(outcome.agree.keySet());
    for (String field : halves) {
      Pair pair = agreed.getOrDefault(field, Pair.NONE);
      String our = ours.get(field);
      String their = theirs.getOrDefault(field, pair.theirs());
      if (our == null
          || their == null
          || (our.equals(pair.ours()) && their.equals(pair.theirs()))) {
        continue;
      }
      outcome.take.remove(field);
      ask(field, new Conflict(pair, our, their), outcome);
    }
  }

  private void decide(
      String field,
      Pair agreed,
      Map<String, String> ours,
      Map<String, String> theirs,
      boolean used,
      Outcome outcome) {
    String our = Objects.requireNonNull(ours.get(field));
    String their = Objects.requireNonNull(theirs.get(field));
    switch (rules.owner(field, our, their, used)) {
      // Nothing of ours stands beside this value: a push follows though we go back to an old one.
      case OURS -> {
        outcome.agree.put(field, new Pair(null, their));
        outcome.kept.put(field, new Conflict(agreed, our, their));
      }
      case THEIRS -> outcome.take.put(field, their);
      case NOBODY ->
          rules
              .join(field, agreed, ours, theirs)
              .ifPresentOrElse(
                  joined -> {
                    outcome.join.put(field, joined);
                    outcome.agree.put(field, new Pair(null, their));
                  },
                  () -> ask(field, new Conflict(agreed, our, their), outcome));
    }
  }

  private void ask(String field, Conflict conflict, Outcome outcome) {
    Boolean ours = ruled.get(field);
    if (ours == null) {
      outcome.conflicts.put(field, conflict);
      return;
    }
    outcome.ruled.put(field, conflict);
    if (ours) {
      outcome.agree.put(field, new Pair(null, conflict.theirs()));
    } else {
      outcome.take.put(field, conflict.theirs());
    }
  }

  private boolean same(String field, String our, String their) {
    return Objects.equals(rules.canonical(field, our), rules.canonical(field, their));
  }

  /** What follows for each field; fields that nothing follows for are in none of the three. */
  static final class Outcome {

    /** Their values for us to take. */
    final Map<String, String> take = new LinkedHashMap<>();

    /** Pairs to write down; a push of ours may still follow. */
    final Map<String, Pair> agree = new LinkedHashMap<>();

    /** What both sides did, joined, for us to take; a push of the whole follows. */
    final Map<String, String> join = new LinkedHashMap<>();

    final Map<String, Conflict> conflicts = new LinkedHashMap<>();

    /** Both changed it, and ours counts: what theirs was. */
    final Map<String, Conflict> kept = new LinkedHashMap<>();

    /** What would be a conflict if the practice had no rule for it; taken or agreed as well. */
    final Map<String, Conflict> ruled = new LinkedHashMap<>();

    boolean changesOurs() {
      return !take.isEmpty() || !join.isEmpty();
    }

    boolean isEmpty() {
      return take.isEmpty() && agree.isEmpty() && conflicts.isEmpty();
    }
  }

  /** Both sides changed the field, differently, and nobody owns it. */
  record Conflict(Pair agreed, String ours, String theirs) {}
}
