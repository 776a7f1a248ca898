package dev.tandem.books.mirror;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * Whatever both sides do, in whatever order calls and readings come through: once nobody edits any
 * more both sides agree after a few steps, and from then on nothing is sent. The ledger cleans,
 * folds and cuts what it is given, and we keep some of it in a form of our own.
 */
class ConvergenceTest {

  private static final int HISTORIES = 100_000;
  private static final List<String> FIELDS =
      List.of("name", "phone", "owned", "fact", "street", "town");

  /** Decided at once. */
  private static final Set<String> WHOLE = Set.of("street", "town");

  private static final List<String> VALUES =
      List.of("", "a", " a ", "A", "b  c", "b c ", "longer than it may be", "+1 2", "12");

  private static final FieldRules RULES =
      new FieldRules() {
        @Override
        public String canonical(String field, String value) {
          String tidy = value.strip().replaceAll("\\s+", " ");
          return field.equals("phone") ? tidy.replaceAll("[^0-9a-zA-Z]", "") : tidy;
        }

        @Override
        public Set<String> together(String field) {
          return partOfWhole(field) ? WHOLE : Set.of(field);
        }

        @Override
        public boolean partOfWhole(String field) {
          return WHOLE.contains(field);
        }

        @Override
        public Owner owner(String field) {
          return switch (field) {
            case "owned" -> Owner.OURS;
            case "fact" -> Owner.THEIRS;
            default -> Owner.NOBODY;
          };
        }
      };

  @Test
  void bothSidesComeToRest() {
    long seed = new SplittableRandom().nextLong();
    var random = new SplittableRandom(seed);
    for (int i = 0; i < HISTORIES; i++) {
      var history = new History(random);
      for (int step = random.nextInt(20); step >= 0; step--) {
        history.step();
      }
      history.rest("history " + i + " of seed " + seed);
    }
  }

  /** One record on both sides, and what may happen to it. */
  private static final class History {

    private final RandomGenerator random;
    private final ThreeWayCompare comparison = new ThreeWayCompare(RULES);
    private final Agreement agreement = new Agreement(RULES);
    private final Map<String, String> ours = new HashMap<>();
    private final Map<String, String> theirs = new HashMap<>();
    private final Map<String, Pair> agreed = new HashMap<>();
    private final Map<String, String> typedHere = new HashMap<>();
    private final Map<String, String> typedThere = new HashMap<>();
    private final Set<String> disputed = new HashSet<>();
    private Map<String, String> unread;
    private Lost lost;
    private boolean everLost;
    private int writes;
    private int seq;
    private int writeSeq;
    private int unreadSeq;

    /** A write whose outcome is unknown. */
    private record Lost(Map<String, String> ours, Map<String, String> sent) {}

    History(RandomGenerator random) {
      this.random = random;
      FIELDS.forEach(it -> ours.put(it, any(VALUES)));
      FIELDS.forEach(it -> theirs.put(it, stored(ours.get(it))));
      agreed.putAll(agreement.written(ours, ours, theirs, false));
    }

    void step() {
      switch (random.nextInt(8)) {
        case 0, 1 -> editHere();
        case 2, 3 -> editThere();
        case 4 -> push(random.nextInt(3));
        case 5 -> beginReading();
        case 6 -> endReading();
        default -> lookUp();
      }
    }

    private void editHere() {
      String field = any(FIELDS);
      ours.put(field, any(VALUES));
      typedHere.put(field, ours.get(field));
    }

    private void editThere() {
      String field = any(FIELDS);
      theirs.put(field, stored(any(VALUES)));
      typedThere.put(field, theirs.get(field));
    }

    /** Cleans and cuts, as Xero does. */
    private static String stored(String value) {
      String tidy = value.strip().replaceAll("\\s+", " ");
      return tidy.length() > 9 ? tidy.substring(0, 9).strip() : tidy;
    }

    /** Our form of their value: another text that they would store as the same. */
    private static String kept(String field, String theirs) {
      return field.equals("phone") ? " " + theirs : theirs;
    }

