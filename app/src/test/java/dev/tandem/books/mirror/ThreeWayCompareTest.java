package dev.tandem.books.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ThreeWayCompareTest {

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
}
