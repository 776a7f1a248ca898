package dev.tandem.practice.credits.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.Program;
import dev.tandem.TandemTest;
import dev.tandem.TestPractice;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.clients.ClientDetails;
import dev.tandem.practice.clients.Clients;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Deposits and overpayments for programs. */
@TandemTest
class DepositsApiTest {

  private static final JsonMapper JSON = new JsonMapper();

  @Autowired ApplicationContext house;
  @Autowired Clients clients;
  private TestPractice practice;
  private PracticeRoom room;
  private Program program;

  @BeforeEach
  void openPractice() {
    practice = TestPractice.open(house);
    room = PracticeRoom.furnish(house, practice.id());
    program = practice.program(Role.OWNER);
  }

  @Test
  void aDepositIsTakenUsedTakenOffAndGivenBack() {
    Browser.Page taken =
        post(
            ofClient(),
            "{\"amount\":150,\"method\":\"CARD\",\"reference\":\"Hold\",\"location\":\"%s\"}"
                .formatted(room.location()));
    assertThat(taken.status()).isEqualTo(201);
    JsonNode deposit = JSON.readTree(taken.body());
    String path = "/api/v1/deposits/" + deposit.path("id").asString();
    assertThat(taken.header("Location")).hasValueSatisfying(it -> assertThat(it).endsWith(path));
    assertThat(deposit.path("sort").asString()).isEqualTo("DEPOSIT");
    assertThat(deposit.path("location").asString()).isEqualTo(room.location().toString());
    assertMoney(deposit, "remaining", "150");
    String invoice = invoice(room.client().toString());
    Browser.Page used = post(path + "/allocations", "{\"invoice\":\"%s\"}".formatted(invoice));
    assertThat(used.status()).isEqualTo(201);
    assertMoney(JSON.readTree(used.body()), "remaining", "40");
    assertMoney(get("/api/v1/invoices/" + invoice), "due", "0");
    JsonNode settling = get("/api/v1/invoices/" + invoice + "/deposits");
    assertThat(settling).hasSize(1);
    String part = settling.path(0).path("allocations").path(0).path("id").asString();
    String off = path + "/allocations/" + part + "/removal";
    assertMoney(JSON.readTree(post(off, "").body()), "remaining", "150");
    assertMoney(JSON.readTree(post(off, "").body()), "remaining", "150");
    assertMoney(get("/api/v1/invoices/" + invoice), "due", "110");
    JsonNode given = JSON.readTree(post(path + "/refund", "{\"method\":\"CASH\"}").body());
    assertMoney(given, "remaining", "0");
    assertThat(given.path("refunds").path(0).path("method").asString()).isEqualTo("CASH");
    assertThat(post(path + "/refund", "{}").status()).as("nothing is left").isEqualTo(409);
    assertThat(get(ofClient()).path(0)).isEqualTo(get(path));
  }

  /** Each by the name that the program gave it. */
  @Test
  void whatCannotBeIsSaidAtTheField() {
    assertSaid(post(ofClient(), "{}"), "amount", "An amount above 0");
    assertSaid(post(ofClient(), "{\"amount\":1.005}"), "amount", "in whole cents");
    assertSaid(
        post(ofClient(), "{\"amount\":5,\"date\":\"2100-01-01\"}"), "date", "not after today");
    assertSaid(post(ofClient(), "{\"amount\":5,\"method\":\"LEDGER\"}"), "method", "How the money");
    assertSaid(
        post(ofClient(), "{\"amount\":5,\"location\":\"%s\"}".formatted(UUID.randomUUID())),
        "location",
        "no such location");
    String path = "/api/v1/deposits/" + deposit("50");
    assertSaid(post(path + "/allocations", "{}"), "invoice", "Which invoice");
    assertSaid(
        post(
            path + "/allocations",
            "{\"invoice\":\"%s\",\"amount\":5}".formatted(UUID.randomUUID())),
        "invoice",
        "no such invoice");
    String invoice = invoice(room.client().toString());
    assertSaid(
        post(path + "/allocations", "{\"invoice\":\"%s\",\"amount\":60}".formatted(invoice)),
        "amount",
        "At most 50.00");
    assertSaid(
        post(path + "/refund", "{\"date\":\"2100-01-01\",\"method\":\"LEDGER\"}"),
        "date",
        "not after today");
    assertSaid(post(path + "/refund", "{\"method\":\"LEDGER\"}"), "method", "How the money");
    assertThat(get(ofClient())).hasSize(1);
    assertMoney(get(path), "remaining", "50");
  }

