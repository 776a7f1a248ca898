package dev.tandem.practice.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.practice.setup.PaymentTerms.Rule;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentTermsTest {

  @ParameterizedTest
  @CsvSource({
    "DAYS_AFTER_DATE, 14, 2026-11-20, 2026-12-04",
    "DAYS_AFTER_DATE, 0, 2026-11-20, 2026-11-20",
    "DAYS_AFTER_MONTH, 0, 2026-11-20, 2026-11-30",
    "DAYS_AFTER_MONTH, 15, 2026-11-30, 2026-12-15",
    "OF_THIS_MONTH, 25, 2026-11-20, 2026-11-25",
    "OF_THIS_MONTH, 31, 2026-11-20, 2026-11-30",
    // The day has passed: due at once.
    "OF_THIS_MONTH, 15, 2026-11-20, 2026-11-20",
    "OF_NEXT_MONTH, 20, 2026-12-20, 2027-01-20",
    "OF_NEXT_MONTH, 31, 2027-01-31, 2027-02-28",
  })
  void dueDate(Rule rule, int days, LocalDate date, LocalDate due) {
    assertThat(new PaymentTerms(rule, days).due(date)).isEqualTo(due);
  }
}
