package dev.tandem.practice.credits.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.Program;
import dev.tandem.TandemTest;
import dev.tandem.TestPractice;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.staff.Role;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Credit notes for programs. */
@TandemTest
class CreditsApiTest {

  private static final JsonMapper JSON = new JsonMapper();

  @Autowired ApplicationContext house;
  private PracticeRoom room;
  private Program program;

  @BeforeEach
  void openPractice() {
    TestPractice practice = TestPractice.open(house);
    room = PracticeRoom.furnish(house, practice.id());
    program = practice.program(Role.OWNER);
  }

  @Test
  void creditsGivesBackUsesAndVoids() {
    String invoice = invoice();
    String notes = "/api/v1/invoices/" + invoice + "/credit-notes";
    assertThat(post("/api/v1/invoices/" + invoice + "/payments", "{\"amount\":110}").status())
        .isEqualTo(201);
    Browser.Page written =
        post(notes, "{\"reason\":\"Too much\",\"lines\":[{\"line\":1,\"unitPrice\":30}]}");
    assertThat(written.status()).isEqualTo(201);
    JsonNode note = JSON.readTree(written.body());
    assertThat(note.path("number").asString()).isEqualTo("CN-0001");
    assertThat(note.path("remaining").decimalValue()).isEqualByComparingTo("30");
    String path = "/api/v1/credit-notes/" + note.path("id").asString();
    assertThat(post(path + "/allocations", "{\"amount\":10}").status())
        .as("nothing is owed")
        .isEqualTo(409);
    assertThat(post(path + "/refund", "{\"date\":\"2100-01-01\"}").body())
        .as("by the name that the program gave it")
        .contains("\"date\":\"The day the money goes back");
    JsonNode refunded = JSON.readTree(post(path + "/refund", "{\"method\":\"CASH\"}").body());
    assertThat(refunded.path("refunds").path(0).path("amount").decimalValue())
        .isEqualByComparingTo("30");
    assertThat(post(path + "/refund", "{}").status()).isEqualTo(409);
    assertThat(post(path + "/voiding", "").status()).isEqualTo(409);
    assertThat(program.get(notes).body()).contains("CN-0001", "PAID");
    assertThat(post(notes, "{\"reason\":\"All\"}").status()).as("too much").isEqualTo(409);
    assertThat(post(notes, "{\"lines\":[{\"line\":7}]}").status()).isEqualTo(422);
  }

  @Test
  void takesACreditOffItsInvoiceAndPutsItBack() {
    String invoice = invoice();
    JsonNode note =
        JSON.readTree(
            post("/api/v1/invoices/" + invoice + "/credit-notes", "{\"reason\":\"Gift\"}").body());
    String part = note.path("allocations").path(0).path("id").asString();
    assertThat(post("/api/v1/allocations/" + part + "/removal", "").body())
        .contains("\"remaining\":110.00");
    JsonNode used =
        JSON.readTree(
            post(
                    "/api/v1/credit-notes/" + note.path("id").asString() + "/allocations",
                    "{\"invoice\":\"%s\"}".formatted(invoice))
                .body());
    assertThat(used.path("status").asString()).isEqualTo("PAID");
    assertThat(used.path("allocations").path(0).path("id").asString()).isNotEqualTo(part);
  }

  @Test
  void usesTheRestForAnotherInvoiceOfTheSamePayer() {
    String first = invoice();
    post("/api/v1/invoices/" + first + "/payments", "{\"amount\":110}");
    post("/api/v1/invoices/" + first + "/credit-notes", "{\"reason\":\"All\"}");
    String second = invoice();
    JsonNode usable =
        JSON.readTree(program.get("/api/v1/invoices/" + second + "/usable-credit-notes").body());
    assertThat(usable).hasSize(1);
    String path = "/api/v1/credit-notes/" + usable.path(0).path("id").asString() + "/allocations";
    String body = "{\"invoice\":\"%s\",\"amount\":%s}";
    assertThat(post(path, body.formatted(second, "110.01")).status()).isEqualTo(422);
    JsonNode used = JSON.readTree(post(path, body.formatted(second, "30")).body());
    assertThat(used.path("remaining").decimalValue()).isEqualByComparingTo("80");
    assertThat(post(path, "{\"invoice\":\"%s\"}".formatted(second)).status()).isEqualTo(201);
    assertThat(program.get("/api/v1/invoices/" + second).body()).contains("PAID");
    String part = used.path("allocations").path(0).path("id").asString();
    post("/api/v1/allocations/" + part + "/removal", "");
    assertThat(program.get("/api/v1/invoices/" + second).body()).contains("\"due\":30.00");
  }

  @Test
  void takesARefundBackThatNeverWentAndNamesAnInvoiceThatIsNone() {
    String invoice = invoice();
    post("/api/v1/invoices/" + invoice + "/payments", "{\"amount\":110}");
    Browser.Page written =
        post(
            "/api/v1/invoices/" + invoice + "/credit-notes",
            "{\"reason\":\"All\",\"refund\":{\"method\":\"CASH\"}}");
    JsonNode note = JSON.readTree(written.body());
    String path = "/api/v1/credit-notes/" + note.path("id").asString();
    assertThat(written.header("Location")).hasValueSatisfying(it -> assertThat(it).endsWith(path));
    assertThat(note.path("remaining").decimalValue()).isEqualByComparingTo("0");
    JsonNode refund = note.at("/refunds/0");
    assertThat(refund.path("fromLedger").asBoolean(true)).isFalse();
    String removal = "/api/v1/refunds/" + refund.path("id").asString() + "/removal";
    assertThat(post(removal, "").status()).isEqualTo(204);
    assertThat(post(removal, "").status()).as("again").isEqualTo(204);
    assertThat(JSON.readTree(program.get(path).body()).path("remaining").decimalValue())
        .isEqualByComparingTo("110");
    Browser.Page none = post(path + "/allocations", "{\"invoice\":\"" + UUID.randomUUID() + "\"}");
    assertThat(none.status()).isEqualTo(422);
    assertThat(none.body()).contains("\"invoice\":\"There is no such invoice");
  }

  @Test
  void theSameWriteSentAgainCreditsOnce() {
    String notes = "/api/v1/invoices/" + invoice() + "/credit-notes";
    String body = "{\"reason\":\"Twice\",\"lines\":[{\"line\":1,\"unitPrice\":30}]}";
    Map<String, String> once = Map.of("Idempotency-Key", "credit-1");
    Browser.Page first = program.post(notes, body, once);
    Browser.Page again = program.post(notes, body, once);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(JSON.readTree(program.get(notes).body())).hasSize(1);
  }

  private String invoice() {
    return JSON.readTree(
            post(
                    "/api/v1/invoices",
                    "{\"client\":\"%s\",\"lineAmounts\":\"INCLUSIVE\",\"approve\":true,\"lines\":[{\"service\":\"%s\"}]}"
                        .formatted(room.client(), room.service()))
                .body())
        .path("id")
        .asString();
  }

  private Browser.Page post(String path, String body) {
    return program.post(path, body, Map.of());
  }
}
