package dev.tandem.practice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestPractice;
import dev.tandem.practice.appointments.AppointmentId;
import dev.tandem.practice.appointments.Appointments;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.credits.CreditNoteView;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.setup.NewPractice;
import dev.tandem.practice.setup.PracticeKind;
import dev.tandem.practice.setup.Preferences;
import dev.tandem.practice.setup.Setup;
import dev.tandem.practice.takings.DayTakings;
import dev.tandem.practice.takings.KeptMethods;
import dev.tandem.practice.takings.Takings;
import dev.tandem.shared.Money;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Every page writes an amount as people write its currency, and all by the same few words. */
@TandemTest
class MoneyAsWrittenTest {

  private static final Path RESOURCES = Path.of("src/main/resources");

  /** What would write an amount beside {@code frame.amount} and its kin. */
  private static final Pattern BY_ITSELF =
      Pattern.compile(
          "formatDecimal|formatCurrency|toFixed\\(|minimumFractionDigits|step=\"0\\.01\"");

  /** An amount inside a sentence or a field, as the computer has it. */
  private static final Pattern RAW =
      Pattern.compile(
          "[|} ]\\$\\{[\\w.()]*\\b(amount|total|due|credited|remaining|owed|paid|price)(\\(\\))?}|th:(text|value|max|placeholder)=\"\\$\\{[\\w.()]+\\.(amount|total|due|credited|remaining|owed|price)(\\(\\))?}\"");

  /** Counts, fields of a form as they were typed, amounts that are handed on to a fragment. */
  private static final Pattern NO_MONEY =
      Pattern.compile(
          "\\w+ : \\$\\{|found\\.total|page\\.total|form\\.|:: (money|sums|text)\\(|way\\.price");

  private static final Pattern COINS = Pattern.compile(".{0,60}\\d\\.\\d\\d(?![\\d.]).{0,20}");

  @Autowired ApplicationContext house;
  @Autowired Setup setup;
  @Autowired Appointments appointments;
  @Autowired Credits credits;
  @Autowired Takings takings;
  @Autowired KeptMethods methods;
  @Autowired Clock clock;

  private PracticeRoom room;
  private Browser desk;
  private LocalDate day;

  @Test
  void asTheCurrencyHasThem() {
    assertThat(written("1234.5", "AUD")).isEqualTo("1,234.50 AUD");
    assertThat(written("1234", "JPY")).isEqualTo("1,234 JPY");
    // Tax came to a part of one: it is owed as it stands in the books.
    assertThat(written("1234.40", "JPY")).isEqualTo("1,234.40 JPY");
    // The third decimal of a dinar is not kept by the books.
    assertThat(written("1234.5", "KWD")).isEqualTo("1,234.50 KWD");
    assertThat(written("1234.5", "BHD")).isEqualTo("1,234.50 BHD");
  }

  @Test
  void canBeHandedOverInWholeCoins() {
    assertThat(Money.payable(new BigDecimal("2900.00"), "JPY")).isTrue();
    assertThat(Money.payable(new BigDecimal("2900.50"), "JPY")).isFalse();
    assertThat(Money.payable(new BigDecimal("2900.50"), "AUD")).isTrue();
    assertThat(Money.payable(new BigDecimal("2900.505"), "AUD")).isFalse();
  }

  private static String written(String amount, String currency) {
    return Money.text(new BigDecimal(amount), currency);
  }

  @Test
  void noPageWritesAnAmountByItself() throws IOException {
    try (Stream<Path> files = Files.walk(RESOURCES)) {
      List<String> found =
          files
              .filter(it -> it.toString().matches(".*/(templates|static)/.*\\.(html|js)"))
              .flatMap(MoneyAsWrittenTest::wrong)
              .toList();
      assertThat(found).isEmpty();
    }
  }

