package dev.tandem.books.refusals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.Program;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.inbox.ReferenceWishes;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.Discount;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Xero would refuse and never gets: it is refused here, at the field, or Tandem never says it.
 * Each entry of {@link RefusalPlaces} that is guarded names one of these.
 */
@TandemTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuardedRefusalsTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  private BooksRoom books;
  private Browser owner;
  private Program program;

  @BeforeAll
  void connected() {
    books = BooksRoom.open(house);
    books.control(books.organisation() + "/currencies?code=USD", "");
    Practices.run(
        books.practice(), () -> books.bean(ReferenceWishes.class).readNow(BooksRoom.TENANT));
    books.settle();
    TestPractice practice = TestPractice.of(house, books.practice());
    owner = practice.browser(Role.OWNER);
    program = practice.program(Role.OWNER);
  }

  @AfterAll
  void putBack() {
    clock.reset();
  }

  /** One character less is what Xero holds, so nobody is refused here for nothing. */
  @ParameterizedTest
  @EnumSource(
      value = ClientField.class,
      names = {
        "GIVEN_NAME",
        "FAMILY_NAME",
        "ORGANISATION_NAME",
        "EMAIL",
        "PHONE",
        "ADDRESS_LINE1",
        "ADDRESS_LINE2",
        "CITY",
        "REGION",
        "POSTCODE",
        "COUNTRY"
      })
  void whatIsTooLongForXeroIsSaidAtTheField(ClientField field) {
    ClientId client = books.add("Guarded", field.key());
    String form = "/clients/" + client;
    owner.get(form + "/edit");
    Map<String, String> typed = new HashMap<>(all(client));
    typed.put(field.key(), filled(field, field.maxLength() + 1));
    Browser.Page refused = owner.submit(form, typed);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body())
        .containsPattern(
            "id=\"" + field.key() + "-error\"[^>]*>At most " + field.maxLength() + " characters");
    typed.put(field.key(), filled(field, field.maxLength()));
    owner.get(form + "/edit");
    assertThat(owner.submit(form, typed).status()).isBetween(300, 399);
    books.settle();
    assertThat(books.standing("client", client.value()).state())
        .as(books.standing("client", client.value()).reason())
        .isEqualTo(State.IN_STEP);
  }

  private Map<String, String> all(ClientId client) {
    var typed = new HashMap<String, String>();
    books
        .in(() -> books.bean(dev.tandem.practice.clients.Clients.class).find(client))
        .details()
        .fields()
        .forEach((field, value) -> typed.put(field.key(), value));
    return typed;
  }

  private static String filled(ClientField field, int length) {
    String end = field == ClientField.EMAIL ? "@example.com" : "";
    String sign = field == ClientField.PHONE ? "1" : "x";
    return sign.repeat(length - end.length()) + end;
  }

  @Test
  void aClientHasAName() {
    owner.get("/clients/new");
    Browser.Page refused =
        owner.submit("/clients/new", Map.of("kind", "PERSON", "givenName", " ", "familyName", ""));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("id=\"givenName-error\"", "A name is needed");
    Browser.Page program =
        this.program.post("/api/v1/clients", "{\"kind\":\"ORGANISATION\",\"email\":\"a@b.co\"}");
    assertThat(program.status()).isEqualTo(422);
    assertThat(program.body()).contains("organisationName", "needs a name");
  }

  /** As a program writes it; people's form goes through the same door. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lines-missing | "lines":[] | lines | at least one line
          description-missing | "lines":[{"quantity":1,"unitPrice":1,"accountCode":"200","taxType":"OUTPUT","description":" "}] | lines[0].description | Say what it is for
          text-too-long | "lines":[{"quantity":1,"unitPrice":1,"accountCode":"200","taxType":"OUTPUT","description":"LONG"}] | lines[0].description | at most 4,000
          account-missing | "lines":[{"quantity":1,"unitPrice":1,"taxType":"OUTPUT","description":"Consultation"}] | lines[0].accountCode | account
          tax-missing | "lines":[{"quantity":1,"unitPrice":1,"accountCode":"200","description":"Consultation"}] | lines[0].taxType | tax
          line-too-large | "lines":[{"quantity":9999999,"unitPrice":9999999,"accountCode":"200","taxType":"OUTPUT","description":"Consultation"}] | lines[0].quantity | more than an invoice can hold
          total-negative | "lines":[{"quantity":-1,"unitPrice":5,"accountCode":"200","taxType":"OUTPUT","description":"Consultation"}] | lines | below zero
          discount | "lines":[{"quantity":1,"unitPrice":5,"accountCode":"200","taxType":"OUTPUT","description":"Consultation","discountRate":120}] | lines[0].discount | up to 100
          discount-twice | "lines":[{"quantity":1,"unitPrice":5,"accountCode":"200","taxType":"OUTPUT","description":"Consultation","discountRate":1,"discountAmount":1}] | lines | not both
          tracking-many | "lines":[{"quantity":1,"unitPrice":5,"accountCode":"200","taxType":"OUTPUT","description":"Consultation","tracking":[{"category":"A","option":"1"},{"category":"B","option":"1"},{"category":"C","option":"1"}]}] | lines[0].tracking | At most two
          reference-too-long | "reference":"LONG","lines":[{"quantity":1,"unitPrice":5,"accountCode":"200","taxType":"OUTPUT","description":"Consultation"}] | reference | 255
          rate | "currency":"USD","rate":0,"lines":[{"quantity":1,"unitPrice":5,"accountCode":"200","taxType":"OUTPUT","description":"Consultation"}] | rate | above 0
          """)
  void anInvoiceThatXeroWouldRefuseIsNotWritten(
      String entry, String json, String field, String words) {
    Browser.Page refused =
        program.post(
            "/api/v1/invoices",
            "{\"client\":\"%s\",\"approve\":true,%s}"
                .formatted(books.room().client(), json.replace("LONG", "x".repeat(4001))));
    assertThat(refused.status()).as(entry + ": " + refused.body()).isEqualTo(422);
    assertThat(refused.body()).contains("\"" + field, words);
  }

  @Test
  void anInvoiceHasADueDate() {
    Browser.Page written =
        program.post(
            "/api/v1/invoices",
            """
            {"client":"%s","approve":true,"lines":[{"quantity":1,"unitPrice":5,"accountCode":"200",
             "taxType":"OUTPUT","description":"Consultation"}]}"""
                .formatted(books.room().client()));
    assertThat(written.status()).isEqualTo(201);
    assertThat(written.body()).containsPattern("\"dueDate\":\"20\\d\\d-");
    String id = new JsonMapper().readTree(written.body()).path("id").asString();
    books.settle();
    assertThat(books.standing("invoice", java.util.UUID.fromString(id)).state())
        .isEqualTo(State.IN_STEP);
  }

  /** Whoever it is for is told by the contact that Xero has; until then it waits. */
  @Test
  void anInvoiceWaitsForItsClient() {
    ClientId client = books.add("Waited", "For");
    books.change(client, ClientField.COUNTRY, "Land 7");
    InvoiceId id =
        books.in(
            () ->
                books
                    .bean(Billing.class)
                    .issue(
                        details(client, books.find(books.draft()).lines().getFirst().details())));
    int before = books.calls("PUT", "Invoices");
    books.settle();
    assertThat(books.standing("client", client.value()).state()).isEqualTo(State.NEEDS_YOU);
    assertThat(books.standing("invoice", id.value()).state()).isEqualTo(State.WAITING);
    assertThat(books.calls("PUT", "Invoices")).isEqualTo(before);
    books.change(client, ClientField.COUNTRY, "Australia");
    books.settle();
    assertThat(books.standing("invoice", id.value()).state()).isEqualTo(State.IN_STEP);
  }

  private InvoiceDetails details(ClientId client, LineDetails line) {
    var today = java.time.LocalDate.now(clock.withZone(dev.tandem.practice.PracticeRoom.ZONE));
    return new InvoiceDetails(
        client,
        null,
        null,
        today,
        today.plusDays(14),
        "",
        dev.tandem.practice.billing.LineAmounts.INCLUSIVE,
        List.of(line));
  }

  /** Sums, ids of accounts, persons, groups, themes: of what is never said none can be wrong. */
  @Test
  void whatIsNeverSaidIsNeverRefused() {
    ClientId client = books.add("Whole", "Record");
    books.change(client, ClientField.EMAIL, "whole@example.com");
    books.change(client, ClientField.PHONE, "0491 570 156");
    books.change(client, ClientField.CITY, "Sydney");
    LineDetails line = books.find(books.draft()).lines().getFirst().details();
    InvoiceId id =
        books.in(
            () ->
                books
                    .bean(Billing.class)
                    .issue(
                        details(
                            client, line.withDiscount(Discount.percent(new BigDecimal("12.5"))))));
    books.settle();
    books.rewrite(id, "PO 7", List.of(line));
    books.change(client, ClientField.CITY, "Perth");
    books.settle();
    assertThat(books.standing("invoice", id.value()).state()).isEqualTo(State.IN_STEP);
    Practices.run(books.practice(), () -> books.bean(Billing.class).voidInvoice(id));
    books.settle();
    var said = new HashSet<String>();
    int writes = 0;
    for (JsonNode call : books.read(books.organisation() + "/calls?limit=200")) {
      if (!call.path("method").asString().equals("GET")) {
        writes++;
        JsonNode exchange = books.read("/_simulator/calls/" + call.path("correlation").asString());
        names(new JsonMapper().readTree(exchange.path("sent").path("body").asString()), said);
        assertThat(call.path("path").asString()).doesNotContain("Items", "ContactGroups");
      }
    }
    assertThat(writes).isGreaterThan(4);
    assertThat(said)
        .contains("EmailAddress", "City", "AccountCode", "TaxType", "DiscountRate", "DueDate")
        .doesNotContainAnyElementsOf(
            Set.of(
                "ContactPersons",
                "ContactGroups",
                "AccountID",
                "LineAmount",
                "TaxAmount",
                "SubTotal",
                "TotalTax",
                "Total",
                "RoundingAmount",
                "BrandingThemeID"));
  }

  private static void names(JsonNode node, Set<String> into) {
    node.propertyNames().forEach(into::add);
    node.forEach(it -> names(it, into));
  }
}
