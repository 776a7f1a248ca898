package dev.tandem.books;

import static dev.tandem.books.CreditDesk.number;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser.Page;
import dev.tandem.Program;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.staff.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * After the send, by program: what Xero allows of an invoice is changed, the rest is credited or
 * charged, written off or voided, always shown first; afterwards both sides are equal.
 */
@TandemTest
class ChangeByProgramJourneyTest {

  private static final JsonMapper JSON = new JsonMapper();

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  private BooksRoom books;
  private CreditDesk desk;
  private InvoiceId invoice;
  private Program program;

  @BeforeEach
  void invoiced() {
    books = BooksRoom.open(house);
    desk = new CreditDesk(books);
    invoice = books.invoice();
    books.settle();
    program = TestPractice.of(house, books.practice()).program(Role.BOOKKEEPER);
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void anInvoiceThatNobodyPaidIsChangedHereAndThenInXero() {
    String change =
        "{\"seen\":\"%s\",\"reference\":\"PO 7\",\"lines\":[{\"line\":1,\"unitPrice\":121},{\"description\":\"Tape\",\"unitPrice\":11,\"accountCode\":\"200\",\"taxType\":\"OUTPUT\",\"taxRate\":10}]}"
            .formatted(seen());
    JsonNode preview = read(post("/change/preview", change));
    assertThat(number(preview, "total")).isEqualByComparingTo("132");
    assertThat(preview.path("seen").asString()).isEqualTo(seen());
    assertThat(preview.path("currency").asString()).isEqualTo("AUD");
    assertThat(books.find(invoice).total()).as("only shown").isEqualByComparingTo("110");

    Page changed = send("PATCH", change);
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    JsonNode lines = read(changed).path("lines");
    assertThat(lines.at("/0/description").asString()).as("stays").isEqualTo("Consultation");
    assertThat(lines.at("/0/service").asString()).isEqualTo(books.room().service().toString());
    assertThat(lines.at("/1/line").asInt()).isEqualTo(2);
    desk.settleAndLookAgain();
    JsonNode there = desk.there(invoice);
    assertThat(number(there, "Total")).isEqualByComparingTo("132");
    assertThat(there.path("Reference").asString()).isEqualTo("PO 7");
    inStep();
    assertThat(books.find(invoice).total()).isEqualByComparingTo("132");
  }

  @Test
  void whatWasReadIsSentBackAsItIsAndChangesNothing() {
    Page before = program.get(path(""));
    Page after = send("PUT", before.body());
    assertThat(after.status()).as(after.body()).isEqualTo(200);
    assertThat(read(after).path("seen")).isEqualTo(read(before).path("seen"));
    books.forgetCalls();
    books.settle();
    assertThat(books.calls("POST", "/Invoices")).isZero();

    String all =
        "{\"seen\":\"%s\",\"client\":\"%s\",\"date\":\"%s\",\"lines\":[{\"line\":1}]}"
            .formatted(seen(), books.room().client(), desk.today());
    send("PATCH", "{\"seen\":\"%s\",\"reference\":\"PO 8\"}".formatted(seen()));
    assertThat(send("PUT", all).status()).as("it says something else by now").isEqualTo(409);
    Page replaced = send("PUT", all.replaceFirst("\"seen\":\"[^\"]*\"", seenField()));
    assertThat(read(replaced).path("reference").asString()).as("left out").isEmpty();
    assertThat(read(replaced).path("total").decimalValue()).isEqualByComparingTo("110");
  }

  @Test
  void whoeverSawItBeforeItWasChangedIsToldAndNothingIsSaved() {
    String before = seen();
    books.rewrite(invoice, "Somebody's", null);
    Page late = send("PATCH", "{\"seen\":\"%s\",\"reference\":\"Mine\"}".formatted(before));
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.header("Content-Type")).contains("application/problem+json");
    assertThat(read(late).path("detail").asString())
        .contains("INV-0001 was changed since it was seen", "Read it again")
        .doesNotContain("below", "page");
    assertThat(books.find(invoice).reference()).isEqualTo("Somebody's");
    assertThat(errors(send("PATCH", "{\"reference\":\"Mine\"}"))).containsOnlyKeys("seen");
  }

