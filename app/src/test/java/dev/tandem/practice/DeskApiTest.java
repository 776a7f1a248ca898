package dev.tandem.practice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestPractice;
import dev.tandem.practice.setup.ServiceDetails;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@TandemTest
class DeskApiTest {

  @Autowired ApplicationContext house;
  TestPractice practice;
  PracticeRoom room;
  String key;

  @BeforeEach
  void openPractice() {
    practice = TestPractice.open(house);
    room = PracticeRoom.furnish(house, practice.id());
    key = practice.apiKey(Role.OWNER);
  }

  @Test
  void completesAnAppointmentAndPaysItsInvoice() {
    Browser.Page booked = post("/api/v1/appointments", booking());
    assertThat(booked.status()).isEqualTo(201);
    assertThat(booked.header("Location"))
        .hasValueSatisfying(it -> assertThat(it).contains("/api/v1/appointments/"));
    assertThat(booked.body()).contains("\"end\":\"2026-11-20T09:45:00+11:00\"");
    String appointment = field(booked, "id");
    assertThat(post("/api/v1/appointments", booking()).status()).isEqualTo(409);

    Browser.Page done = post("/api/v1/appointments/" + appointment + "/completion", "");
    String invoice = field(done, "invoice");
    assertThat(get("/api/v1/invoices/" + invoice).body())
        .contains("\"number\":\"INV-0001\"", "\"total\":110.00", "\"due\":110.00");
    assertThat(get("/api/v1/invoices?state=DUE").body()).contains("\"total\":1");
    Browser.Page paid =
        post(
            "/api/v1/invoices/" + invoice + "/payments", "{\"amount\":110.00,\"method\":\"CARD\"}");
    assertThat(paid.status()).isEqualTo(201);
    assertThat(paid.body()).contains("\"status\":\"PAID\"");
    assertThat(post("/api/v1/invoices/" + invoice + "/payments", "{\"amount\":1}").status())
        .isEqualTo(409);
    assertThat(get("/api/v1/appointments?from=2026-11-19T13:00:00Z&to=2026-11-20T13:00:00Z").body())
        .contains("\"billing\":\"PAID\"");
  }

  @Test
  void saysWhichFieldsAreMissing() {
    assertThat(post("/api/v1/appointments", "{}").status()).isEqualTo(422);
    assertThat(post("/api/v1/appointments", "{}").body()).contains("\"client\"", "\"start\"");
    assertThat(post("/api/v1/invoices", "{\"client\":\"" + room.client() + "\"}").body())
        .contains("\"lines\"");
  }

  @Test
  void writesAnInvoiceFromServices() {
    Browser.Page written =
        post(
            "/api/v1/invoices",
            "{\"client\":\"%s\",\"lineAmounts\":\"INCLUSIVE\",\"approve\":true,\"lines\":[{\"service\":\"%s\"}]}"
                .formatted(room.client(), room.service()));
    assertThat(written.status()).isEqualTo(201);
    assertThat(written.body()).contains("\"status\":\"APPROVED\"", "\"tax\":10.00");
  }

  /** 99.99 with 20 % in it is 83.325 without: 83.33 and 16.67 would make a cent more. */
  @Test
  void costsTheSameAsAtTheDeskWhereNothingIsSaidOfTax() {
    String service =
        Practices.in(
                practice.id(),
                () ->
                    house
                        .getBean(Setup.class)
                        .add(
                            new ServiceDetails(
                                "Treatment",
                                30,
                                new BigDecimal("99.99"),
                                true,
                                "200",
                                "OUTPUT2",
                                new BigDecimal("20"),
                                "#0c6ebd")))
            .toString();
    Browser.Page written =
        post(
            "/api/v1/invoices",
            "{\"client\":\"%s\",\"lines\":[{\"service\":\"%s\"}]}"
                .formatted(room.client(), service));
    assertThat(written.body()).contains("\"lineAmounts\":\"INCLUSIVE\"", "\"total\":99.99");
    assertThat(
            post(
                    "/api/v1/invoices",
                    "{\"client\":\"%s\",\"lineAmounts\":\"EXCLUSIVE\",\"lines\":[{\"service\":\"%s\"}]}"
                        .formatted(room.client(), service))
                .body())
        .contains("\"total\":100.00");
  }

