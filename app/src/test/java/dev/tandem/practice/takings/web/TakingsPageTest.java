package dev.tandem.practice.takings.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestPractice;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.PaymentDetails;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.credits.AdvanceDetails;
import dev.tandem.practice.credits.Advances;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.takings.DayTakings;
import dev.tandem.practice.takings.KeptMethods;
import dev.tandem.practice.takings.Takings;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The receptionist counts the day's money and closes the day. */
@TandemTest
class TakingsPageTest {

  @Autowired ApplicationContext house;
  @Autowired Billing billing;
  @Autowired Takings takings;
  @Autowired KeptMethods methods;
  @Autowired Advances advances;
  TestPractice practice;
  PracticeRoom room;
  Browser desk;

  @BeforeEach
  void openPractice() {
    practice = TestPractice.open(house);
    room = PracticeRoom.furnish(house, practice.id());
    desk = practice.browser(Role.RECEPTIONIST);
  }

  @Test
  void anEmptyDayTeachesWhatWillStandThere() {
    assertThat(desk.get("/takings").body()).contains("Nothing taken yet today", "Take a payment");
    assertThat(desk.get("/takings?date=2026-01-02").body())
        .contains("Nothing was taken on this day", "Show today");
  }

  @Test
  void withoutKeptMeansThereIsNothingToClose() {
    pay("110.00", PaymentMethod.CARD);
    assertThat(desk.get("/takings").body())
        .contains("there is nothing to close", "By itself")
        .doesNotContain("Close the day</button>");
  }

  /** As on Today: a euro is no dollar. */
  @Test
  void anotherCurrencyStandsBesideAndIsNeverAdded() {
    pay("110.00", PaymentMethod.CARD);
    LocalDate day = Practices.in(practice.id(), takings::today);
    Practices.in(
        practice.id(),
        () -> {
          InvoiceId id = billing.draft(invoice("70.00", day, null).in("EUR", null));
          billing.approve(id);
          return billing.takePayment(
              id, new PaymentDetails(day, new BigDecimal("70.00"), PaymentMethod.CARD, "", null));
        });
    assertThat(desk.get("/takings").body())
        .contains("2 payments", "110.00", "70.00", "EUR")
        .doesNotContain("180.00");
    DayTakings all = Practices.in(practice.id(), () -> takings.of(day));
    assertThat(all.total("AUD")).isEqualByComparingTo("110.00");
    assertThat(all.besides("AUD")).hasToString("[70.00 EUR]");
  }