  @Test
  void whatCannotBeForAnotherReasonSaysWhy() {
    String path = "/api/v1/deposits/" + deposit("50");
    String bob =
        Practices.in(practice.id(), () -> clients.add(ClientDetails.person("Bob", "Stone")))
            .toString();
    assertRefused(
        post(path + "/allocations", "{\"invoice\":\"%s\"}".formatted(invoice(bob))),
        "another client");
    String invoice = invoice(room.client().toString());
    String all = "{\"invoice\":\"%s\"}".formatted(invoice);
    assertThat(post(path + "/allocations", all).status()).isEqualTo(201);
    assertRefused(post(path + "/allocations", all), "Nothing of this deposit is left");
    assertRefused(post(path + "/removal", ""), "Take that off the invoice first");
    String back = "/api/v1/deposits/" + deposit("8");
    assertThat(post(back + "/refund", "{}").status()).isEqualTo(200);
    assertRefused(post(back + "/removal", ""), "the money did come in");
    String mistake = "/api/v1/deposits/" + deposit("9");
    JsonNode removed = JSON.readTree(post(mistake + "/removal", "").body());
    assertThat(removed.path("removed").asBoolean()).isTrue();
    assertMoney(removed, "remaining", "0");
    assertRefused(post(mistake + "/allocations", all), "was removed");
    assertThat(
            post(
                    path
                        + "/allocations/"
                        + get(path).path("allocations").path(0).path("id").asString()
                        + "x/removal",
                    "")
                .status())
        .isEqualTo(404);
    String elsewhere = get(path).path("allocations").path(0).path("id").asString();
    assertThat(post(mistake + "/allocations/" + elsewhere + "/removal", "").status())
        .as("of another deposit")
        .isEqualTo(404);
    Practices.run(practice.id(), () -> clients.archive(room.client()));
    assertRefused(post(ofClient(), "{\"amount\":5}"), "Archived");
  }

  @Test
  void moreThanIsOwedSettlesTheInvoiceAndTheRestIsCredit() {
    String invoice = invoice(room.client().toString());
    String path = "/api/v1/invoices/" + invoice + "/overpayment";
    assertSaid(post(path, "{}"), "amount", "An amount above 0");
    assertSaid(post(path, "{\"amount\":110}"), "amount", "not more than is owed");
    assertSaid(post(path, "{\"amount\":132,\"date\":\"2100-01-01\"}"), "date", "after today");
    assertRefused(post(path, "{\"amount\":132,\"due\":90}"), "changed meanwhile");
    assertThat(get(ofClient())).as("nothing by halves").isEmpty();
    Browser.Page taken =
        post(path, "{\"amount\":132,\"due\":110,\"method\":\"CASH\",\"reference\":\"Till 2\"}");
    assertThat(taken.status()).isEqualTo(201);
    JsonNode credit = JSON.readTree(taken.body());
    assertThat(credit.path("sort").asString()).isEqualTo("OVERPAYMENT");
    assertThat(credit.path("invoice").asString()).isEqualTo(invoice);
    assertMoney(credit, "remaining", "22");
    assertMoney(get("/api/v1/invoices/" + invoice), "paid", "110");
    assertRefused(post(path, "{\"amount\":132}"), "Nothing is owed");
    assertThat(get(ofClient())).hasSize(1);
  }

