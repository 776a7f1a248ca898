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
import dev.tandem.practice.clients.ClientDetails;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.credits.AdvanceView;
import dev.tandem.practice.credits.Advances;
import dev.tandem.practice.credits.AllocationId;
import dev.tandem.practice.credits.RefundView;
import dev.tandem.practice.setup.LocationDetails;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Money before an invoice: taken at the desk, shown with the client, with a receipt. */
@TandemTest
class DepositPageTest {

  @Autowired ApplicationContext house;
  @Autowired Advances advances;
  @Autowired Billing billing;
  @Autowired Clients clients;
  @Autowired Setup setup;
  TestPractice practice;
  PracticeRoom room;
  Browser desk;

  @BeforeEach
  void openPractice() {
    practice = TestPractice.open(house);
    room = PracticeRoom.furnish(house, practice.id());
    desk = practice.browser(Role.RECEPTIONIST);
    desk.get("/account");
  }

  @Test
  void aDepositIsTakenShownWithTheClientAndHasAReceipt() {
    assertThat(desk.get("/deposits/of-client/" + room.client()).body())
        .contains("Nothing is left here", "/clients/" + room.client() + "/deposits/new");
    assertThat(desk.get("/clients/" + room.client() + "/deposits/new").body())
        .contains("Take a deposit", "Amount, AUD");
    var answer = desk.htmx(to(), Map.of("amount", "80.50", "method", "CASH", "reference", "Hold"));
    String page = answer.redirect();
    assertThat(page).startsWith("/deposits/");
    assertThat(desk.get(page).body())
        .contains("Receipt", "Received from", "80.50", "Cash", "Hold", "no tax invoice", "Remove");
    assertThat(desk.get("/deposits/of-client/" + room.client()).body())
        .contains("Left in all", "80.50", page);
    assertThat(desk.get("/clients/" + room.client() + "/story").body())
        .contains("took a deposit of 80.50 AUD by Cash");
  }

  /** As the page sends it when nobody works at a certain place. */
  @Test
  void aDepositNeedsNoPlace() {
    Practices.run(practice.id(), () -> setup.add(LocationDetails.named("Second")));
    assertThat(desk.get("/clients/" + room.client() + "/deposits/new").body())
        .contains("No location");
    var sent =
        Map.of("amount", "50", "method", "CARD", "location", "", "page", "", "reference", "");
    assertThat(desk.htmx(to(), sent).redirect()).startsWith("/deposits/");
  }

  @Test
  void saysAtTheFieldWhatCannotBeAndKeepsWhatWasTyped() {
    Practices.run(practice.id(), () -> setup.add(LocationDetails.named("Second")));
    var answer = desk.htmx(to(), Map.of("amount", "1.005", "method", "CASH", "reference", "Kept"));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("in whole cents", "Kept");
    assertThat(desk.htmx(to(), Map.of("amount", "x")).body()).contains("cannot be read");
    assertThat(desk.htmx(to(), Map.of("method", "CARD")).body()).contains("An amount above 0");
    var late = Map.of("amount", "5", "date", "2100-01-01", "method", "CARD");
    assertThat(desk.htmx(to(), late).body()).contains("not after today");
    assertThat(all()).isEmpty();
  }

  @Test
  void whatWasTakenByMistakeIsRemovedAndStaysToBeSeen() {
    String page = desk.htmx(to(), Map.of("amount", "10", "method", "CARD")).redirect();
    assertThat(desk.htmx(page + "/removal", Map.of()).redirect())
        .isEqualTo("/clients/" + room.client());
    assertThat(all()).singleElement().matches(AdvanceView::removed);
    assertThat(desk.get(page).body()).contains("Removed").doesNotContain("/removal");
    assertThat(desk.get("/deposits/of-client/" + room.client()).body())
        .doesNotContain("Left in all");
  }

  @Test
  void theSamePageSentTwiceTakesOneDeposit() {
    String form = desk.get(to() + "/new").body();
    var page = Pattern.compile("name=\"page\" value=\"([^\"]+)\"").matcher(form);
    assertThat(page.find()).isTrue();
    var typed = Map.of("page", page.group(1), "amount", "50", "method", "CARD");
    assertThat(desk.htmx(to(), typed).redirect()).isEqualTo(desk.htmx(to(), typed).redirect());
    assertThat(all()).hasSize(1);
  }