  @Test
  void takesAndGivesAllThatALineCarriesAndWhoPays() {
    String payer = field(post("/api/v1/clients", "{\"givenName\":\"Harbour\"}"), "id");
    Browser.Page written =
        post(
            "/api/v1/invoices",
            """
            {"client":"%s","billTo":"%s","lineAmounts":"NO_TAX","lines":[
             {"service":"%s","discountRate":12.5,"itemCode":"CONS",
              "tracking":[{"category":"Region","option":"North"}]},
             {"service":"%s","discountAmount":10}]}"""
                .formatted(room.client(), payer, room.service(), room.service()));
    assertThat(written.status()).isEqualTo(201);
    assertThat(written.body())
        .contains(
            "\"billTo\":\"" + payer + "\"",
            "\"lineAmounts\":\"NO_TAX\"",
            "\"discountRate\":12.5",
            "\"itemCode\":\"CONS\"",
            "\"category\":\"Region\"",
            "\"option\":\"North\"",
            "\"discountAmount\":10.00",
            "\"amount\":87.50",
            "\"amount\":90.00",
            "\"tax\":0.00",
            "\"total\":177.50");
    String line =
        "{\"client\":\"%s\",\"lines\":[{\"service\":\"%s\",%%s}]}"
            .formatted(room.client(), room.service());
    for (String wrong :
        List.of(
            "\"discountRate\":101",
            "\"discountRate\":1e999999999",
            "\"discountAmount\":1e999999999",
            "\"discountAmount\":1e-999999999",
            "\"discountRate\":1,\"discountAmount\":1",
            "\"itemCode\":\"" + "x".repeat(31) + "\"",
            "\"tracking\":[{\"category\":\"Region\"}]")) {
      assertThat(post("/api/v1/invoices", line.formatted(wrong)).status()).as(wrong).isEqualTo(422);
    }
    assertThat(
            post(
                    "/api/v1/invoices",
                    line.formatted("\"quantity\":1")
                        .replace(
                            "{\"client\"", "{\"billTo\":\"" + UUID.randomUUID() + "\",\"client\""))
                .status())
        .as("paid by nobody we know")
        .isEqualTo(404);
  }

  /** The room knows no ledger: the service's tax is all that is known of rates. */
  @Test
  void computesWithTheRateOfTheTaxThatTheLineNames() {
    String line =
        "{\"client\":\"%s\",\"lineAmounts\":\"EXCLUSIVE\",\"lines\":[{%%s}]}"
            .formatted(room.client());
    String service = "\"service\":\"%s\"".formatted(room.service());
    assertThat(post("/api/v1/invoices", line.formatted(service)).body())
        .as("its price has the tax in it, the invoice says prices without")
        .contains("\"unitPrice\":100.00", "\"total\":110.00");
    assertThat(
            post("/api/v1/invoices", line.formatted(service + ",\"taxType\":\"EXEMPTOUTPUT\""))
                .status())
        .as("the rate of another tax is not the service's")
        .isEqualTo(422);
    assertThat(
            post(
                    "/api/v1/invoices",
                    line.formatted(service + ",\"taxType\":\"EXEMPTOUTPUT\",\"taxRate\":0"))
                .body())
        .contains("\"total\":110.00");
    assertThat(post("/api/v1/invoices", line.formatted(service + ",\"taxRate\":5")).status())
        .as("the tax comes to ten")
        .isEqualTo(422);
    assertThat(
            post(
                    "/api/v1/invoices",
                    line.formatted(
                        "\"description\":\"x\",\"unitPrice\":1,\"accountCode\":\"200\",\"taxType\":\"OUTPUT\""))
                .status())
        .isEqualTo(422);
  }