    /** 0: answered; 1: it landed, the answer is lost; 2: it did not land, nobody knows. */
    private void push(int outcome) {
      if (lost != null) {
        return;
      }
      read();
      Map<String, String> sent = agreement.toSay(agreed, ours, disputed);
      if (sent.isEmpty()) {
        return;
      }
      writes++;
      seq++;
      if (outcome < 2) {
        sent.forEach(
            (field, value) -> {
              theirs.put(field, stored(value));
              typedThere.remove(field);
            });
      }
      if (outcome > 0) {
        everLost = true;
        lost = new Lost(Map.copyOf(ours), sent);
        return;
      }
      agreed.putAll(agreement.written(ours, sent, theirs, false));
      writeSeq = seq;
      absorb(theirs);
    }

    private void lookUp() {
      if (lost == null) {
        return;
      }
      seq++;
      var landed = new HashMap<String, String>();
      lost.sent()
          .forEach(
              (field, sent) -> {
                if (RULES
                    .canonical(field, sent)
                    .equals(RULES.canonical(field, theirs.get(field)))) {
                  landed.put(field, sent);
                }
              });
      Lost was = Objects.requireNonNull(lost);
      lost = null;
      if (!landed.isEmpty()) {
        agreed.putAll(agreement.written(was.ours(), landed, theirs, true));
        writeSeq = seq;
        absorb(theirs);
      }
    }

    private void beginReading() {
      unreadSeq = ++seq;
      unread = Map.copyOf(theirs);
    }

    /** A reading that began before our last write was recorded proves nothing. */
    private void endReading() {
      if (unread != null && unreadSeq > writeSeq && lost == null) {
        absorb(unread);
      }
      unread = null;
    }

    private void read() {
      seq++;
      absorb(theirs);
    }

    private void absorb(Map<String, String> reading) {
      ThreeWayCompare.Outcome outcome = comparison.compare(agreed, ours, reading);
      agreed.putAll(outcome.agree);
      outcome.take.forEach(
          (field, value) -> {
            ours.put(field, kept(field, value));
            if (typedThere.containsKey(field)) {
              typedHere.remove(field);
            }
            agreed.put(field, new Pair(ours.get(field), value));
          });
      disputed.clear();
      disputed.addAll(outcome.conflicts.keySet());
    }

    void rest(String name) {
      unread = null;
      int before = writes;
      for (int i = 0; i < 2; i++) {
        lookUp();
        push(0);
      }
      require(writes - before <= 1, "more than one write to come to rest", name);
      int rested = writes;
      for (int i = 0; i < 2; i++) {
        push(0);
      }
      require(writes == rested, "writes at rest", name);
      for (String field : FIELDS) {
        String our = ours.get(field);
        String their = theirs.get(field);
        if (disputed.contains(field)) {
          String typed = typedHere.getOrDefault(field, WHOLE.contains(field) ? our : "not typed");
          // Asked with the other half alone: what was taken of it before is as it is below.
          boolean half = everLost && WHOLE.contains(field) && our.equals(agreed.get(field).ours());
          require(half || our.equals(typed), "ours was overwritten", name);
          require(their.equals(typedThere.getOrDefault(field, their)), "theirs was", name);
        } else {
          boolean same = RULES.canonical(field, their).equals(RULES.canonical(field, stored(our)));
          require(same, field + " differs", name);
          // What they clean is no edit: we keep what was typed here.
          boolean kept = everLost || our.equals(typedHere.getOrDefault(field, our));
          require(kept, field + " was rewritten here", name);
        }
      }
    }

    private void require(boolean claim, String otherwise, String name) {
      if (!claim) {
        throw new AssertionError(
            "%s, %s: ours %s, theirs %s, agreed %s"
                .formatted(otherwise, name, ours, theirs, agreed));
      }
    }

    private <T> T any(List<T> list) {
      return list.get(random.nextInt(list.size()));
    }
  }
}
