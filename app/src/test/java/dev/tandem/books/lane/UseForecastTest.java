package dev.tandem.books.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UseForecastTest {

  private static final LocalDate TODAY = LocalDate.parse("2026-11-20");
  private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-11-20T12:00:00Z");

  private final List<LedgerUse.Day> days = new ArrayList<>();

  @Test
  void addsWhatAUsualDayBringsInTheTimeLeftAndWhatWaits() {
    usual(14, 200, 2_000);
    use(TODAY, Job.CHANGED_SINCE, 90, 900);
    UseForecast it = UseForecast.of(days, NOON, 30);
    assertThat(it.usualCalls()).isEqualTo(200);
    assertThat(it.callsToday()).isEqualTo(90 + 100 + 30);
    assertThat(it.bytesThisMonth())
        .as("fourteen days, of today what was read and half a day, and ten days to come")
        .isEqualTo(14 * 2_000 + 900 + 1_000 + 10 * 2_000);
  }

  @Test
  void oneImportMakesNoDayUsual() {
    usual(6, 100, 0);
    use(TODAY.minusDays(3), Job.PUSH_CLIENTS, 4_000, 0);
    assertThat(UseForecast.of(days, NOON, 0).usualCalls()).isEqualTo(100);
  }

  @Test
  void aDayWithoutACallIsADay() {
    use(TODAY.minusDays(4), Job.CHANGED_SINCE, 90, 0);
    assertThat(UseForecast.of(days, NOON, 0).usualCalls()).isZero();
  }

  @Test
  void theFirstDaysPaceCountsBeforeThereIsAnother() {
    use(TODAY, Job.CHANGED_SINCE, 50, 500);
    assertThat(UseForecast.of(days, NOON, 0).callsToday()).isEqualTo(100);
    OffsetDateTime atOnce = OffsetDateTime.parse("2026-11-20T00:10:00Z");
    assertThat(UseForecast.of(days, atOnce, 0).callsToday())
        .as("ten minutes say nothing about a day")
        .isEqualTo(50);
  }

  @Test
  void whatWaitsBringsBytesAsWritesDid() {
    use(TODAY, Job.PUSH_INVOICES, 10, 5_000);
    long without = UseForecast.of(days, NOON, 0).bytesThisMonth();
    assertThat(UseForecast.of(days, NOON, 3).bytesThisMonth()).isEqualTo(without + 1_500);
  }

  @Test
  void theMonthBeginsAnewInUtc() {
    use(LocalDate.parse("2026-10-31"), Job.FETCH, 1, 10_000);
    OffsetDateTime sydney = OffsetDateTime.parse("2026-11-01T12:00:00+11:00");
    use(LocalDate.parse("2026-11-01"), Job.FETCH, 1, 100);
    UseForecast it = UseForecast.of(days, sydney, 0);
    assertThat(it.bytesThisMonth())
        .as("a whole month of October's last day and 100; nothing of what October read")
        .isBetween(100L + 29 * 10_000, 100L + 30 * 10_000);
  }

  private void usual(int number, int calls, long bytes) {
    for (int i = 1; i <= number; i++) {
      use(TODAY.minusDays(i), Job.CHANGED_SINCE, calls, bytes);
    }
  }

  private void use(LocalDate day, Job job, int calls, long bytes) {
    days.add(new LedgerUse.Day(day, job, calls, bytes, 0, 0));
  }
}
