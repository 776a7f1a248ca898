package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceLine;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.credits.Corrections;
import dev.tandem.practice.setup.Preferences.InvoiceAs;
import dev.tandem.practice.setup.Preferences.InvoiceOn;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/**
 * Where the practice has set that invoices reach the ledger as drafts, nothing is approved there
 * but what a person approves, however it was written.
 */
@TandemTest
class DraftsBySettingJourneyTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired Billing billing;

  BooksRoom books;
  Browser desk;

  @BeforeEach
  void open() {
    books = BooksRoom.open(house);
    desk = TestPractice.of(house, books.practice()).browser(Role.RECEPTIONIST);
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void whatIsWrittenByHandWaitsInXeroUntilItIsApprovedThere() {
    prefer(InvoiceAs.DRAFT);
    String page = desk.get("/invoices/new").body();
    assertThat(page)
        .containsPattern("btn-primary\" name=\"as\" value=\"DRAFT\"[^>]*>Save and send as a draft")
        .doesNotContainPattern("btn-primary\" name=\"as\" value=\"APPROVED\"");
    InvoiceId id = written("DRAFT");
    assertThat(books.find(id).number()).isNotNull();
    books.settle();
    JsonNode there = there(id);
    assertThat(there.path("Status").asString()).isEqualTo("DRAFT");
    assertThat(books.find(id).status()).isEqualTo(InvoiceStatus.DRAFT);

    books.control(
        books.organisation() + "/invoices/" + there.path("InvoiceID").asString(),
        "{\"Status\":\"AUTHORISED\"}");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.find(id).status()).isEqualTo(InvoiceStatus.APPROVED);
    assertThat(books.standing("invoice", id.value()).state()).isEqualTo(State.IN_STEP);
  }

  /** Neither side had heard of the other. */
  @Test
  void whatIsVoidedHereStaysSoThoughItIsApprovedThere() {
    prefer(InvoiceAs.DRAFT);
    InvoiceId id = written("DRAFT");
    books.settle();
    books.control(
        books.organisation() + "/invoices/" + there(id).path("InvoiceID").asString(),
        "{\"Status\":\"AUTHORISED\"}");
    books.in(
        () -> {
          billing.voidInvoice(id);
          return null;
        });
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.find(id).status()).isEqualTo(InvoiceStatus.VOIDED);
    assertThat(there(id).path("Status").asString()).isEqualTo("VOIDED");
    assertThat(books.standing("invoice", id.value()).state()).isEqualTo(State.IN_STEP);
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.find(id).status()).isEqualTo(InvoiceStatus.VOIDED);
  }

  @Test
  void oneThatWasKeptHereIsSentLaterAndOnce() {
    prefer(InvoiceAs.DRAFT);
    InvoiceId id = written("KEPT");
    books.settle();
    assertThat(books.find(id).number()).isNull();
    assertThat(books.records("invoices", _ -> true)).isEmpty();
    assertThat(desk.get("/invoices/" + id).body())
        .contains("This draft is only here", "Send as a draft");
    desk.submit("/invoices/" + id + "/sending", Map.of());
    String number = books.find(id).number();
    desk.get("/invoices/" + id);
    assertThat(
            desk.post(
                    "/invoices/" + id + "/sending",
                    desk.hiddenFields("/invoices/" + id + "/approval"))
                .status())
        .isLessThan(400);
    assertThat(books.find(id).number()).isEqualTo(number);
    assertThat(desk.get("/invoices/" + id).body()).doesNotContain("Send as a draft");
    books.settle();
    assertThat(there(id).path("Status").asString()).isEqualTo("DRAFT");
  }

  @Test
  void programsIssueAsThePracticeHasSet() {
    prefer(InvoiceAs.DRAFT);
    assertThat(program("\"issue\":true"))
        .contains("\"status\":\"DRAFT\"", "\"number\":\"INV-0001\"");
    assertThat(program("\"approve\":true")).contains("\"status\":\"APPROVED\"");
    String kept = program("\"reference\":\"later\"");
    assertThat(kept).contains("\"status\":\"DRAFT\"").doesNotContain("\"number\":\"INV");
    String id = kept.replaceFirst("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
    assertThat(api("/api/v1/invoices/" + id + "/issuing", ""))
        .contains("\"status\":\"DRAFT\"", "\"number\":\"INV-0003\"");
    books.settle();
    assertThat(books.records("invoices", _ -> true))
        .extracting(it -> it.path("Status").asString())
        .containsExactlyInAnyOrder("DRAFT", "AUTHORISED", "DRAFT");
    prefer(InvoiceAs.APPROVED);
    assertThat(program("\"issue\":true")).contains("\"status\":\"APPROVED\"");
  }

  @Test
  void whatACorrectionChargesBesidesIsADraftAsWell() {
    InvoiceId id = books.invoice();
    books.pay(id, "110.00");
    prefer(InvoiceAs.DRAFT);
    LineDetails line =
        books.find(id).lines().stream().map(InvoiceLine::details).findFirst().orElseThrow();
    var wanted = List.of(line.withDiscount(null), line);
    InvoiceId more =
        books.in(
            () -> {
              var corrections = books.bean(Corrections.class);
              String seen = corrections.preview(id, wanted, "", null).seen();
              return corrections.correct(id, wanted, "", null, seen);
            });
    assertThat(books.find(more).status()).isEqualTo(InvoiceStatus.DRAFT);
    books.settle();
    assertThat(there(more).path("Status").asString()).isEqualTo("DRAFT");
    assertThat(there(more).path("Total").decimalValue())
        .isEqualByComparingTo(new BigDecimal("110"));
  }

  private void prefer(InvoiceAs as) {
    Practices.run(
        books.practice(),
        () -> books.bean(Setup.class).change(PracticeRoom.prefer(InvoiceOn.COMPLETION, as)));
  }

  private InvoiceId written(String as) {
    desk.get("/invoices/new");
    var typed = new HashMap<String, String>();
    typed.put("client", books.room().client().toString());
    typed.put("lines[0].service", books.room().service().toString());
    typed.put("as", as);
    String to = desk.submit("/invoices", typed).redirect();
    return InvoiceId.of(to.substring("/invoices/".length()));
  }

  private String program(String said) {
    return api(
        "/api/v1/invoices",
        "{\"client\":\"%s\",\"lines\":[{\"service\":\"%s\"}],%s}"
            .formatted(books.room().client(), books.room().service(), said));
  }

  private String api(String path, String json) {
    TestPractice practice = TestPractice.of(house, books.practice());
    Browser program = practice.browser();
    return program
        .send(
            program
                .request(path)
                .header("Authorization", "Bearer " + practice.apiKey(Role.OWNER))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)))
        .body();
  }

  private JsonNode there(InvoiceId id) {
    String ledgerId = books.ledgerId("invoice", id.value());
    return books
        .records("invoices", it -> it.path("InvoiceID").asString().equals(ledgerId))
        .getFirst();
  }
}
