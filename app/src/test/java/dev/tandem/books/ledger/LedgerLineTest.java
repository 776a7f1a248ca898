package dev.tandem.books.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.books.ledger.LedgerLine.Tracking;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerLineTest {

  private static final Tracking NORTH = new Tracking("c-1", "Region", "o-1", "North");

  /** Such texts are kept with links and calls of earlier versions. */
  @Test
  void aPlainLineReadsAsItAlwaysDid() {
    String text = "Visit\u001f1\u001f110\u001f200\u001fOUTPUT";
    List<LedgerLine> lines = LedgerLine.read(text + "\u001e" + text);
    assertThat(lines).hasSize(2).containsOnly(plain());
    assertThat(LedgerLine.text(lines)).isEqualTo(text + "\u001e" + text);
    assertThat(LedgerLine.read("")).isEmpty();
  }

  @Test
  void whatALineCarriesComesBack() {
    for (LedgerLine it :
        List.of(
            with("CONS", "10", null, NORTH),
            with("", null, "2.5", NORTH, new Tracking("", "Who", "", "Ann")),
            with("CONS", null, null),
            with("", "12.5", null))) {
      assertThat(LedgerLine.read(LedgerLine.text(List.of(it)))).containsExactly(it);
    }
  }

  @Test
  void anOptionCalledOtherwiseIsTheSameOption() {
    LedgerLine south = with("", null, null, new Tracking("c-1", "Area", "o-1", "Northern"));
    assertThat(with("", null, null, NORTH).sameExtras(south)).isTrue();
    assertThat(with("", null, null, NORTH).sameExtras(plain())).isFalse();
    assertThat(with("", "10", null).sameExtras(with("", null, "10"))).isFalse();
  }

  private static LedgerLine plain() {
    return new LedgerLine("Visit", BigDecimal.ONE, new BigDecimal("110"), "200", "OUTPUT");
  }

  private static LedgerLine with(String item, String rate, String amount, Tracking... tracking) {
    return new LedgerLine(
        "Visit",
        BigDecimal.ONE,
        new BigDecimal("110"),
        "200",
        "OUTPUT",
        item,
        rate == null ? null : new BigDecimal(rate),
        amount == null ? null : new BigDecimal(amount),
        List.of(tracking));
  }
}
