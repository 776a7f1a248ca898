package dev.tandem.books.refusals;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The last closed day is read however Xero writes it. */
class ClosedDaysTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "before the period lock date, currently set at 30-Jun-2026",
        "before the period lock date 30 June 2026",
        "before the end of year lock date 2026-06-30.",
        "before the lock date 30/06/2026",
        "before 31-May-2026 and before 30 jun 2026"
      })
  void isRead(String words) {
    assertThat(ClosedDays.in(words)).contains(LocalDate.of(2026, 6, 30));
  }

  @Test
  void isNotInvented() {
    assertThat(ClosedDays.in("before the period lock date")).isEmpty();
    assertThat(ClosedDays.in("before 99-Foo-2026 and 45/99/2026")).isEmpty();
  }
}
