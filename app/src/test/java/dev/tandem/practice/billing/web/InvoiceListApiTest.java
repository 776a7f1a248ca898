package dev.tandem.practice.billing.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser.Page;
import dev.tandem.Program;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.staff.Role;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program finds invoices by whose they are, when they were written and how they stand. */
@TandemTest
class InvoiceListApiTest {

  private static final JsonMapper JSON = new JsonMapper();

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  private BooksRoom books;
  private Program program;

  @BeforeEach
  void open() {
    books = BooksRoom.open(house);
    program = TestPractice.of(house, books.practice()).program(Role.OWNER);
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void narrowsByWhoseItIsAndWhoPaysAndByItsDate() {
    ClientId ann = books.room().client();
    ClientId bo = books.add("Bo", "New");
    LocalDate today = books.find(books.invoice()).date();
    written(ann, null, today.minusDays(10));
    written(ann, bo, today.minusDays(20));
    assertThat(numbers("")).containsExactly("INV-0001", "INV-0002", "INV-0003");
    assertThat(numbers("client=" + ann)).hasSize(3);
    assertThat(numbers("client=" + bo)).as("pays it").containsExactly("INV-0003");
    assertThat(numbers("client=" + UUID.randomUUID())).isEmpty();
    assertThat(numbers("from=" + today.minusDays(10)))
        .as("that day included")
        .containsExactly("INV-0001", "INV-0002");
    assertThat(numbers("to=" + today.minusDays(10))).containsExactly("INV-0002", "INV-0003");
    assertThat(numbers("from=%s&to=%s".formatted(today.minusDays(15), today.minusDays(5))))
        .containsExactly("INV-0002");
    assertThat(numbers("client=" + bo + "&from=" + today)).as("both").isEmpty();
    assertThat(numbers("state=OVERDUE")).containsExactly("INV-0003");
    assertThat(numbers("state=DUE&number=inv-0002")).containsExactly("INV-0002");
    JsonNode item = JSON.readTree(program.get("/api/v1/invoices").body()).at("/items/0");
    assertThat(item.path("currency").asString()).isEqualTo("AUD");
  }

  @Test
  void narrowsByHowTheyStandWithTheLedger() {
    books.invoice();
    books.settle();
    InvoiceId refused = onAccount("NONE9");
    assertThat(numbers("ledger=pending")).containsExactly("INV-0002");
    assertThat(numbers("ledger=error")).isEmpty();
    books.settle();
    assertThat(books.standing("invoice", refused.value()).state()).isEqualTo(State.NEEDS_YOU);
    assertThat(numbers("ledger=error")).containsExactly("INV-0002");
    assertThat(stands("INV-0002")).isEqualTo("error");
    assertThat(numbers("ledger=pending")).isEmpty();
    Program practitioner = TestPractice.of(house, books.practice()).program(Role.PRACTITIONER);
    written(books.room().client(), null, LocalDate.of(2026, 11, 2));
    assertThat(numbers("ledger=pending")).contains("INV-0003");
    assertThat(items(practitioner.get("/api/v1/invoices?ledger=pending")))
        .as("who may not see the ledger learns nothing of it")
        .isEmpty();
  }

  @Test
  void namesWhatItDoesNotUnderstand() {
    for (String wrong : List.of("client=x", "from=x", "to=2026-13-01", "state=x")) {
      Page answer = program.get("/api/v1/invoices?" + wrong);
      assertThat(answer.status()).as(wrong).isEqualTo(400);
      assertThat(answer.body())
          .contains("The value of " + wrong.substring(0, wrong.indexOf('=')) + " is not");
    }
    Page order = program.get("/api/v1/invoices?from=2026-11-02&to=2026-11-01");
    assertThat(order.status()).isEqualTo(422);
    assertThat(order.body()).contains("\"to\":\"Not before from\"");
    Page standing = program.get("/api/v1/invoices?ledger=x");
    assertThat(standing.status()).isEqualTo(422);
    assertThat(standing.body()).contains("\"ledger\":\"One of");
  }

  private InvoiceId onAccount(String code) {
    Page page =
        program.post(
            "/api/v1/invoices",
            "{\"client\":\"%s\",\"approve\":true,\"lines\":[{\"service\":\"%s\",\"accountCode\":\"%s\"}]}"
                .formatted(books.room().client(), books.room().service(), code));
    return InvoiceId.of(JSON.readTree(page.body()).path("id").asString());
  }

  private void written(ClientId client, @Nullable ClientId payer, LocalDate date) {
    String billTo = payer == null ? "" : ",\"billTo\":\"" + payer + "\"";
    Page page =
        program.post(
            "/api/v1/invoices",
            "{\"client\":\"%s\"%s,\"date\":\"%s\",\"approve\":true,\"lines\":[{\"service\":\"%s\"}]}"
                .formatted(client, billTo, date, books.room().service()));
    assertThat(page.status()).as(page.body()).isEqualTo(201);
  }

  private String stands(String number) {
    return items(program.get("/api/v1/invoices?number=" + number))
        .getFirst()
        .at("/ledger/status")
        .asString();
  }

  private List<String> numbers(String query) {
    return items(program.get("/api/v1/invoices?" + query)).stream()
        .map(it -> it.path("number").asString())
        .sorted()
        .toList();
  }

  private static List<JsonNode> items(Page page) {
    assertThat(page.status()).as(page.body()).isEqualTo(200);
    return JSON.readTree(page.body()).path("items").valueStream().toList();
  }
}
