package dev.tandem.practice.credits.web;

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
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.credits.AllocationId;
import dev.tandem.practice.credits.CreditDetails;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.CreditPurpose;
import dev.tandem.practice.credits.Credits;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** An invoice offers what is left of the payer's credit notes, and says what using it will do. */
@TandemTest
class CreditUsePageTest {

  private static final LocalDate DAY = LocalDate.of(2026, 1, 10);

  @Autowired ApplicationContext house;
  @Autowired Billing billing;
  @Autowired Credits credits;

  private TestPractice practice;
  private PracticeRoom room;
  private Browser desk;
  private CreditNoteId note;
  private InvoiceId invoice;
  private String path;

  @BeforeEach
  void credited() {
    practice = TestPractice.open(house);
    room = PracticeRoom.furnish(house, practice.id());
    desk = practice.browser(Role.OWNER);
    desk.get("/account");
    note = left(issued(), "30.00");
    invoice = issued();
    path = "/invoices/" + invoice;
  }

  @Test
  void offersItShowsBothBalancesAndUsesItOnce() {
    String offered = desk.get(path + "/usable-credit").body();
    assertThat(offered)
        .contains("CN-0001", "Charged twice", "30.00 left", "value=\"30.00\"")
        .contains("Afterwards 0.00 of CN-0001 is left, and 80.00 is owed on INV-0002.");
    assertThat(desk.get(preview("12.50")).body())
        .contains("Afterwards 17.50 of CN-0001 is left, and 97.50 is owed on INV-0002.");
    assertThat(desk.get(preview("30.01")).body()).contains("At most 30.00");
    assertThat(desk.get(preview("")).body()).contains("An amount above 0");
    Map<String, String> pressed = sent(offered, "10.00");
    assertThat(desk.htmx(path + "/use-of-credit", pressed).status()).isEqualTo(200);
    var again = desk.htmx(path + "/use-of-credit", pressed);
    assertThat(again.status()).as("pressed twice").isEqualTo(409);
    assertThat(again.header("HX-Trigger").orElseThrow()).contains("changed meanwhile");
    assertThat(find(invoice)).isEqualByComparingTo("100.00");
    assertThat(desk.get(path + "/credits").body())
        .contains("Written for", "INV-0001", "settles this invoice", "Take off", "−10.00")
        .doesNotContain("/voiding");
    assertThat(desk.get(own() + "/credits").body()).contains("settles", path, "/voiding");
    assertThat(desk.get(own()).body()).contains("used 10.00 AUD of CN-0001 for INV-0002");
    AllocationId used =
        Practices.in(practice.id(), () -> credits.find(note)).allocations().getFirst().id();
    String removal = "/used-credits/" + used + "/removal";
    assertThat(desk.get(removal).body())
        .contains("110.00 is owed on INV-0002 then, 100.00 now", "10.00 of credit back");
    desk.htmx(removal, Map.of());
    assertThat(find(invoice)).isEqualByComparingTo("110.00");
    assertThat(desk.get(removal).body())
        .as("taken off already")
        .contains("10.00 of CN-0001 is off INV-0002", "110.00 is owed on INV-0002 now")
        .contains("30.00 of CN-0001 is left")
        .doesNotContain(" then,");
    assertThat(desk.get(path + "/credits").body()).doesNotContain("CN-0001");
    assertThat(desk.get(own() + "/credits").body()).contains("CN-0001");
  }

  @Test
  void saysAtTheAmountWhatCannotBe() {
    String offered = desk.get(path + "/usable-credit").body();
    var refused = desk.htmx(path + "/use-of-credit", sent(offered, "30.01"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.header("HX-Trigger").orElseThrow()).contains("30.00 is left of CN-0001");
    assertThat(desk.htmx(path + "/use-of-credit", sent(offered, "x")).status()).isEqualTo(422);
    assertThat(find(invoice)).isEqualByComparingTo("110.00");
  }

  @Test
  void worksWithoutScripts() {
    var done =
        desk.submit(path + "/use-of-credit", sent(desk.get(path + "/usable-credit").body(), "30"));
    assertThat(done.redirect()).isEqualTo(path);
    assertThat(find(invoice)).isEqualByComparingTo("80.00");
    assertThat(desk.get(path + "/usable-credit").body()).doesNotContain("use-of-credit");
  }

  @Test
  void withoutScriptsWhatWasTypedIsThereWhenItIsRefused() {
    String to = path + "/use-of-credit";
    String offered = desk.get(path + "/usable-credit").body();
    var refused = desk.submit(to, sent(offered, "30.01"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body())
        .contains("value=\"30.01\"", "30.00 is left of CN-0001", "aria-invalid=\"true\"")
        .doesNotContain("Afterwards")
        .containsPattern(
            "is-invalid[^>]*id=\"use-" + note + "\"|id=\"use-" + note + "\"[^>]*is-invalid");
    var stale = new HashMap<>(sent(offered, "12.50"));
    stale.put("seen", "another");
    assertThat(desk.submit(to, stale).body())
        .contains("changed meanwhile")
        .contains("Afterwards 17.50 of CN-0001 is left, and 97.50 is owed on INV-0002.");
    assertThat(desk.submit(to, sent(refused.body(), "30.00")).redirect()).isEqualTo(path);
    assertThat(find(invoice)).isEqualByComparingTo("80.00");
  }

  @Test
  void othersOnlyLook() {
    Browser practitioner = practice.browser(Role.PRACTITIONER);
    practitioner.get("/account");
    assertThat(practitioner.get(path + "/usable-credit").body()).doesNotContain("use-of-credit");
    assertThat(
            practitioner
                .htmx(path + "/use-of-credit", Map.of("note", note.toString(), "amount", "5"))
                .status())
        .isEqualTo(403);
  }

  private Map<String, String> sent(String offered, String amount) {
    var seen = Pattern.compile("name=\"seen\" value=\"([^\"]*)\"").matcher(offered);
    assertThat(seen.find()).isTrue();
    var fields = new HashMap<String, String>();
    fields.put("note", note.toString());
    fields.put("seen", seen.group(1));
    fields.put("amount", amount);
    return fields;
  }

  private String preview(String amount) {
    return path + "/use-of-credit/preview?note=" + note + "&amount=" + amount;
  }

  private String own() {
    return "/invoices/" + Practices.in(practice.id(), () -> credits.find(note)).invoice();
  }

  private BigDecimal find(InvoiceId id) {
    return Practices.in(practice.id(), () -> billing.find(id)).due();
  }

  private CreditNoteId left(InvoiceId id, String amount) {
    return Practices.in(
        practice.id(),
        () -> {
          billing.takePayment(
              id, new PaymentDetails(DAY, new BigDecimal("110.00"), PaymentMethod.CARD, "", null));
          return credits.issue(
              id,
              new CreditDetails(
                  CreditPurpose.CREDIT,
                  DAY,
                  "Charged twice",
                  LineAmounts.INCLUSIVE,
                  List.of(line(amount)),
                  null));
        });
  }

  private InvoiceId issued() {
    return Practices.in(
        practice.id(),
        () ->
            billing.issue(
                new InvoiceDetails(
                    room.client(),
                    null,
                    null,
                    DAY,
                    DAY.plusDays(14),
                    "",
                    LineAmounts.INCLUSIVE,
                    List.of(line("110.00")))));
  }

  private static LineDetails line(String price) {
    return new LineDetails(
        "Consultation",
        BigDecimal.ONE,
        new BigDecimal(price),
        "200",
        "OUTPUT",
        BigDecimal.TEN,
        null);
  }
}