  private static Stream<String> wrong(Path file) {
    try {
      String text = Files.readString(file);
      return Stream.concat(
              BY_ITSELF.matcher(text).results().map(MatchResult::group),
              RAW.matcher(text)
                  .results()
                  .map(it -> text.substring(Math.max(0, it.start() - 40), it.end()))
                  .filter(it -> !NO_MONEY.matcher(it).find()))
          .map(it -> file + ": " + it);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Through the life of an invoice, at the desk of a practice that bills in yen. */
  @Test
  void noPageShowsDecimalsOfYen() {
    room =
        PracticeRoom.furnish(
            house,
            setup.open(
                new NewPractice("Minato", PracticeKind.CLINIC, "AU", PracticeRoom.ZONE, "JPY")));
    day = LocalDate.now(clock.withZone(PracticeRoom.ZONE));
    String appointment =
        in(
            () -> {
              setup.change(
                  PracticeRoom.prefer(
                      Preferences.InvoiceOn.COMPLETION, Preferences.InvoiceAs.APPROVED));
              AppointmentId id = appointments.book(room.at(day + "T10:00", "knee"));
              appointments.complete(id);
              return id.toString();
            });
    desk = TestPractice.of(house, room.practice()).browser(Role.OWNER);
    InvoiceId id =
        in(
            () ->
                new InvoiceId(
                    appointments.find(new AppointmentId(UUID.fromString(appointment))).invoice()));
    String invoice = "/invoices/" + id;
    in(
        () -> {
          methods.change(List.of(PaymentMethod.CARD));
          return true;
        });
    everywhere(invoice, "110");
    assertThat(desk.get("/invoices/new?client=" + room.client()).body())
        .contains("an amount like 5.", "JPY has no decimals")
        .doesNotContain("5.00");

    desk.get(invoice);
    desk.submit(invoice + "/payments", pay("40"));
    assertThat(desk.get(invoice).body()).contains("value=\"70\"", "step=\"1\"");
    String deposits = "/clients/" + room.client() + "/deposits";
    desk.get(deposits + "/new");
    var half = new java.util.HashMap<>(deposit());
    half.put("amount", "5000.5");
    assertThat(desk.submit(deposits, half).body()).contains("JPY has no decimals");
    desk.submit(deposits, deposit());
    everywhere(invoice, "70");
    whole(desk.get(invoice + "/overpayment?amount=90"));

    desk.get(invoice + "/credit");
    Map<String, String> credit =
        Map.of(
            "reason",
            "Shorter",
            "lines[0].quantity",
            "1",
            "lines[0].unitPrice",
            "88",
            "lines[0].description",
            "Less",
            "refund",
            "false",
            "date",
            day.toString(),
            "purpose",
            "CREDIT");
    Browser.Page shown = desk.submit(invoice + "/credit", credit);
    assertThat(shown.body()).contains("What will happen");
    whole(shown);
    var sure = new java.util.HashMap<>(credit);
    sure.put("sure", "true");
    sure.put("seen", seen(shown));
    assertThat(desk.submit(invoice + "/credit", sure).status()).isEqualTo(302);
    CreditNoteView note = in(() -> credits.of(id).getFirst());
    assertThat(note.remaining()).isEqualByComparingTo("18");
    everywhere(invoice, "0");
    whole(desk.get(invoice + "/credits"));
    nobodyCountsAPartOfOne();
  }

  private void nobodyCountsAPartOfOne() {
    DayTakings taken = in(() -> takings.of(day));
    String field = taken.toCount().getFirst().field();
    Map<String, String> counted =
        Map.of(
            "date", day.toString(), "seen", taken.seen(), field, "39.5", "note", "A half is gone");
    whole(desk.get("/takings"));
    Browser.Page refused = desk.submit("/takings/closing", counted);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("A whole amount: JPY has no decimals", "value=\"39.5\"");
    var whole = new java.util.HashMap<>(counted);
    whole.put(field, "¥39");
    assertThat(desk.submit("/takings/closing", whole).redirect()).startsWith("/takings?date=");
    whole(desk.get("/takings"));
  }

  private static String seen(Browser.Page page) {
    return page.body().replaceFirst("(?s).*name=\"seen\" value=\"([^\"]*)\".*", "$1");
  }

  private void everywhere(String invoice, String amount) {
    assertThat(whole(desk.get(invoice))).contains(">" + amount + "<");
    for (String page :
        List.of(
            invoice + "/usable-credit",
            invoice + "/credits",
            "/invoices",
            "/invoices/of-client/" + room.client(),
            "/clients",
            "/clients/" + room.client(),
            "/deposits/of-client/" + room.client(),
            "/diary?date=" + day,
            "/diary/feed?from=" + day + "&to=" + day.plusDays(1),
            "/takings",
            "/payments/new",
            "/setup/services",
            "/setup/services/" + room.service(),
            "/invoices/new?client=" + room.client(),
            "/today")) {
      Browser.Page it = desk.get(page);
      assertThat(it.status()).as(page).isEqualTo(200);
      whole(it);
    }
  }

  private static String whole(Browser.Page page) {
    String body =
        page.body()
            .replaceAll(
                "<(script|link|use|rect|input type=\"hidden\")[^>]*>|data-amount=\"[^\"]*\"", "");
    assertThat(COINS.matcher(body).results().map(MatchResult::group))
        .as(page.response().uri().getPath())
        .isEmpty();
    return body;
  }

  private Map<String, String> pay(String amount) {
    return Map.of("amount", amount, "date", day.toString(), "method", "CARD");
  }

  private Map<String, String> deposit() {
    return Map.of("amount", "5000", "date", day.toString(), "method", "CARD");
  }

  private <T> T in(ScopedValue.CallableOp<T, RuntimeException> work) {
    return Practices.in(room.practice(), work);
  }
}
