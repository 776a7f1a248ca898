package dev.tandem.books.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.Forecast.Load;
import dev.tandem.books.outbox.Forecast.Pace;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForecastTest {

  private static Forecast of(Load... loads) {
    return Forecast.of(List.of(loads), Pace.FRESH);
  }

  private static Pace day(Integer left, Integer most) {
    return new Pace(60, left, most, Duration.ZERO);
  }

  @Test
  void nothingIsNothing() {
    assertThat(of()).isEqualTo(Forecast.NOTHING);
    assertThat(of(Load.creating(Kind.CLIENT, 0))).isEqualTo(Forecast.NOTHING);
  }

  @Test
  void fiftyNewRecordsShareACall() {
    assertThat(of(Load.creating(Kind.CLIENT, 50)).calls()).isEqualTo(1);
    assertThat(of(Load.creating(Kind.CLIENT, 51)).calls()).isEqualTo(2);
  }

  @Test
  void kindsDoNotShareCalls() {
    Forecast all =
        of(
            Load.creating(Kind.CLIENT, 10_000),
            Load.creating(Kind.INVOICE, 10_000),
            Load.creating(Kind.PAYMENT, 10_000));
    assertThat(all.calls()).isEqualTo(600);
    assertThat(all.records()).isEqualTo(30_000);
    // 58 at once, the other 542 at 58 a minute.
    assertThat(all.takes()).isEqualTo(Duration.ofMinutes(10));
    assertThat(all.inWords()).isEqualTo("about 10 minutes");
  }

  @Test
  void beforeChangesTheLedgerIsReadOnceAMinute() {
    assertThat(of(new Load(Kind.CLIENT, 0, 100, 0, 0)).calls()).isEqualTo(3);
    assertThat(of(new Load(Kind.CLIENT, 0, 58 * 50, 0, 0)).calls()).isEqualTo(59);
    assertThat(of(new Load(Kind.CLIENT, 0, 58 * 50 + 1, 0, 0)).calls()).isEqualTo(61);
  }

  @Test
  void creationsAndChangesDoNotShareACall() {
    assertThat(of(new Load(Kind.INVOICE, 1, 1, 0, 1)).calls()).isEqualTo(3);
  }

  @Test
  void paymentsAreRemovedOneByOneAndNeedNoReading() {
    assertThat(of(new Load(Kind.PAYMENT, 0, 0, 7, 0)).calls()).isEqualTo(7);
  }

  @Test
  void paymentsOfOneInvoiceNeverShareACall() {
    assertThat(of(new Load(Kind.PAYMENT, 6, 0, 0, 4)).calls()).isEqualTo(4);
  }

  @Test
  void whatIsLeftOfTheMinuteGoesAtOnce() {
    var some = List.of(Load.creating(Kind.INVOICE, 500));
    assertThat(Forecast.of(some, new Pace(12, null, null, Duration.ZERO)).inWords())
        .isEqualTo("a few seconds");
    // Two are kept for people: one of the ten waits for the next minute.
    assertThat(Forecast.of(some, new Pace(11, null, null, Duration.ZERO)).takes())
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(Forecast.of(some, new Pace(0, null, null, Duration.ZERO)).takes())
        .isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void itWaitsWhenTheLedgerAskedToWait() {
    var one = List.of(Load.creating(Kind.CLIENT, 1));
    var blocked = new Pace(60, null, null, Duration.ofMinutes(4));
    assertThat(Forecast.of(one, blocked).inWords()).isEqualTo("about 5 minutes");
  }

  @Test
  void aSpentDayLastsAsLongAsTheLedgerSaid() {
    var one = List.of(Load.creating(Kind.CLIENT, 1));
    var spent = new Pace(60, 0, 1_000, Duration.ofHours(19));
    assertThat(Forecast.of(one, spent))
        .returns(0, Forecast::days)
        .returns("about 20 hours", Forecast::inWords);
    var all = List.of(Load.creating(Kind.CLIENT, 951 * 50));
    assertThat(Forecast.of(all, spent).days()).as("more than the day after holds").isEqualTo(1);
    assertThat(Forecast.of(one, new Pace(60, 0, 1_000, Duration.ofMinutes(1))).days())
        .as("only a minute was asked for: nobody told when the day turns")
        .isEqualTo(1);
  }

  @Test
  void oneInTwentyOfTheDayIsKeptForPeople() {
    var all = List.of(Load.creating(Kind.CLIENT, 950 * 50));
    assertThat(Forecast.of(all, day(1_000, 1_000)).days()).isZero();
    assertThat(Forecast.of(all, day(999, 1_000)).days()).isEqualTo(1);
  }

  @Test
  void theRestOfTheDayAndWholeDaysAfterIt() {
    var much = List.of(Load.creating(Kind.CLIENT, 2_000 * 50));
    Forecast it = Forecast.of(much, day(150, 1_000));
    // 100 today, 950 on each of the next two days are enough for the 1,900 others.
    assertThat(it.days()).isEqualTo(2);
    assertThat(it.takes()).isBetween(Duration.ofDays(2), Duration.ofHours(49));
    assertThat(it.inWords()).isEqualTo("about 3 days");
  }

  @Test
  void aSpentDayWaitsForTheNext() {
    var one = List.of(Load.creating(Kind.CLIENT, 1));
    assertThat(Forecast.of(one, day(0, 5_000)).days()).isEqualTo(1);
    assertThat(Forecast.of(one, day(250, 5_000)).days()).isEqualTo(1);
    assertThat(Forecast.of(one, day(251, 5_000)).days()).isZero();
  }
}