  @Test
  void eachThingThatCannotBeIsNamedByItsField() {
    Map<String, String> wrong =
        Map.ofEntries(
            Map.entry("\"client\":\"" + UUID.randomUUID() + "\"", "client"),
            Map.entry("\"billTo\":\"" + UUID.randomUUID() + "\"", "billTo"),
            Map.entry("\"location\":\"" + UUID.randomUUID() + "\"", "location"),
            Map.entry("\"date\":\"0026-11-20\"", "date"),
            Map.entry("\"dueDate\":\"2020-01-01\"", "dueDate"),
            Map.entry("\"reference\":\"" + "x".repeat(256) + "\"", "reference"),
            Map.entry("\"currency\":\"XYZ\"", "currency"),
            Map.entry("\"rate\":2", "rate"),
            Map.entry("\"lines\":[]", "lines"),
            Map.entry("\"lines\":[{\"line\":1},{\"line\":2}]", "lines[1].line"),
            Map.entry("\"lines\":[{\"line\":0}]", "lines[0].line"),
            Map.entry("\"lines\":[{\"line\":1,\"quantity\":0}]", "lines[0].quantity"),
            Map.entry("\"lines\":[{\"line\":1,\"unitPrice\":1.23456}]", "lines[0].unitPrice"),
            Map.entry("\"lines\":[{\"line\":1,\"description\":\"\"}]", "lines[0].description"),
            Map.entry("\"lines\":[{\"line\":1,\"accountCode\":\"\"}]", "lines[0].accountCode"),
            Map.entry("\"lines\":[{\"line\":1,\"taxRate\":5}]", "lines[0].taxRate"),
            Map.entry("\"lines\":[{\"line\":1,\"taxType\":\"NONE-SUCH\"}]", "lines[0].taxRate"),
            Map.entry("\"lines\":[{\"line\":1,\"discountRate\":101}]", "lines[0].discount"),
            Map.entry("\"lines\":[{\"line\":1,\"discountRate\":1,\"discountAmount\":1}]", "lines"),
            Map.entry(
                "\"lines\":[{\"line\":1,\"tracking\":[{\"category\":\"Region\"}]}]",
                "lines[0].tracking"));
    String seen = seen();
    wrong.forEach(
        (field, named) -> {
          Page answer = send("PATCH", "{\"seen\":\"" + seen + "\"," + field + "}");
          assertThat(answer.status()).as(field + answer.body()).isEqualTo(422);
          assertThat(errors(answer)).as(field).containsKey(named);
        });
    assertThat(errors(send("PUT", "{}"))).containsOnlyKeys("client", "date", "lines");
    assertThat(seen()).isEqualTo(seen);
  }

  @Test
  void whatAPaidInvoiceChargedStandsAndTheDifferenceIsCreditedAndGivenBack() {
    books.pay(invoice, "110.00");
    books.settle();
    String less = "\"lines\":[{\"line\":1,\"unitPrice\":80}]";
    String change = "{" + seenField() + "," + less + "}";
    for (Page refused : List.of(send("PATCH", change), post("/change/preview", change))) {
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.header("Content-Type")).contains("application/problem+json");
      assertThat(read(refused).path("detail").asString()).contains("INV-0001 has payments");
      assertThat(read(refused).at("/ways/0/path").asString())
          .isEqualTo(path("/correction/preview"));
    }
    assertThat(send("PATCH", "{" + seenField() + ",\"reference\":\"PO 9\"}").status())
        .as("Xero allows that of a paid one")
        .isEqualTo(200);

    String wanted = less + ",\"reason\":\"Too much\",\"refund\":{\"method\":\"TRANSFER\"}";
    JsonNode plan = read(post("/correction/preview", "{" + wanted + "}"));
    assertThat(number(plan, "difference")).isEqualByComparingTo("-30");
    assertThat(number(plan, "after")).isEqualByComparingTo("80");
    assertThat(number(plan.path("credit"), "refunds")).isEqualByComparingTo("30");
    String seen = plan.path("seen").asString();
    assertThat(errors(post("/correction", "{" + wanted + "}"))).containsOnlyKeys("seen");
    String sure = "{" + wanted + ",\"seen\":\"" + seen + "\"}";
    assertThat(post("/correction", sure.replace("80}", "70}")).status())
        .as("not what was shown")
        .isEqualTo(409);
    Page corrected = post("/correction", sure);
    assertThat(corrected.status()).as(corrected.body()).isEqualTo(200);
    assertThat(read(corrected).path("credited").asBoolean()).isTrue();
    assertThat(post("/correction", sure).status()).as("once").isEqualTo(409);

