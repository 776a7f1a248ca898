package dev.tandem.books.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** As Xero publishes its plans: developer.xero.com/pricing. */
class LedgerPlanTest {

  private static final long GB = 1L << 30;

  @Test
  void eachTierHasItsAllowance() {
    assertThat(new LedgerPlan("core", 0).monthBytes()).isEqualTo(10 * GB);
    assertThat(new LedgerPlan("Plus", 0).monthBytes()).isEqualTo(50 * GB);
    assertThat(new LedgerPlan("ADVANCED", 0).monthBytes()).isEqualTo(250 * GB);
    assertThat(new LedgerPlan("starter", 0).monthBytes()).isZero();
    assertThat(new LedgerPlan("starter", 0).callsADay()).isEqualTo(1_000);
    assertThat(new LedgerPlan("core", 0).callsADay()).isEqualTo(5_000);
  }

  @Test
  void whatWasAgreedCountsMoreThanTheTier() {
    assertThat(new LedgerPlan("core", 25).monthBytes()).isEqualTo(25 * GB);
    assertThat(new LedgerPlan("", 25).monthBytes()).isEqualTo(25 * GB);
    assertThat(new LedgerPlan("", 0).monthBytes()).isZero();
    assertThat(new LedgerPlan("", 0).callsADay()).isNull();
  }

  @Test
  void onlyWhatIsBeyondTheAllowanceCosts() {
    var core = new LedgerPlan("core", 0);
    assertThat(core.cost(10 * GB)).isEqualByComparingTo("0");
    assertThat(core.cost(12 * GB + GB / 2)).isEqualByComparingTo("6.00");
    assertThat(new LedgerPlan("starter", 0).cost(99 * GB)).as("no price").isNull();
    assertThat(new LedgerPlan("", 10).cost(99 * GB)).as("no tier said").isNull();
  }

  @Test
  void refusesAnotherWord() {
    assertThatThrownBy(() -> new LedgerPlan("gold", 0))
        .hasMessageContaining("starter, core, plus or advanced");
  }
}
