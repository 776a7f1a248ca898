package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.credits.CreditDetails;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.CreditPurpose;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.setup.ServiceDetails;
import dev.tandem.practice.setup.ServiceId;
import dev.tandem.practice.setup.ServiceView;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;

/** Xero computes with the rate of a tax; what would come to another sum by that does not go. */
@TandemTest
class TaxRateJourneyTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  BooksRoom books;
  Browser owner;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  /** Written before anything was known of the books. */
  @Test
  void whatXeroWouldComputeOtherwiseWaitsWithoutACallAndTakesItsRate() {
    open();
    InvoiceId added = issue(LineAmounts.EXCLUSIVE, "0");
    InvoiceId contained = issue(LineAmounts.INCLUSIVE, "5");
    InvoiceId right = issue(LineAmounts.EXCLUSIVE, "10");
    InvoiceId untaxed = issue(LineAmounts.NO_TAX, "0");
    send();
    assertThat(books.calls("PUT", "Invoices")).as("those two that are right").isOne();
    assertThat(state(right)).isEqualTo(State.IN_STEP);
    assertThat(state(untaxed)).isEqualTo(State.IN_STEP);
    assertThat(books.standing("invoice", added.value()).reason())
        .contains("Xero charges 10 % for the tax 'OUTPUT'", "110.00", "100.00");
    assertThat(books.standing("invoice", contained.value()).reason())
        .contains("its tax would come to 9.09 there, not to 4.76");

    String page = "/ledger/refusals/invoice/" + added;
    assertThat(text(owner.get(page).body()))
        .contains("Leave the tax as it is to take Xero's rate", "One more waits");
    assertThat(text(owner.get(page + "?account=200&tax=OUTPUT&also=invoice:" + contained).body()))
        .contains("with the rate that Xero charges", "100.00 AUD", "110.00 AUD");
    owner.submit(page + "/lines", Map.of());
    books.settle();
    assertThat(state(added)).isEqualTo(State.IN_STEP);
    assertThat(state(contained)).isEqualTo(State.IN_STEP);
    assertThat(books.find(added).total()).isEqualByComparingTo("110.00");
    assertThat(books.find(contained).tax()).isEqualByComparingTo("9.09");
    assertThat(there(added).path("Total").decimalValue()).isEqualByComparingTo("110.00");
    assertThat(there(contained).path("TotalTax").decimalValue()).isEqualByComparingTo("9.09");
  }

  @Test
  void aTaxThatChargesNothingIsChosenInstead() {
    open();
    InvoiceId id = issue(LineAmounts.EXCLUSIVE, "0");
    send();
    owner.get("/ledger/refusals/invoice/" + id + "?account=200&tax=EXEMPTOUTPUT");
    owner.submit("/ledger/refusals/invoice/" + id + "/lines", Map.of());
    books.settle();
    assertThat(state(id)).isEqualTo(State.IN_STEP);
    assertThat(there(id).path("Total").decimalValue()).isEqualByComparingTo("100.00");
  }

  @Test
  void aServiceTypedWithAnotherRateIsToldOfAndTakesXeros() {
    open();
    ServiceId service =
        books.in(
            () ->
                books
                    .bean(Setup.class)
                    .add(
                        new ServiceDetails(
                            "Report",
                            30,
                            new BigDecimal("100.00"),
                            false,
                            "200",
                            "OUTPUT",
                            BigDecimal.ZERO,
                            "#0c6ebd")));
    send();
    assertThat(text(owner.get("/ledger/mapping").body()))
        .contains("GST on Income is typed with 0 %, Xero charges 10 %");
    assertThat(text(owner.get("/ledger/services/" + service + "/tax").body()))
        .contains("Xero charges 10 % for GST on Income (OUTPUT), and 0 % stands here");
    assertThat(owner.get("/setup/services/" + service).body())
        .contains("<option value=\"OUTPUT\" selected=\"selected\">GST on Income, 10 %</option>");

    // Somebody types another rate while it is looked at.
    owner.get("/ledger/services/" + service + "/tax");
    rate(service, "2");
    owner.submit("/ledger/services/" + service + "/tax", Map.of());
    assertThat(owner.get("/setup/services/" + service).body())
        .contains("The tax of Report was changed meanwhile");
    assertThat(books.in(() -> books.bean(Setup.class).service(service)).taxRate())
        .isEqualByComparingTo("2");
    owner.get("/ledger/services/" + service + "/tax");
    owner.submit("/ledger/services/" + service + "/tax", Map.of());
    assertThat(books.in(() -> books.bean(Setup.class).service(service)).taxRate())
        .isEqualByComparingTo("10");
    assertThat(owner.get("/ledger/services/" + service + "/tax").body())
        .doesNotContain("Xero charges");
    assertThat(text(owner.get("/ledger/mapping").body())).doesNotContain("is typed with 0 %");
  }

  /** Names are shown, codes are kept, and the tax brings its rate along. */
  @Test
  void theAccountAndTaxOfAServiceAreChosenByName() {
    open();
    assertThat(owner.get("/setup/services/new").body())
        .as("as long as nothing is read of the books")
        .containsPattern("<input[^>]* id=\"taxType\"");
    send();
    String page = owner.get("/setup/services/new").body();
    assertThat(page)
        .contains(
            "<option value=\"260\">Other Revenue (260)</option>",
            "<option value=\"EXEMPTOUTPUT\">",
            "(AU) has in use")
        .doesNotContain("Tax, percent");
    Map<String, String> typed =
        Map.of(
            "name",
            "Room",
            "minutes",
            "60",
            "price",
            "80",
            "taxInclusive",
            "false",
            "accountCode",
            "260",
            "taxType",
            "OUTPUT",
            "taxRate",
            "3",
            "colour",
            "#0c6ebd");
    owner.submit("/setup/services", typed);
    ServiceView added =
        books.in(
            () ->
                books.bean(Setup.class).services().stream()
                    .filter(it -> it.name().equals("Room"))
                    .findFirst()
                    .orElseThrow());
    assertThat(added.accountCode()).isEqualTo("260");
    assertThat(added.taxType()).isEqualTo("OUTPUT");
    assertThat(added.taxRate()).as("as Xero charges it").isEqualByComparingTo("10");

    owner.get("/setup/services/" + added.id());
    var wrong = new HashMap<>(typed);
    wrong.put("accountCode", "4711");
    wrong.put("taxType", "NOPE");
    Browser.Page refused = owner.submit("/setup/services/" + added.id(), wrong);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body())
        .contains("Choose one of the accounts in use", "Choose one of the taxes in use");
  }

  private void rate(ServiceId id, String percent) {
    Practices.run(
        books.practice(),
        () -> {
          var setup = books.bean(Setup.class);
          ServiceView it = setup.service(id);
          setup.change(
              id,
              new ServiceDetails(
                  it.name(),
                  it.minutes(),
                  it.price().amount(),
                  it.taxInclusive(),
                  it.accountCode(),
                  it.taxType(),
                  new BigDecimal(percent),
                  it.colour()));
        });
  }

  /** A rate of the practice's own in Xero is changed there after the invoice had arrived. */
  @Test
  void aCreditNoteWaitsForAsLongAsItsTaxIsChargedOtherwise() {
    books = BooksRoom.open(house);
    owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    levy("PUT", "5");
    String tax = books.levied();
    InvoiceId id = issue(LineAmounts.EXCLUSIVE, "5", tax);
    books.settle();
    assertThat(state(id)).isEqualTo(State.IN_STEP);
    levy("POST", "7.5");
    books.rewrite(id, "PO 7", null);
    books.settle();
    assertThat(state(id)).as("its lines are there as they are").isEqualTo(State.IN_STEP);
    assertThat(there(id).path("Total").decimalValue()).isEqualByComparingTo("105.00");

    CreditNoteId note =
        books.in(
            () ->
                books
                    .bean(Credits.class)
                    .issue(
                        id,
                        new CreditDetails(
                            CreditPurpose.CREDIT,
                            LocalDate.now(clock.withZone(PracticeRoom.ZONE)),
                            "Half of it",
                            LineAmounts.EXCLUSIVE,
                            List.of(line("50.00", "5", tax)),
                            null)));
    books.settle();
    assertThat(books.calls("PUT", "CreditNotes")).isZero();
    assertThat(books.standing("credit-note", note.value()).state()).isEqualTo(State.NEEDS_YOU);
    assertThat(books.standing("credit-note", note.value()).reason())
        .contains("Xero charges 7.5 % for the tax", "the total would come to 53.75 there", "52.50");

    levy("POST", "5");
    books.settle();
    assertThat(books.standing("credit-note", note.value()).state()).isEqualTo(State.IN_STEP);
  }

  private void levy(String verb, String rate) {
    books.levy(verb, rate);
    books.readReference();
  }

  private void open() {
    books = BooksRoom.openSilent(house);
    owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
  }

  private void send() {
    books.settle();
    books.forgetCalls();
    Practices.run(
        books.practice(), () -> books.bean(Connections.class).turnSendingOn(books.binding()));
    books.settle();
  }

  private InvoiceId issue(LineAmounts amounts, String rate) {
    return issue(amounts, rate, "OUTPUT");
  }

  private LineDetails line(String price, String rate, String tax) {
    return new LineDetails(
        "Consultation",
        BigDecimal.ONE,
        new BigDecimal(price),
        "200",
        tax,
        new BigDecimal(rate),
        books.room().service());
  }

  private InvoiceId issue(LineAmounts amounts, String rate, String tax) {
    var today = LocalDate.now(clock.withZone(PracticeRoom.ZONE));
    return books.in(
        () ->
            books
                .bean(Billing.class)
                .issue(
                    new InvoiceDetails(
                        books.room().client(),
                        null,
                        null,
                        today,
                        today.plusDays(14),
                        "",
                        amounts,
                        List.of(line("100.00", rate, tax)))));
  }

  private State state(InvoiceId id) {
    return books.standing("invoice", id.value()).state();
  }

  private JsonNode there(InvoiceId id) {
    String ledgerId = books.ledgerId("invoice", id.value());
    return books
        .records("invoices", it -> it.path("InvoiceID").asString().equals(ledgerId))
        .getFirst();
  }

  private static String text(String body) {
    return HtmlUtils.htmlUnescape(body).replace("<!-- -->", "");
  }
}
