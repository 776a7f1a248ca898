package dev.tandem.books.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.books.mirror.Classification.Match;
import dev.tandem.books.mirror.Classification.Standing;
import dev.tandem.books.mirror.Twin.Evidence;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Sure is only what is sure both ways. */
class ClassificationTest {

  private static final UUID ANN = new UUID(0, 1);
  private static final UUID OTHER = new UUID(0, 2);

  @Test
  void nameAndAddressAreSure() {
    assertThat(of(ANN, twin("x", Evidence.NAME, Evidence.EMAIL)).standing())
        .isEqualTo(Standing.SURE);
    assertThat(of(ANN, twin("x", Evidence.NAME, Evidence.PHONE)).standing())
        .isEqualTo(Standing.SURE);
    assertThat(of(ANN, twin("x", Evidence.NUMBER)).standing()).isEqualTo(Standing.SURE);
  }

  @Test
  void oneThingAloneIsLikelyOnly() {
    for (Evidence it : List.of(Evidence.NAME, Evidence.EMAIL, Evidence.PHONE, Evidence.SIMILAR)) {
      assertThat(of(ANN, twin("x", it)).standing()).isEqualTo(Standing.LIKELY);
    }
    assertThat(of(ANN, twin("x", Evidence.SIMILAR, Evidence.EMAIL)).standing())
        .isEqualTo(Standing.LIKELY);
    assertThat(of(ANN).standing()).isEqualTo(Standing.NONE);
  }

  @Test
  void twoContactsOfOneNameAreNeverSure() {
    Match it = of(ANN, twin("x", Evidence.NAME, Evidence.EMAIL), twin("y", Evidence.NAME));
    assertThat(it.standing()).isEqualTo(Standing.LIKELY);
    assertThat(it.best().ledgerId()).isEqualTo("x");
    assertThat(it.others()).isEqualTo(1);
  }

  @Test
  void oneContactForTwoClientsIsNeverSure() {
    Twin x = twin("x", Evidence.NAME, Evidence.EMAIL);
    var found = Classification.of(Set.of(ANN, OTHER), Map.of(ANN, List.of(x), OTHER, List.of(x)));
    assertThat(found.values()).allMatch(it -> it.standing() == Standing.LIKELY && it.contested());
    var byName =
        Classification.of(
            Set.of(ANN, OTHER), Map.of(ANN, List.of(x), OTHER, List.of(twin("x", Evidence.NAME))));
    assertThat(byName.values()).allMatch(it -> it.standing() == Standing.LIKELY);
  }

  @Test
  void aFamilysAddressTakesNobodysCertainty() {
    var found =
        Classification.of(
            Set.of(ANN, OTHER),
            Map.of(
                ANN, List.of(twin("x", Evidence.NAME, Evidence.EMAIL)),
                OTHER, List.of(twin("x", Evidence.EMAIL))));
    assertThat(found.get(ANN).standing()).isEqualTo(Standing.SURE);
    assertThat(found.get(OTHER).standing()).as("x is somebody else").isEqualTo(Standing.NONE);
  }

  @Test
  void theOwnNumberOutweighsEverything() {
    var found =
        Classification.of(
            Set.of(ANN, OTHER),
            Map.of(
                ANN, List.of(twin("x", Evidence.NUMBER), twin("y", Evidence.NAME)),
                OTHER, List.of(twin("x", Evidence.NAME, Evidence.EMAIL))));
    assertThat(found.get(ANN).best().ledgerId()).isEqualTo("x");
    assertThat(found.get(ANN).standing()).isEqualTo(Standing.SURE);
    assertThat(found.get(OTHER).standing()).isEqualTo(Standing.NONE);
  }

  @Test
  void namesAreLikeWhateverTheirOrderTitleAndForm() {
    assertThat(LooseName.of("lee ann")).isEqualTo(LooseName.of("dr ann m lee"));
    assertThat(LooseName.of("ann lee 2")).isEqualTo(LooseName.of("ann lee"));
    assertThat(LooseName.of("harbour cafe pty ltd")).isEqualTo(LooseName.of("the harbour cafe"));
    assertThat(LooseName.of("cafe")).as("one word is like too many").isEmpty();
    assertThat(LooseName.of("ann lee")).isNotEqualTo(LooseName.of("anna lee"));
  }

  private static Match of(UUID client, Twin... twins) {
    var all = Arrays.stream(twins).sorted(Twin.BEST_FIRST).toList();
    return Classification.of(Set.of(client), all.isEmpty() ? Map.of() : Map.of(client, all))
        .get(client);
  }

  private static Twin twin(String id, Evidence... evidence) {
    return new Twin(id, "Ann Lee", "", null, false, Set.of(evidence));
  }
}