  @Test
  void takesACurrencyByItsCodeAndAPriceInIt() {
    String line =
        "{\"client\":\"%s\",\"currency\":\"%%s\",\"lines\":[{\"service\":\"%s\"%%s}]}"
            .formatted(room.client(), room.service());
    assertThat(post("/api/v1/invoices", line.formatted("USD", "")).status()).isEqualTo(422);
    assertThat(post("/api/v1/invoices", line.formatted("XYZ", ",\"unitPrice\":5")).status())
        .isEqualTo(422);
    assertThat(post("/api/v1/invoices", line.formatted("USD", ",\"unitPrice\":5")).body())
        .contains("\"currency\":\"USD\"", "\"total\":5.00", "\"tax\":0.45");
  }

  @Test
  void namesTheFieldsOfAmountsThatCannotBe() {
    String line =
        "{\"client\":\"%s\",\"lines\":[{\"service\":\"%s\",%%s}]}"
            .formatted(room.client(), room.service());
    for (String wrong :
        new String[] {
          "\"quantity\":1e999999999",
          "\"unitPrice\":1e999999999",
          "\"unitPrice\":1e-999999999",
          "\"taxRate\":8.12345",
          "\"taxRate\":1e-999999999",
          "\"quantity\":9999999,\"unitPrice\":9999999"
        }) {
      assertThat(post("/api/v1/invoices", line.formatted(wrong)).status()).as(wrong).isEqualTo(422);
    }
  }

  @Test
  void refusesDaysThatNoCalendarOfOursHas() {
    String invoice =
        "{\"client\":\"%s\",\"date\":\"%%s\",\"lines\":[{\"service\":\"%s\"}]}"
            .formatted(room.client(), room.service());
    for (String day : new String[] {"+999999999-12-31", "-4800-01-01", "0026-11-20"}) {
      assertThat(post("/api/v1/invoices", invoice.formatted(day)).status()).as(day).isIn(400, 422);
      assertThat(post("/api/v1/appointments", booking().replace("2026-11-20", day)).status())
          .as(day)
          .isIn(400, 422);
    }
    assertThat(
            get("/api/v1/appointments?from=%2B999999999-01-01T00:00Z&to=%2B999999999-01-02T00:00Z")
                .status())
        .isIn(400, 422);
  }

  @Test
  void answersToTextsThatCannotBeStoredThatTheyCannot() {
    assertThat(get("/api/v1/clients?q=%00").status()).isEqualTo(400);
    assertThat(get("/api/v1/invoices?number=%00").status()).isEqualTo(400);
    assertThat(
            post("/api/v1/appointments", booking().replace("{", "{\"reason\":\"a\\u0000b\","))
                .status())
        .isEqualTo(400);
  }

  @Test
  void takesNoPaymentInTheLedgersName() {
    String invoice =
        field(
            post(
                "/api/v1/invoices",
                "{\"client\":\"%s\",\"approve\":true,\"lines\":[{\"service\":\"%s\"}]}"
                    .formatted(room.client(), room.service())),
            "id");
    assertThat(
            post(
                    "/api/v1/invoices/" + invoice + "/payments",
                    "{\"amount\":1,\"method\":\"LEDGER\"}")
                .status())
        .isEqualTo(422);
  }

  private String booking() {
    return "{\"client\":\"%s\",\"service\":\"%s\",\"practitioner\":\"%s\",\"location\":\"%s\",\"start\":\"2026-11-20T09:00:00+11:00\"}"
        .formatted(room.client(), room.service(), room.practitioner(), room.location());
  }

  private Browser.Page get(String path) {
    Browser program = practice.browser();
    return program.send(program.request(path).header("Authorization", "Bearer " + key).GET());
  }

  private Browser.Page post(String path, String json) {
    Browser program = practice.browser();
    return program.send(
        program
            .request(path)
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  private static String field(Browser.Page page, String name) {
    Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(page.body());
    assertThat(found.find()).as(page.body()).isTrue();
    return found.group(1);
  }
}
