package dev.tandem.books.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ThreeWayCompareTest {

  private static final Set<String> WHOLE = Set.of("street", "town", "region");

  private FieldRules.Owner owner = FieldRules.Owner.NOBODY;

  private final FieldRules rules =
      new FieldRules() {
        @Override
        public String canonical(String field, String value) {
          return value.strip().replaceAll("\\s+", " ");
        }

        @Override
        public Owner owner(String field) {
          return owner;
        }

        @Override
        public Set<String> together(String field) {
          return partOfWhole(field) ? WHOLE : Set.of(field);
        }

        @Override
        public boolean partOfWhole(String field) {
          return WHOLE.contains(field);
        }
      };

  private ThreeWayCompare.Outcome compare(Pair agreed, String ours, String theirs) {
    return new ThreeWayCompare(rules)
        .compare(Map.of("f", agreed), Map.of("f", ours), Map.of("f", theirs));
  }

  @Test
  void nothingChangedMeansNothing() {
    assertThat(compare(new Pair("Ann  Lee ", "Ann Lee"), "Ann  Lee ", "Ann Lee").isEmpty())
        .isTrue();
  }

  @Test
  void oursAloneIsLeftToThePush() {
    assertThat(compare(new Pair("a", "a"), "b", "a").isEmpty()).isTrue();
  }

  @Test
  void theirsAloneIsTaken() {
    assertThat(compare(new Pair("a", "a"), "a", "b").take).containsEntry("f", "b");
  }

  @Test
  void bothMeaningTheSameAgree() {
    assertThat(compare(new Pair("a", "a"), " b  c", "b c").agree)
        .containsEntry("f", new Pair(" b  c", "b c"));
  }

  @Test
  void bothDifferentIsAConflictWhereNobodyOwnsTheField() {
    assertThat(compare(new Pair("a", "a"), "b", "c").conflicts).containsKey("f");
  }

  @Test
  void bothDifferentIsTheOwnersWord() {
    owner = FieldRules.Owner.THEIRS;
    assertThat(compare(new Pair("a", "a"), "b", "c").take).containsEntry("f", "c");
    owner = FieldRules.Owner.OURS;
    var ours = compare(new Pair("a", "a"), "b", "c");
    assertThat(ours.agree).containsEntry("f", new Pair(null, "c"));
    // Theirs is known now and ours still differs from its half: the push follows, once.
    assertThat(compare(new Pair(null, "c"), "b", "c").isEmpty()).isTrue();
  }

  @Test
  void aFieldTheReadingDidNotCarryIsNotCompared() {
    var outcome =
        new ThreeWayCompare(rules)
            .compare(Map.of("f", new Pair("a", "a")), Map.of("f", "a"), Map.of());
    assertThat(outcome.isEmpty()).isTrue();
  }

  @Test
  void anAddressThatOneSideChangedIsThatSides() {
    var agreed = address("1 Old St", "Perth", "WA");
    var theirs = compareAddress(agreed, address("5 New St", "Sydney", "NSW"));
    assertThat(theirs.take).containsOnlyKeys("street", "town", "region");
    assertThat(theirs.conflicts).isEmpty();
    assertThat(compareAddress(address("5 New St", "Sydney", "NSW"), agreed).isEmpty()).isTrue();
  }

  /** The street of one and the town of the other are where nobody lives. */
  @Test
  void partsOfAnAddressThatDifferentSidesChangedAreOneQuestion() {
    var outcome =
        compareAddress(address("5 New St", "Perth", "WA"), address("1 Old St", "Sydney", "WA"));
    assertThat(outcome.conflicts).containsOnlyKeys("street", "town");
    assertThat(outcome.take).isEmpty();
    assertThat(outcome.agree).isEmpty();
  }

  /** Who said only what the other said as well says nothing against it. */
  @Test
  void whatBothSidesSaidOfAnAddressIsNoQuestion() {
    var ours =
        compareAddress(address("5 New St", "Sydney", "WA"), address("1 Old St", "Sydney", "WA"));
    assertThat(ours.agree).containsOnlyKeys("town");
    assertThat(ours.conflicts).isEmpty();
    var theirs =
        compareAddress(address("1 Old St", "Sydney", "WA"), address("5 New St", "Sydney", "WA"));
    assertThat(theirs.take).containsOnlyKeys("street");
    assertThat(theirs.conflicts).isEmpty();
  }

  @Test
  void whatARuleSaysOfAnAddressIsSaidOfAllOfIt() {
    for (boolean keepsOurs : new boolean[] {true, false}) {
      var outcome =
          new ThreeWayCompare(
                  rules, Map.of("street", keepsOurs, "town", keepsOurs, "region", keepsOurs))
              .compare(
                  pairs(), address("5 New St", "Perth", "WA"), address("1 Old St", "Sydney", "WA"));
      assertThat(outcome.conflicts).isEmpty();
      assertThat(outcome.ruled).containsOnlyKeys("street", "town");
      if (keepsOurs) {
        assertThat(outcome.take).isEmpty();
        assertThat(outcome.agree).containsEntry("town", new Pair(null, "Sydney"));
      } else {
        assertThat(outcome.take)
            .containsExactlyInAnyOrderEntriesOf(Map.of("street", "1 Old St", "town", "Sydney"));
      }
    }
  }

  private ThreeWayCompare.Outcome compareAddress(
      Map<String, String> ours, Map<String, String> theirs) {
    return new ThreeWayCompare(rules).compare(pairs(), ours, theirs);
  }

  private static Map<String, Pair> pairs() {
    return Map.of(
        "street", new Pair("1 Old St", "1 Old St"),
        "town", new Pair("Perth", "Perth"),
        "region", new Pair("WA", "WA"));
  }

  private static Map<String, String> address(String street, String town, String region) {
    return Map.of("street", street, "town", town, "region", region);
  }
}