    desk.settleAndLookAgain();
    JsonNode note = desk.only("creditNotes");
    assertThat(number(note, "Total")).isEqualByComparingTo("30");
    assertThat(number(note, "RemainingCredit")).isEqualByComparingTo("0");
    assertThat(desk.there(invoice).path("Reference").asString()).isEqualTo("PO 9");
    inStep();
  }

  @Test
  void whatWasChargedTooLittleIsChargedByAFurtherInvoice() {
    books.pay(invoice, "110.00");
    books.settle();
    String wanted = "\"lines\":[{\"line\":1,\"unitPrice\":121}],\"reason\":\"An hour more\"";
    JsonNode plan = read(post("/correction/preview", "{" + wanted + "}"));
    assertThat(plan.path("credit").isNull()).isTrue();
    JsonNode corrected =
        read(
            post(
                "/correction",
                "{" + wanted + ",\"seen\":\"" + plan.path("seen").asString() + "\"}"));
    assertThat(corrected.path("credited").asBoolean()).isFalse();
    var more = InvoiceId.of(corrected.path("invoice").asString());
    desk.settleAndLookAgain();
    assertThat(number(desk.there(more), "AmountDue")).isEqualByComparingTo("11");
    assertThat(books.standing("invoice", more.value()).state()).isEqualTo(State.IN_STEP);
    inStep();
  }

  @Test
  void aCorrectionNamesWhatCannotBe() {
    books.pay(invoice, "110.00");
    assertThat(errors(post("/correction/preview", "{}"))).containsOnlyKeys("lines");
    assertThat(errors(post("/correction/preview", "{\"lines\":[{\"line\":3}]}")))
        .containsOnlyKeys("lines");
    String less = "{\"lines\":[{\"line\":1,\"unitPrice\":80}]";
    assertThat(errors(post("/correction/preview", less + "}"))).containsOnlyKeys("reason");
    assertThat(
            errors(
                post(
                    "/correction/preview",
                    less + ",\"reason\":\"x\",\"refund\":{\"date\":\"2100-01-01\"}}")))
        .containsOnlyKeys("refund.date");
    assertThat(post("/correction/preview", "{\"lines\":[{\"line\":1}]}").status())
        .as("nothing is different")
        .isEqualTo(422);
  }

  @Test
  void aCreditNoteIsShownBeforeItIsWritten() {
    String note = "\"reason\":\"Gift\",\"lines\":[{\"line\":1,\"unitPrice\":40}]";
    JsonNode plan = read(post("/credit-notes/preview", "{" + note + "}"));
    assertThat(number(plan, "settles")).isEqualByComparingTo("40");
    assertThat(number(plan, "dueAfter")).isEqualByComparingTo("70");
    assertThat(read(program.get(path("/credit-notes")))).isEmpty();
    String sure = "{" + note + ",\"seen\":\"" + plan.path("seen").asString() + "\"}";
    books.pay(invoice, "100.00");
    assertThat(post("/credit-notes", sure).status())
        .as("money came in since: something else would happen")
        .isEqualTo(409);
    assertThat(post("/credit-notes/preview", "{" + note + ",\"date\":\"2100-01-01\"}").body())
        .contains("\"date\":");
    assertThat(post("/credit-notes/preview", "{\"reason\":\"x\",\"lines\":[{}]}").body())
        .contains("\"lines\":");
  }

  @Test
  void whatNobodyWillPayIsWrittenOffAsShown() {
    books.pay(invoice, "10.00");
    books.settle();
    JsonNode losses = read(program.get(path("/credit-accounts"))).path("losses");
    assertThat(losses).isNotEmpty();
    String account = losses.at("/0/key").asString();
    String loss = "\"reason\":\"Moved away\",\"account\":\"" + account + "\"";
    assertThat(errors(post("/write-off/preview", "{\"reason\":\"x\"}")))
        .containsOnlyKeys("account");
    assertThat(errors(post("/write-off", "{\"account\":\"" + account + "\"}")))
        .containsOnlyKeys("reason");
    JsonNode plan = read(post("/write-off/preview", "{" + loss + "}"));
    assertThat(number(plan, "total")).isEqualByComparingTo("100");
    Page written =
        post("/write-off", "{" + loss + ",\"seen\":\"" + plan.path("seen").asString() + "\"}");
    assertThat(written.status()).isEqualTo(201);
    assertThat(read(written).path("purpose").asString()).isEqualTo("WRITE_OFF");
    assertThat(post("/write-off", "{" + loss + "}").status()).as("nothing is owed").isEqualTo(409);
    desk.settleAndLookAgain();
    assertThat(number(desk.there(invoice), "AmountDue")).isEqualByComparingTo("0");
    assertThat(number(desk.only("creditNotes"), "Total")).isEqualByComparingTo("100");
    inStep();
    assertThat(books.find(invoice).status()).isEqualTo(InvoiceStatus.PAID);
  }

  @Test
  void aDraftIsApprovedAndVoidedByProgramAndXeroHasItSo() {
    InvoiceId draft = books.draft();
    String at = "/api/v1/invoices/" + draft;
    assertThat(read(program.post(at + "/approval", "")).path("status").asString())
        .isEqualTo("APPROVED");
    assertThat(program.post(at + "/approval", "").status()).as("again").isEqualTo(200);
    books.settle();
    assertThat(desk.there(draft).path("Status").asString()).isEqualTo("AUTHORISED");
    assertThat(read(program.post(at + "/voiding", "")).path("status").asString())
        .isEqualTo("VOIDED");
    assertThat(program.post(at + "/voiding", "").status()).as("again").isEqualTo(200);
    assertThat(program.post(at + "/approval", "").status()).isEqualTo(409);
    desk.settleAndLookAgain();
    assertThat(desk.there(draft).path("Status").asString()).isEqualTo("VOIDED");
    assertThat(books.standing("invoice", draft.value()).state()).isEqualTo(State.IN_STEP);

    books.pay(invoice, "5.00");
    Page paid = post("/voiding", "");
    assertThat(paid.status()).isEqualTo(409);
    assertThat(paid.body()).contains("has payments. Remove them before voiding it.");
  }

  @Test
  void whoOnlyReadsInvoicesChangesNothing() {
    Program reader = TestPractice.of(house, books.practice()).program(Role.PRACTITIONER);
    String change = "{" + seenField() + ",\"reference\":\"Mine\"}";
    assertThat(
            reader
                .send(
                    "PATCH",
                    path(""),
                    BodyPublishers.ofString(change),
                    Map.of("Content-Type", "application/json"))
                .status())
        .isEqualTo(403);
    for (String rest :
        List.of(
            "/change/preview",
            "/correction/preview",
            "/correction",
            "/credit-notes/preview",
            "/write-off/preview",
            "/write-off",
            "/approval",
            "/voiding")) {
      assertThat(reader.post(path(rest), change).status()).as(rest).isEqualTo(403);
    }
    assertThat(reader.get(path("/credit-accounts")).status()).isEqualTo(403);
  }

  private void inStep() {
    assertThat(books.standing("invoice", invoice.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(number(desk.there(invoice), "Total"))
        .isEqualByComparingTo(books.find(invoice).total());
    assertThat(number(desk.there(invoice), "AmountDue"))
        .isEqualByComparingTo(books.find(invoice).due());
  }

  private String seen() {
    return read(program.get(path(""))).path("seen").asString();
  }

  private String seenField() {
    return "\"seen\":\"" + seen() + "\"";
  }

  private String path(String rest) {
    return "/api/v1/invoices/" + invoice + rest;
  }

  private Page post(String rest, String json) {
    return program.post(path(rest), json);
  }

  private Page send(String verb, String json) {
    return program.send(
        verb, path(""), BodyPublishers.ofString(json), Map.of("Content-Type", "application/json"));
  }

  private static JsonNode read(Page page) {
    return JSON.readTree(page.body());
  }

  private static Map<String, String> errors(Page page) {
    assertThat(page.status()).as(page.body()).isEqualTo(422);
    return JSON.convertValue(
        read(page).path("errors"),
        new tools.jackson.core.type.TypeReference<Map<String, String>>() {});
  }
}