  @Test
  void moreThanIsOwedIsShownThenSplitIntoPaymentAndCredit() {
    InvoiceId invoice = invoice();
    var paid = Map.of("amount", "132.00", "method", "CASH", "reference", "Till 2");
    String shown =
        desk.htmx("/invoices/" + invoice + "/payments", paid).header("HX-Redirect").orElseThrow();
    assertThat(shown).startsWith("/invoices/" + invoice + "/overpayment");
    assertThat(desk.get(shown).body())
        .contains("110.00", "settles", "22.00", "stays as the patient");
    assertThat(all()).as("shown only").isEmpty();
    var sure = new HashMap<>(paid);
    sure.put("seen", "110.00");
    String path = "/invoices/" + invoice + "/overpayment";
    assertThat(desk.htmx(path, sure).redirect()).isEqualTo("/invoices/" + invoice);
    assertThat(desk.get("/invoices/" + invoice).body()).contains("22.00 AUD stay as credit");
    assertThat(all())
        .singleElement()
        .satisfies(it -> assertThat(it.remaining()).isEqualByComparingTo("22.00"))
        .matches(it -> invoice.equals(it.invoice()));
    assertThat(desk.htmx(path, sure).status()).as("pressed twice").isGreaterThanOrEqualTo(400);
    assertThat(all()).hasSize(1);
  }

  @Test
  void anInvoiceOffersTheClientsDepositAndUsesIt() {
    InvoiceId invoice = invoice();
    String path = "/invoices/" + invoice;
    assertThat(desk.get(path + "/usable-credit").body()).contains("no credit that this invoice");
    String page = desk.htmx(to(), Map.of("amount", "50", "method", "CARD")).redirect();
    String deposit = page.substring("/deposits/".length());
    assertThat(desk.get(path).body()).contains(path + "/usable-credit");
    assertThat(desk.get(path + "/usable-credit").body())
        .contains("Use credit", "50.00", "left", deposit, "value=\"50.00\"");
    var tooMuch = desk.htmx(path + "/use-of-deposit", Map.of("deposit", deposit, "amount", "51"));
    assertThat(tooMuch.status()).isEqualTo(422);
    desk.htmx(path + "/use-of-deposit", Map.of("deposit", deposit, "amount", "30"));
    assertThat(desk.get(path + "/usable-credit").body()).contains("30.00", "20.00", "/removal");
    assertThat(desk.get(path).body()).contains("80.00");
    assertThat(desk.get(page).body())
        .contains("used for", "Give 20.00 back")
        .doesNotContain("/removal");
    AllocationId used = all().getFirst().allocations().getFirst().id();
    desk.htmx("/used-deposits/" + used + "/removal", Map.of());
    assertThat(all().getFirst().remaining()).isEqualByComparingTo("50.00");
    String back = page + "/refund";
    assertThat(desk.get(page).body()).contains("href=\"" + back + "\"", "Give 50.00 back");
    assertThat(desk.get(back).body())
        .contains("Show what will happen")
        .doesNotContain("What will happen<");
    var wish =
        new HashMap<>(
            Map.of(
                "refundMethod", "CASH", "refundDate", "2100-01-01", "refundReference", "Slip 7"));
    var late = desk.submit(back, wish);
    assertThat(late.status()).isEqualTo(422);
    assertThat(late.body()).contains("not after today", "value=\"Slip 7\"");
    wish.put("refundDate", "2026-01-12");
    var shown = desk.submit(back, wish);
    assertThat(pressedByEnter(shown.body(), back)).doesNotContain("name=");
    assertThat(shown.body())
        .contains("What will happen", "12 Jan 2026 by cash, Slip 7", "mapped for cash");
    desk.goOn(shown);
    String seen = desk.hiddenFields(back).get("seen");
    wish.put("sure", "true");
    wish.put("seen", seen.replace("50.00", "20.00"));
    assertThat(desk.submit(back, wish).body()).contains("not what was shown");
    wish.put("seen", seen);
    for (var other :
        Map.of("refundMethod", "TRANSFER", "refundDate", "2026-01-13", "refundReference", "Slip 8")
            .entrySet()) {
      var changed = new HashMap<>(wish);
      changed.put(other.getKey(), other.getValue());
      var again = desk.submit(back, changed);
      assertThat(again.status()).as(other.getKey()).isEqualTo(422);
      assertThat(again.body()).contains("What will happen", "not what was shown");
    }
    assertThat(all().getFirst().remaining())
        .as("nothing is done yet")
        .isEqualByComparingTo("50.00");
    assertThat(desk.submit(back, wish).redirect()).isEqualTo(page);
    assertThat(desk.submit(back, wish).status()).as("pressed twice").isEqualTo(422);
    RefundView gone = all().getFirst().refunds().getFirst();
    assertThat(gone.date()).isEqualTo("2026-01-12");
    assertThat(gone.reference()).isEqualTo("Slip 7");
    assertThat(desk.get(page).body()).contains("Used up", "given back", "Cash", "taken off");
  }