  @Test
  void closesTheDayAndShowsWhatTheBankWillShow() {
    keep(PaymentMethod.CARD, PaymentMethod.CASH);
    pay("110.00", PaymentMethod.CARD);
    pay("40.00", PaymentMethod.CARD);
    pay("25.50", PaymentMethod.CASH);
    assertThat(desk.get("/takings").body())
        .contains("Close the day", "Waits for the close", "175.50", "150.00", "25.50");

    assertThat(close(Map.of("counted-CASH-none", "20.50")).status())
        .as("a difference without a word")
        .isEqualTo(422);
    var refused = close(Map.of("counted-CASH-none", "twenty"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("An amount in whole cents", "value=\"twenty\"");

    var closed = close(Map.of("counted-CASH-none", "20.50", "note", "Change given twice"));
    assertThat(closed.redirect()).startsWith("/takings?date=");
    String page = desk.get("/takings").body();
    assertThat(page)
        .contains("What the bank will show", "150.00", "Change given twice", "−5.00")
        .contains("In a receipt", "Open again")
        .doesNotContain("Waits for the close");
  }

  @Test
  void whatCameInWhileSomebodyCountedIsNotClosedUnseen() {
    keep(PaymentMethod.CASH);
    pay("25.00", PaymentMethod.CASH);
    Map<String, String> form = form(Map.of());
    pay("30.00", PaymentMethod.CASH);
    assertThat(desk.submit("/takings/closing", form).status()).isEqualTo(409);
    assertThat(Practices.in(practice.id(), () -> takings.of(takings.today())).closings()).isEmpty();
  }

  /** The commonest correction at a desk: number and sum of what waits stay the same. */
  @Test
  void aMeansThatChangedWhileSomebodyCountedIsNotClosedUnseen() {
    keep(PaymentMethod.CASH, PaymentMethod.CARD);
    pay("50.00", PaymentMethod.CARD);
    PaymentId mistake = pay("50.00", PaymentMethod.CASH);
    Map<String, String> form = form(Map.of());
    Practices.run(practice.id(), () -> billing.removePayment(mistake));
    pay("50.00", PaymentMethod.CARD);
    assertThat(desk.submit("/takings/closing", form).status()).isEqualTo(409);
    assertThat(day().closings()).isEmpty();
    assertThat(close(Map.of()).redirect()).startsWith("/takings?date=");
    assertThat(day().closings().getFirst().counts())
        .singleElement()
        .matches(it -> it.method() == PaymentMethod.CARD);
  }

  @Test
  void aProgramCountsNoNumberThatWouldTakeMinutesToCompute() {
    keep(PaymentMethod.CASH);
    pay("50.00", PaymentMethod.CASH);
    String key = practice.apiKey(Role.OWNER);
    for (String counted : List.of("1e300000000", "1e-300000000", "-1", "0.001", "1000000000")) {
      assertThat(closeByProgram(key, counted).status()).as(counted).isEqualTo(422);
    }
    assertThat(day().closings()).isEmpty();
    assertThat(closeByProgram(key, "49.5").status()).isEqualTo(200);
    assertThat(day().closings().getFirst().difference()).isEqualByComparingTo("-0.50");
  }

  private Browser.Page closeByProgram(String key, String counted) {
    Browser program = practice.browser();
    return program.send(
        program
            .request("/api/v1/takings/closing")
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"date\":\"%s\",\"note\":\"Change\",\"counts\":[{\"method\":\"CASH\",\"counted\":%s}]}"
                        .formatted(day().day(), counted))));
  }

  private DayTakings day() {
    return Practices.in(practice.id(), () -> takings.of(takings.today()));
  }

  /** It lies in the same drawer, and is booked by itself. */
  @Test
  void aDepositIsNamedBesidesWhatIsCounted() {
    Practices.in(
        practice.id(),
        () ->
            advances.takeDeposit(
                new AdvanceDetails(
                    room.client(),
                    null,
                    takings.today(),
                    new BigDecimal("50.00"),
                    PaymentMethod.CASH,
                    "")));
    assertThat(desk.get("/takings").body())
        .contains("id=\"deposits\"", "50.00")
        .doesNotContain("Nothing taken yet today");
    keep(PaymentMethod.CASH);
    pay("25.00", PaymentMethod.CASH);
    assertThat(desk.get("/takings").body()).contains("besides 50.00 of deposits");
    assertThat(day().openTotal()).isEqualByComparingTo("25.00");
  }

  /** Paid on Friday, written down on Monday: Friday is closed already. */
  @Test
  void aDayThatWaitsIsNamedOnEveryOtherAndOnTodaysPage() {
    keep(PaymentMethod.CASH);
    LocalDate earlier = day().day().minusDays(3);
    pay("25.00", PaymentMethod.CASH, null, earlier);
    pay("5.00", PaymentMethod.CASH, null, earlier);
    String link = "/takings?date=" + earlier;
    assertThat(desk.get("/takings").body()).contains(link, "2 payments, 30.00");
    assertThat(desk.get(link).body()).doesNotContain("2 payments, 30.00");
    assertThat(desk.get("/today").body()).contains(link);

    var open = Practices.in(practice.id(), () -> takings.of(earlier));
    desk.get(link);
    desk.submit("/takings/closing", Map.of("date", earlier.toString(), "seen", open.seen()));
    assertThat(desk.get("/takings").body()).doesNotContain(link);
    assertThat(desk.get("/today").body()).doesNotContain(link);
  }

