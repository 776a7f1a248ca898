package dev.tandem.xero.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XeroTimeTest {

  @ParameterizedTest
  @CsvSource({
    "/Date(1518685950940+0000)/, 2018-02-15T09:12:30.940Z",
    "/Date(1518685950940)/, 2018-02-15T09:12:30.940Z",
    "/Date(1518685950940+1300)/, 2018-02-15T09:12:30.940Z",
    "/Date(-62135596800000+0000)/, 0001-01-01T00:00:00Z",
    "2017-06-21T01:15:39.902, 2017-06-21T01:15:39.902Z",
    "2024-02-29T23:59:59.000, 2024-02-29T23:59:59Z",
    "2019-07-09T23:40:30.1833130, 2019-07-09T23:40:30.183313Z",
    "2017-06-21T01:15:39Z, 2017-06-21T01:15:39Z",
    "2017-06-21T11:15:39+10:00, 2017-06-21T01:15:39Z",
    "2009-05-27, 2009-05-27T00:00:00Z"
  })
  void readsEveryFormOfAnInstant(String text, Instant instant) {
    assertThat(XeroTime.instant(text)).isEqualTo(instant);
  }

  @ParameterizedTest
  @CsvSource({
    "/Date(1518652800000+0000)/, 2018-02-15",
    "/Date(1518739199999)/, 2018-02-15",
    "2009-05-27T00:00:00, 2009-05-27",
    "2009-05-27, 2009-05-27"
  })
  void readsADayInUtc(String text, LocalDate day) {
    assertThat(XeroTime.date(text)).isEqualTo(day);
  }

  @Test
  void takesAnEmptyTextForNoDate() {
    assertThat(XeroTime.date("")).isNull();
    assertThat(XeroTime.instant(" ")).isNull();
  }

  @Test
  void roundsWatermarksDown() {
    assertThat(XeroTime.wholeSecond(Instant.parse("2026-01-02T03:04:00.999Z")))
        .isEqualTo("2026-01-02T03:04:00");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "2017-13-21T01:15:39.902",
        "2017-02-29T01:15:39.902",
        "2017-06-21T24:15:39.902",
        "2017-06-21T01:15:60.902",
        "2017-06-21T01:15:39.9x2",
        "2017-06-21T01:15:39.+ 2",
        "2017-06-2\u0661T01:15:39.902"
      })
  void doesNotGuessOtherForms(String text) {
    assertThatThrownBy(() -> XeroTime.instant(text)).isInstanceOf(DateTimeException.class);
  }
}