  @Test
  void moneyThatWasNotGivenBackAfterAllIsCreditAgain() {
    String page = desk.htmx(to(), Map.of("amount", "50", "method", "CARD")).redirect();
    String back = page + "/refund";
    desk.get(back);
    desk.goOn(desk.submit(back, Map.of("refundMethod", "CASH")));
    var sure = Map.of("refundMethod", "CASH", "sure", "true");
    assertThat(desk.submit(back, sure).redirect()).isEqualTo(page);
    assertThat(all().getFirst().remaining()).isEqualByComparingTo("0.00");
    String removal = "/refunds/" + all().getFirst().refunds().getFirst().id() + "/removal";
    assertThat(desk.get(page).body()).contains("href=\"" + removal + "\"");
    assertThat(desk.get(removal).body())
        .contains("Was 50.00 of the deposit of 50.00 not given back?", "credit again, here and")
        .contains("50.00 of the deposit of 50.00 is left then, 0.00 now.");
    assertThat(desk.submit(removal, Map.of()).redirect()).isEqualTo(page);
    assertThat(all().getFirst().remaining()).as("it never went").isEqualByComparingTo("50.00");
    assertThat(desk.get(page).body())
        .contains("took the refund of 50.00 back", "removed")
        .doesNotContain(removal);
    assertThat(desk.get(removal).body())
        .contains("is taken back", "50.00 of the deposit of 50.00 is left for the")
        .doesNotContain("not given back?");
  }

  /** The first button of the form. */
  private static String pressedByEnter(String page, String action) {
    var button =
        Pattern.compile(
                "action=\"" + Pattern.quote(action) + "\".*?(<button[^>]*>)", Pattern.DOTALL)
            .matcher(page);
    assertThat(button.find()).isTrue();
    return button.group(1);
  }

  @Test
  void aClientsStoryTellsEachUseOnceAndSoDoesThePayers() {
    InvoiceId own = invoice();
    String mine = taken(room.client());
    use(own, mine);
    desk.htmx(
        "/used-deposits/" + all().getFirst().allocations().getFirst().id() + "/removal", Map.of());
    String story = desk.get("/clients/" + room.client() + "/story").body();
    assertThat(story).containsOnlyOnce("used 30.00 of the deposit of 50.00 AUD for INV-0001");
    assertThat(story).containsOnlyOnce("took 30.00 of the deposit off INV-0001 again");
    assertThat(desk.get("/deposits/" + mine).body()).contains("used 30.00", "took 30.00");

    ClientId payer =
        Practices.in(practice.id(), () -> clients.add(ClientDetails.person("Pat", "Payer")));
    InvoiceId others = invoice(payer);
    use(others, taken(payer));
    for (ClientId it : List.of(room.client(), payer)) {
      assertThat(desk.get("/clients/" + it + "/story").body())
          .containsOnlyOnce("used 30.00 of the deposit of 50.00 AUD for INV-0002");
    }
  }

  private String taken(ClientId client) {
    return desk.htmx("/clients/" + client + "/deposits", Map.of("amount", "50", "method", "CARD"))
        .redirect()
        .substring("/deposits/".length());
  }

  private void use(InvoiceId invoice, String deposit) {
    assertThat(
            desk.htmx(
                    "/invoices/" + invoice + "/use-of-deposit",
                    Map.of("deposit", deposit, "amount", "30"))
                .status())
        .isLessThan(300);
  }

  @Test
  void ofAnArchivedClientNothingIsTakenAndOthersOnlyLook() {
    Practices.run(practice.id(), () -> clients.archive(room.client()));
    var refused = desk.htmx(to(), Map.of("amount", "10", "method", "CARD"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("Archived");
    Browser practitioner = practice.browser(Role.PRACTITIONER);
    practitioner.get("/account");
    assertThat(practitioner.htmx(to(), Map.of("amount", "10")).status()).isEqualTo(403);
    assertThat(practitioner.get("/deposits/of-client/" + room.client()).status()).isEqualTo(200);
  }

  private InvoiceId invoice() {
    return invoice(null);
  }

  private InvoiceId invoice(@Nullable ClientId payer) {
    return Practices.in(
        practice.id(),
        () -> {
          var day = LocalDate.of(2026, 1, 10);
          var line =
              new LineDetails(
                  "Consultation",
                  BigDecimal.ONE,
                  new BigDecimal("110.00"),
                  "200",
                  "OUTPUT",
                  BigDecimal.TEN,
                  null);
          return billing.issue(
              new InvoiceDetails(
                  room.client(),
                  null,
                  null,
                  day,
                  day.plusDays(14),
                  "",
                  LineAmounts.INCLUSIVE,
                  List.of(line),
                  payer,
                  "AUD",
                  null));
        });
  }

  private String to() {
    return "/clients/" + room.client() + "/deposits";
  }

  private List<AdvanceView> all() {
    return Practices.in(practice.id(), () -> advances.ofClient(room.client()));
  }
}