  @Test
  void aClosedDayIsOpenedAgainAndAPaymentIsLetGoByItself() {
    keep(PaymentMethod.CASH);
    pay("25.00", PaymentMethod.CASH);
    pay("30.00", PaymentMethod.CASH);
    close(Map.of());
    var day = Practices.in(practice.id(), () -> takings.of(takings.today()));
    var payment = day.entries().getFirst().payment().id();
    desk.get("/takings");
    desk.submit("/takings/payments/" + payment + "/leaving", Map.of());
    day = Practices.in(practice.id(), () -> takings.of(takings.today()));
    assertThat(day.banked()).singleElement().matches(it -> it.members().size() == 1);
    desk.get("/takings");
    desk.submit("/takings/closings/" + day.closings().getFirst().id() + "/reopening", Map.of());
    day = Practices.in(practice.id(), () -> takings.of(takings.today()));
    assertThat(day.banked()).isEmpty();
    assertThat(day.open()).hasSize(1);
  }

  @Test
  void oneLocationIsLookedAtAlone() {
    pay("25.00", PaymentMethod.CASH);
    pay("31.00", PaymentMethod.CASH, room.location());
    assertThat(desk.get("/takings?location=" + room.location()).body())
        .contains("Taken at Harbour", "31.00")
        .doesNotContain("25.00", "56.00");
    assertThat(desk.get("/takings.csv?location=" + room.location()).body().lines()).hasSize(2);
  }

  @Test
  void theFileHoldsWhatThePageShows() {
    keep(PaymentMethod.CASH);
    pay("25.00", PaymentMethod.CASH);
    pay("30.00", PaymentMethod.CARD);
    String file = desk.get("/takings.csv").body();
    assertThat(file.lines()).hasSize(3);
    assertThat(file).contains("Cash,", "25.00,waits for the close", "30.00,by itself");
  }

  @Test
  void onlyWhoMayTakePaymentsClosesADay() {
    keep(PaymentMethod.CASH);
    pay("25.00", PaymentMethod.CASH);
    Browser reader = practice.browser(Role.PRACTITIONER);
    assertThat(reader.get("/takings").body()).doesNotContain("Close the day</button>");
    assertThat(reader.submit("/takings/closing", form(Map.of())).status()).isEqualTo(403);
  }

  @Test
  void anAdministratorChoosesWhatWaits() {
    Browser admin = practice.browser(Role.ADMIN);
    assertThat(admin.get("/setup/takings").body()).contains("Card", "Cheque");
    admin.submit("/setup/takings", Map.of("kept", "CHEQUE"));
    assertThat(Practices.in(practice.id(), methods::now)).containsExactly(PaymentMethod.CHEQUE);
  }

  private Browser.Page close(Map<String, String> counted) {
    return desk.submit("/takings/closing", form(counted));
  }

  private Map<String, String> form(Map<String, String> counted) {
    var day = Practices.in(practice.id(), () -> takings.of(takings.today()));
    var form = new HashMap<>(counted);
    form.put("date", day.day().toString());
    form.put("seen", day.seen());
    desk.get("/takings");
    return form;
  }

  private void keep(PaymentMethod... kept) {
    Practices.run(practice.id(), () -> methods.change(List.of(kept)));
  }

  private PaymentId pay(String amount, PaymentMethod means) {
    return pay(amount, means, null);
  }

  private PaymentId pay(String amount, PaymentMethod means, @Nullable LocationId location) {
    return pay(amount, means, location, Practices.in(practice.id(), takings::today));
  }

  private PaymentId pay(
      String amount, PaymentMethod means, @Nullable LocationId location, LocalDate day) {
    return Practices.in(
        practice.id(),
        () -> {
          InvoiceId id = billing.draft(invoice(amount, day, location));
          billing.approve(id);
          return billing.takePayment(
              id, new PaymentDetails(day, new BigDecimal(amount), means, "", null));
        });
  }

  private InvoiceDetails invoice(String amount, LocalDate today, @Nullable LocationId location) {
    return new InvoiceDetails(
        room.client(),
        null,
        location,
        today,
        today.plusDays(14),
        "",
        LineAmounts.INCLUSIVE,
        List.of(
            new LineDetails(
                "Consultation",
                BigDecimal.ONE,
                new BigDecimal(amount),
                "200",
                "OUTPUT",
                BigDecimal.TEN,
                null)));
  }
}
