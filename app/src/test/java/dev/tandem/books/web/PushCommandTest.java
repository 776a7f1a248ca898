package dev.tandem.books.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestPractice;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.LostHour;
import dev.tandem.books.TurningLane;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./tandem push}: what it sends, and what it only says. */
@TandemTest
class PushCommandTest {

  private static final UUID NODE = UUID.randomUUID();

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate inPractice;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  private String run(BooksRoom books, int exit, String... options) {
    var arguments = new String[options.length + 2];
    arguments[0] = "--practice";
    arguments[1] = books.practice().toString();
    System.arraycopy(options, 0, arguments, 2, options.length);
    var printed = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      assertThat(new CommandLine(house.getBean(PushCommand.class)).execute(arguments))
          .isEqualTo(exit);
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  private String rows(BooksRoom books) {
    return books.in(
        () ->
            inPractice.execute(
                _ ->
                    jdbc.sql(
                            """
                            select (select coalesce(string_agg(p::text, ';' order by p::text), '') from practice.pending_push p)
                                || (select coalesce(string_agg(l::text, ';' order by l::text), '') from practice.link l)
                                || (select count(*) from practice.push_batch)""")
                        .query(String.class)
                        .single()));
  }

  @Test
  void aDryRunSaysRecordByRecordWhatWouldGoAndLeavesEverythingAsItIs() {
    BooksRoom books = BooksRoom.open(house);
    UUID ann = books.room().client().value();
    books.change(new ClientId(ann), ClientField.EMAIL, "ann@example.com");
    ClientId bo = books.add("Bo", "New");
    InvoiceId invoice = books.invoice();
    books.pay(invoice, "20.00");
    String before = rows(books);
    books.forgetCalls();

    JsonNode said = new JsonMapper().readTree(run(books, 0, "--dry-run", "--json"));
    assertThat(said.path("create").asInt()).isEqualTo(3);
    assertThat(said.path("change").asInt()).isEqualTo(1);
    assertThat(said.path("records").valueStream().map(it -> it.path("kind").asString()))
        .containsExactly("client", "client", "invoice", "payment");
    assertThat(record(said, ann).path("fields").propertyNames()).containsExactly("e-mail");
    assertThat(record(said, bo.value()).path("fields").path("name").asString()).isEqualTo("Bo New");
    JsonNode payment = said.path("records").get(3).path("fields");
    assertThat(payment.path("invoice").asString()).isEqualTo("new " + invoice);
    assertThat(payment.path("amount").asString()).isEqualTo("20");

    assertThat(run(books, 0, "--dry-run"))
        .contains("create   client     Bo New", "Nothing was sent.", "3 to create, 1 to change")
        .doesNotContain("ann@example.com");
    assertThat(rows(books)).isEqualTo(before);
    assertThat(books.calls("PUT", "/")).isZero();

    books.settle();
    // Nothing had changed by looking: it goes as was said.
    assertThat(books.calls("PUT", "/Contacts")).isEqualTo(1);
    assertThat(books.calls("POST", "/Contacts")).isEqualTo(1);
    assertThat(books.standing("invoice", invoice.value()).state()).isEqualTo(State.IN_STEP);
  }

  private static JsonNode record(JsonNode said, UUID id) {
    return said.path("records")
        .valueStream()
        .filter(it -> it.path("id").asString().equals(id.toString()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void besideARunningApplicationItWakesAndWaits() throws InterruptedException {
    BooksRoom books = BooksRoom.open(house);
    ClientId bo = books.add("Bo", "New");
    try (var _ = new TurningLane(books)) {
      assertThat(run(books, 0, "--wait", "60")).contains("1 sent, 0 refused, 0 waiting");
    }
    assertThat(books.standing("client", bo.value()).state()).isEqualTo(State.IN_STEP);
  }

  @Test
  void itSendsByItselfWhereNoApplicationRuns() throws SQLException {
    BooksRoom books = BooksRoom.open(house);
    ClientId bo = books.add("Bo", "New");
    try (var _ = NobodyRuns.on(house, database)) {
      assertThat(run(books, 0, "--wait", "60")).contains("1 sent, 0 refused, 0 waiting");
    }
    assertThat(books.standing("client", bo.value()).state()).isEqualTo(State.IN_STEP);
  }

  private void superuser(String order) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement()) {
      statement.execute(order);
    }
  }

  @Test
  void whatSomebodyPausedWaitsAndIsToldAtOnce() {
    BooksRoom books = BooksRoom.open(house);
    Practices.run(books.practice(), () -> books.bean(Lanes.class).pause(books.lane()));
    books.add("Bo", "New");
    JsonNode said = new JsonMapper().readTree(run(books, 3, "--wait", "600", "--json"));
    assertThat(said.path("waiting").asInt()).isEqualTo(1);
    assertThat(said.path("sent").asInt()).isZero();
    assertThat(said.path("reasons").valueStream().map(JsonNode::asString))
        .singleElement()
        .asString()
        .contains("paused");
    assertThat(run(books, 3)).contains("0 sent, 0 refused, 1 waiting", "paused");
  }

  @Test
  void whatIsRefusedAndWhatWaitsBehindItIsTold() throws SQLException {
    BooksRoom books = BooksRoom.open(house);
    ClientId bad = books.add("Bad", "Address");
    books.change(bad, ClientField.EMAIL, "bü@example.com");
    new LostHour(clock).invoice(books, bad, "Massage");
    ClientId bo = books.add("Bo", "New");
    try (var _ = NobodyRuns.on(house, database)) {
      assertThat(run(books, 1, "--wait", "60"))
          .contains(
              "1 sent, 1 refused, 1 waiting", "1 waiting for another record that needs a person");
      assertThat(books.standing("client", bo.value()).state()).isEqualTo(State.IN_STEP);
      assertThat(run(books, 3, "--wait", "60")).as("refused before").contains("0 refused");
    }
  }

  @Test
  void withoutWaitingItWakesWhoeverRunsAndSaysSoWhereNobodyDoes() throws SQLException {
    BooksRoom books = BooksRoom.open(house);
    books.add("Bo", "New");
    books.forgetCalls();
    try (var _ = NobodyRuns.on(house, database)) {
      assertThat(run(books, 3, "--wait", "0")).contains("1 may go, but no application runs");
      superuser(
          "insert into house.node (id, version, key_ids, clock_off_ms) values ('"
              + NODE
              + "', 'test', '{}', 0)");
      assertThat(run(books, 3, "--wait", "0")).contains("1 on their way: Tandem goes on");
      assertThat(books.calls("PUT", "/")).isZero();
    } finally {
      superuser("delete from house.node where id = '" + NODE + "'");
    }
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    BooksRoom books = BooksRoom.open(house);
    run(books, CommandLine.ExitCode.USAGE, "--wait", "-1");
    run(books, CommandLine.ExitCode.USAGE, "--dry-run", "--retry");
  }

  @Test
  void thePageShowsTheValues() {
    BooksRoom books = BooksRoom.open(house);
    books.add("Bo", "New");
    books.invoice();
    var owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    assertThat(owner.get("/ledger/queue/preview").body())
        .contains("Bo New", "create", "1 × Consultation at 110.00, account 200, tax OUTPUT");
    books.settle();
    assertThat(owner.get("/ledger/queue/preview").body()).contains("Nothing would be sent");
  }
}