  @Test
  void theSameWriteSentAgainIsDoneOnce() {
    String deposit = twice(ofClient(), "{\"amount\":300}", "d").path("id").asString();
    String invoice = invoice(room.client().toString());
    twice(
        "/api/v1/deposits/" + deposit + "/allocations",
        "{\"invoice\":\"%s\",\"amount\":20}".formatted(invoice),
        "u");
    assertMoney(get("/api/v1/deposits/" + deposit), "remaining", "280");
    twice("/api/v1/invoices/" + invoice + "/overpayment", "{\"amount\":100}", "o");
    twice("/api/v1/deposits/" + deposit + "/refund", "{}", "r");
    assertThat(get("/api/v1/deposits/" + deposit).path("refunds")).hasSize(1);
    assertThat(get(ofClient())).hasSize(2);
  }

  /** Who may on the pages may here. */
  @Test
  void whoOnlyLooksTakesNothingAndWhoTakesPaymentsDoes() {
    String deposit = "/api/v1/deposits/" + deposit("50");
    String invoice = invoice(room.client().toString());
    Program looking = practice.program(Role.PRACTITIONER);
    assertThat(looking.get(ofClient()).status()).isEqualTo(200);
    assertThat(looking.get(deposit).status()).isEqualTo(200);
    assertThat(looking.post(ofClient(), "{\"amount\":5}").status()).isEqualTo(403);
    assertThat(
            looking
                .post(deposit + "/allocations", "{\"invoice\":\"%s\"}".formatted(invoice))
                .status())
        .isEqualTo(403);
    assertThat(looking.post(deposit + "/refund", "{}").status()).isEqualTo(403);
    assertThat(looking.post(deposit + "/removal", "").status()).isEqualTo(403);
    assertThat(
            looking
                .post("/api/v1/invoices/" + invoice + "/overpayment", "{\"amount\":200}")
                .status())
        .isEqualTo(403);
    Program desk = practice.program(Role.RECEPTIONIST);
    assertThat(desk.post(ofClient(), "{\"amount\":5}").status()).isEqualTo(201);
    assertThat(desk.post(deposit + "/refund", "{}").status()).isEqualTo(200);
  }

  @Test
  void isDescribed() {
    assertThat(program.get("/api/v1/openapi").body())
        .contains(
            "/api/v1/clients/{id}/deposits",
            "/api/v1/deposits/{id}/allocations/{allocation}/removal",
            "/api/v1/invoices/{id}/overpayment",
            "untaxed until used");
  }

  private JsonNode twice(String path, String body, String key) {
    var once = Map.of("Idempotency-Key", key);
    Browser.Page first = program.post(path, body, once);
    assertThat(first.status()).as(first.body()).isBetween(200, 201);
    assertThat(program.post(path, body, once).body()).isEqualTo(first.body());
    return JSON.readTree(first.body());
  }

  private static void assertSaid(Browser.Page page, String field, String words) {
    assertThat(page.status()).as(page.body()).isEqualTo(422);
    assertThat(JSON.readTree(page.body()).path("errors").path(field).asString()).contains(words);
  }

  private static void assertRefused(Browser.Page page, String words) {
    assertThat(page.status()).as(page.body()).isEqualTo(409);
    assertThat(JSON.readTree(page.body()).path("detail").asString()).contains(words);
  }

  private static void assertMoney(JsonNode of, String field, String amount) {
    assertThat(of.path(field).decimalValue()).as(of.toString()).isEqualByComparingTo(amount);
  }

  private String ofClient() {
    return "/api/v1/clients/" + room.client() + "/deposits";
  }

  private String deposit(String amount) {
    Browser.Page taken = post(ofClient(), "{\"amount\":%s}".formatted(amount));
    assertThat(taken.status()).isEqualTo(201);
    return JSON.readTree(taken.body()).path("id").asString();
  }

  private String invoice(String client) {
    return JSON.readTree(
            post(
                    "/api/v1/invoices",
                    "{\"client\":\"%s\",\"lineAmounts\":\"INCLUSIVE\",\"approve\":true,\"lines\":[{\"service\":\"%s\"}]}"
                        .formatted(client, room.service()))
                .body())
        .path("id")
        .asString();
  }

  private JsonNode get(String path) {
    return JSON.readTree(program.get(path).body());
  }

  private Browser.Page post(String path, String body) {
    return program.post(path, body);
  }
}
