package dev.tandem.books.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.books.ledger.LedgerLine;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineJoinTest {

  private static final String BOTH = lines("visit 100", "xray 50");

  @Test
  void whatTheyAddedIsPutBehindOurs() {
    assertThat(
            join(BOTH, lines("visit 120", "xray 50"), lines("visit 100", "xray 50", "bandage 5")))
        .contains(lines("visit 120", "xray 50", "bandage 5"));
  }

  @Test
  void whatWeAddedIsPutBehindTheirs() {
    assertThat(join(BOTH, lines("visit 100", "xray 50", "bandage 5"), lines("visit 90")))
        .contains(lines("visit 90", "bandage 5"));
  }

  @Test
  void bothMayAdd() {
    assertThat(
            join(BOTH, BOTH + "\u001e" + lines("crutch 9"), BOTH + "\u001e" + lines("bandage 5")))
        .contains(lines("visit 100", "xray 50", "crutch 9", "bandage 5"));
  }

  /** Joined, it would be charged twice. */
  @Test
  void whereBothAddedTheSameAPersonDecides() {
    String crutch = BOTH + "\u001e" + lines("crutch 9");
    assertThat(join(BOTH, crutch, crutch + "\u001e" + lines("bandage 5"))).isEmpty();
    assertThat(join(BOTH, crutch + "\u001e" + lines("bandage 5"), crutch)).isEmpty();
    assertThat(join(BOTH, crutch, BOTH + "\u001e" + lines("Crutch 8"))).isEmpty();
    assertThat(join(BOTH, crutch, BOTH + "\u001e" + lines("aid 9"))).isEmpty();
    assertThat(join(BOTH, lines("visit 100", "crutch 9"), crutch)).isEmpty();
  }

  @Test
  void linesThatOneSideAloneChangedAreTakenFromIt() {
    assertThat(join(BOTH, lines("visit 120", "xray 50"), lines("visit 100", "xray 55")))
        .contains(lines("visit 120", "xray 55"));
    assertThat(join(BOTH, lines("visit 100", "scan 80"), lines("checkup 90", "xray 50")))
        .contains(lines("checkup 90", "scan 80"));
    assertThat(
            join(
                lines("a 1", "b 2", "c 3"), lines("a 9", "b 8", "c 3"), lines("a 1", "b 8", "c 7")))
        .contains(lines("a 9", "b 8", "c 7"));
  }

  @Test
  void theSameCorrectionOfTwoLinesThatAreAlikeIsAPersonsMatter() {
    String twice = lines("visit 100", "visit 100");
    assertThat(join(twice, lines("visit 90", "visit 100"), lines("visit 100", "visit 90")))
        .isEmpty();
    assertThat(join(BOTH, lines("scan 80", "xray 50"), lines("visit 100", "scan 80"))).isEmpty();
  }

  @Test
  void whereALineIsGoneNoPlaceSaysWhichIsWhich() {
    assertThat(join(BOTH, lines("visit 120", "xray 50"), lines("xray 55"))).isEmpty();
  }

  @Test
  void whereBothChangedWhatWasThereAPersonDecides() {
    assertThat(join(BOTH, lines("visit 120", "xray 50"), lines("visit 90", "xray 50"))).isEmpty();
    assertThat(join(BOTH, lines("visit 120", "xray 50"), lines("visit 100"))).isEmpty();
  }

  /** Two equal lines are two lines. */
  @Test
  void anEqualLineMoreIsAnAddition() {
    assertThat(join(lines("visit 100"), lines("visit 120"), lines("visit 100", "visit 100")))
        .contains(lines("visit 120", "visit 100"));
  }

  @Test
  void anotherDiscountThereAndAnotherPriceHereAreJoined() {
    assertThat(join(BOTH, lines("visit 120", "xray 50"), lines("visit 100 10", "xray 50")))
        .contains(lines("visit 120 10", "xray 50"));
    assertThat(join(BOTH, lines("visit 100 10", "xray 50"), lines("visit 90", "xray 50")))
        .contains(lines("visit 90 10", "xray 50"));
  }

  @Test
  void twoDiscountsOfOneLineAreAPersonsMatter() {
    assertThat(join(BOTH, lines("visit 120 5", "xray 50"), lines("visit 100 10", "xray 50")))
        .isEmpty();
    assertThat(join(BOTH, lines("visit 120 10", "xray 50"), lines("visit 100 10", "xray 50")))
        .contains(lines("visit 120 10", "xray 50"));
  }

  @Test
  void theDiscountOfALineThatIsGoneGoesWithIt() {
    assertThat(join(BOTH, lines("xray 55"), lines("visit 100 10", "xray 50 5")))
        .contains(lines("xray 55 5"));
  }

  private static Optional<String> join(String agreed, String ours, String theirs) {
    return LineJoin.join(new Pair(agreed, agreed), ours, theirs);
  }

  private static String lines(String... all) {
    List<LedgerLine> lines =
        Arrays.stream(all)
            .map(it -> it.split(" "))
            .map(
                it ->
                    new LedgerLine(
                        it[0],
                        BigDecimal.ONE,
                        new BigDecimal(it[1]),
                        "200",
                        "OUTPUT",
                        "",
                        it.length > 2 ? new BigDecimal(it[2]) : null,
                        null,
                        List.of()))
            .toList();
    return LedgerLine.text(lines);
  }
}
