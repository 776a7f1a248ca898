package dev.tandem.books.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestXero;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.inbox.Incoming;
import dev.tandem.books.lane.Lanes;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.shared.Practices;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./tandem fetch-invoice-updates} and {@code replay}: without an application, too. */
@TandemTest
class FetchInvoiceUpdatesCommandTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;

  private NobodyRuns nobody;

  @BeforeEach
  void nobodyRuns() throws SQLException {
    nobody = NobodyRuns.on(house, database);
  }

  @AfterEach
  void putBack() {
    nobody.close();
    clock.reset();
  }

  @Test
  void looksForTheUnpaidInvoicesThatWereNotReadForLongest() throws SQLException {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId first = books.invoice();
    books.settle();
    clock.advance(Duration.ofSeconds(30));
    InvoiceId second = books.invoice();
    InvoiceId settled = books.invoice();
    books.pay(settled, "110.00");
    books.settle();
    clock.advance(Duration.ofSeconds(30));
    pay(books, first);
    pay(books, second);
    assertThat(look(books, 0, "--limit", "1")).contains("1 looked at, 1 had changed in Xero");
    assertThat(books.find(first).status()).isEqualTo(InvoiceStatus.PAID);
    assertThat(books.find(second).status()).isEqualTo(InvoiceStatus.APPROVED);
    JsonNode said = new JsonMapper().readTree(look(books, 0, "--json"));
    assertThat(said.path("lookedAt").asInt()).as("what is paid needs no look").isEqualTo(1);
    assertThat(said.path("changed").asInt()).isEqualTo(1);
    assertThat(books.find(second).status()).isEqualTo(InvoiceStatus.PAID);
    assertThat(look(books, 0)).contains("0 looked at");
    assertThat(look(books, 2, "--limit", "0")).contains("--limit 1 to 1,000");
  }

  @Test
  void whatItIsToldOfComesFirstAndWhatKeepsItBackIsSaid() throws SQLException {
    BooksRoom books = BooksRoom.open(house);
    books.invoice();
    books.settle();
    clock.advance(Duration.ofSeconds(30));
    InvoiceId told = books.invoice();
    InvoiceId dead = books.invoice();
    books.settle();
    tell(books, told, "null");
    tellInVain(books, dead);
    Practices.run(books.practice(), () -> books.bean(Lanes.class).pause(books.lane()));
    assertThat(look(books, 3, "--limit", "1", "--wait", "0")).contains("1 wait", "are paused");
    assertThat(waits(books, told)).as("longest read is another").isTrue();
    assertThat(waits(books, dead)).as("given up is given up").isFalse();
  }

  @Test
  void oneThatXeroDoesNotGiveIsSaidAndKeepsNoOtherBack() throws SQLException {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId bad = books.invoice();
    books.invoice();
    books.settle();
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"status\",\"code\":400,\"method\":\"GET\",\"path\":\"/api.xro/2.0/Invoices?*%s*\",\"count\":500}"
            .formatted(books.ledgerId("invoice", bad.value())));
    try {
      assertThat(look(books, 1))
          .contains("1 looked at", "0 wait", "1 cannot be looked at", "does not give it");
      assertThat(look(books, 0)).as("the inbox has it").contains("1 looked at");
    } finally {
      books.bean(TestXero.class).control("DELETE", "/_simulator/faults");
    }
  }

  /** The event was dealt with before somebody changed it once more, and no other came. */
  @Test
  void whatWasToldIsDealtWithOnceMore() throws SQLException {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = books.invoice();
    books.settle();
    tell(books, invoice, "now()");
    clock.advance(Duration.ofSeconds(30));
    pay(books, invoice);
    String from = clock.instant().minus(Duration.ofHours(1)).toString();
    assertThat(replay(books, 0, "--from", from)).contains("1 told again, 0 of that span wait");
    assertThat(books.find(invoice).status())
        .as("all that it told is known")
        .isEqualTo(InvoiceStatus.APPROVED);
    assertThat(replay(books, 0, "--from", from, "--anew")).contains("1 told again");
    assertThat(books.find(invoice).status()).isEqualTo(InvoiceStatus.PAID);
    long fetched = fetches(books);
    assertThat(replay(books, 0, "--from", from)).contains("1 told again, 0 of that span wait");
    assertThat(fetches(books)).as("anew was meant for once").isEqualTo(fetched);
    tell(books, invoice, "now(), 'overtaken'", "'2026-01-01'");
    tell(books, invoice, "now(), 'fetched'", "'infinity'");
    assertThat(replay(books, 0, "--from", from))
        .as("neither what a person has seen to, nor what Tandem asked for by itself")
        .contains("1 told again");
    assertThat(fetches(books)).isEqualTo(fetched);
    assertThat(replay(books, 0, "--from", "2020-01-01", "--to", "2020-01-02T18:00"))
        .contains("0 told again");
    assertThat(replay(books, 2, "--from", "yesterday")).contains("A time reads");
    assertThat(replay(books, 1, "--from", "2020-01-02", "--to", "2020-01-01"))
        .contains("--from has to be before --to");
  }

  /** Somebody made them in Xero for clients; one of them is nobody's here. */
  @Test
  void whatWasMadeThereAndIsNotHereComesIn() throws SQLException {
    BooksRoom books = BooksRoom.open(house);
    books.settle();
    String ann = books.ledgerId("client", books.room().client().value());
    books.control(books.organisation() + "/contacts", "{\"Name\":\"Stranger\"}");
    String stranger = books.contacts("Stranger").getFirst().path("ContactID").asString();
    String none = sale(books, ann, "X-0");
    tellOf(none);
    assertThat(look(books, 0)).as("none is to come").contains("0 looked at");
    comeFrom(books, LocalDate.of(2020, 1, 1));
    assertThat(numbers(books)).containsExactly("X-0");

    Practices.run(books.practice(), () -> books.bean(Lanes.class).pause(books.lane()));
    for (String it : List.of(sale(books, ann, "X-1"), sale(books, stranger, "X-2"))) {
      tellOf(it);
    }
    assertThat(look(books, 3, "--limit", "1", "--wait", "0")).contains("1 wait", "are paused");
    Practices.run(books.practice(), () -> books.bean(Lanes.class).resume(books.lane()));
    assertThat(look(books, 0, "--limit", "1")).contains("1 looked at, 1 had changed in Xero");
    assertThat(numbers(books)).containsExactlyInAnyOrder("X-0", "X-1");
  }

  private static String sale(BooksRoom books, String contact, String number) {
    return books
        .control(
            books.organisation() + "/write?method=PUT&path=Invoices",
            """
            {"Type":"ACCREC","Contact":{"ContactID":"%s"},"InvoiceNumber":"%s",
             "Date":"2026-01-05","DueDate":"2026-01-19","Status":"AUTHORISED",
             "LineAmountTypes":"NoTax","LineItems":[
             {"Description":"By hand","Quantity":1,"UnitAmount":10,"AccountCode":"200"}]}"""
                .formatted(contact, number))
        .findValuesAsString("InvoiceID")
        .getFirst();
  }

  private static void comeFrom(BooksRoom books, LocalDate day) {
    var incoming = books.bean(Incoming.class);
    Binding binding = books.in(() -> books.bean(Connections.class).binding(books.binding()));
    Practices.run(books.practice(), () -> incoming.tryOut(binding, day));
    books.settle();
    Practices.run(books.practice(), () -> incoming.choose(binding, day));
    books.settle();
  }

  private List<String> numbers(BooksRoom books) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select number from practice.invoice where practice_id = '%s'"
                    .formatted(books.practice()))) {
      var all = new ArrayList<String>();
      while (rows.next()) {
        all.add(rows.getString(1));
      }
      return all;
    }
  }

  @Test
  void theRestOfADayIsLeftToPeople() throws SQLException {
    BooksRoom books = BooksRoom.open(house);
    books.invoice();
    books.settle();
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement()) {
      statement.execute(
          "update house.lane set day_left = 3, day_most = 1000, day_ends = '%s' where tenant = '%s'"
              .formatted(clock.instant().plus(Duration.ofHours(3)), BooksRoom.TENANT));
    }
    books.forgetCalls();
    assertThat(look(books, 3)).contains("0 looked at", "kept for people");
    assertThat(books.calls("GET", "/api.xro/2.0/Invoices")).isZero();
  }

  private static long fetches(BooksRoom books) {
    return books.log().stream().filter(it -> it.operation().startsWith("fetch")).count();
  }

  private static void pay(BooksRoom books, InvoiceId invoice) {
    books.control(
        books.organisation()
            + "/invoices/"
            + books.ledgerId("invoice", invoice.value())
            + "/pay?reference=Deposit",
        "");
  }

  private boolean waits(BooksRoom books, InvoiceId invoice) {
    return books.in(
        () ->
            books
                .bean(dev.tandem.books.look.LookNow.class)
                .of(new dev.tandem.shared.RecordRef("invoice", invoice.value()))
                .waits());
  }

  /** One that could not be taken in and was given up. */
  private void tellInVain(BooksRoom books, InvoiceId invoice) throws SQLException {
    tell(books, invoice, "null, null", "'infinity'");
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement()) {
      statement.execute(
          "update house.delivery set tries = 6, dead_at = now() where tenant = '%s' and resource = '%s'"
              .formatted(BooksRoom.TENANT, books.ledgerId("invoice", invoice.value())));
    }
  }

  /** An event about the invoice, of a moment long known. */
  private void tell(BooksRoom books, InvoiceId invoice, String doneAt) throws SQLException {
    tell(books, invoice, doneAt + ", null", "'" + clock.instant().minus(Duration.ofHours(2)) + "'");
  }

  private void tell(BooksRoom books, InvoiceId invoice, String done, String at)
      throws SQLException {
    tell(books.ledgerId("invoice", invoice.value()), done, at);
  }

  /** An event about an invoice that is not here, of this moment. */
  private void tellOf(String ledgerId) throws SQLException {
    tell(ledgerId, "null, null", "'" + clock.instant() + "'");
    clock.advance(Duration.ofSeconds(1));
  }

  private void tell(String ledgerId, String done, String at) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement =
            connection.prepareStatement(
                """
                insert into house.delivery
                  (key, received_at, tenant, category, resource, event_at, not_before, done_at, verdict)
                values (decode(md5(?::text), 'hex'), ?, ?, 'INVOICE', ?, %s, null, %s)"""
                    .formatted(at, done))) {
      var now = java.sql.Timestamp.from(clock.instant());
      statement.setObject(1, java.util.UUID.randomUUID().toString());
      statement.setTimestamp(2, now);
      statement.setObject(3, BooksRoom.TENANT);
      statement.setString(4, ledgerId);
      statement.executeUpdate();
    }
  }

  private String look(BooksRoom books, int exit, String... arguments) throws SQLException {
    return run(house.getBean(FetchInvoiceUpdatesCommand.class), books, exit, arguments);
  }

  private String replay(BooksRoom books, int exit, String... arguments) throws SQLException {
    return run(house.getBean(ReplayCommand.class), books, exit, arguments);
  }

  private static String run(Object command, BooksRoom books, int exit, String... arguments) {
    var all = new String[arguments.length + 2];
    all[0] = "--practice";
    all[1] = books.practice().toString();
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    var printed = new ByteArrayOutputStream();
    var to = new PrintStream(printed, true, StandardCharsets.UTF_8);
    PrintStream out = System.out;
    PrintStream err = System.err;
    System.setOut(to);
    System.setErr(to);
    try {
      assertThat(new CommandLine(command).execute(all)).isEqualTo(exit);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }
}
