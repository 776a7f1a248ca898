package dev.tandem.bench.pull;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The bench, small: counted is what no machine's speed changes. */
class PullBenchTest {

  @Test
  void manyEventsOfFewRecordsCostTheFewestCalls() {
    assertThat(PullBench.measure(200)).containsEntry("callsRatio", 1.0);
  }

  @Test
  void aPaymentInXeroIsSeenOnTheOpenPage() {
    assertThat(PullBench.visible(2).get("visibleP99Millis").doubleValue()).isPositive();
  }
}
