package dev.tandem.books.adoption;

import static dev.tandem.books.adoption.DatabaseHome.Standing.ELSEWHERE;
import static dev.tandem.books.adoption.DatabaseHome.Standing.HERE;
import static dev.tandem.books.adoption.DatabaseHome.Standing.UNCERTAIN;
import static dev.tandem.books.adoption.DatabaseHome.Standing.UNTOLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestPractice;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.shared.RecordRef;
import dev.tandem.staff.AuditTrail;
import dev.tandem.staff.Role;
import dev.tandem.staff.TrailEntry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine;

/** A database that is a copy, or was moved to another server. */
@TandemTest
class WokeElsewhereTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;

  private BooksRoom books;
  private ClientId bo;

  @BeforeEach
  void wakeElsewhere() throws SQLException {
    books = BooksRoom.open(house);
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement()) {
      int moved =
          statement.executeUpdate(
              "update house.database_home set identity = '7000000000000000001/16384' where practice = '"
                  + books.practice().value()
                  + "'");
      assertThat(moved).as("the practice had settled here").isEqualTo(1);
    }
    books.forgetCalls();
    bo = books.add("Bo", "Stone");
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void itReadsButSendsNothing() {
    ClientId ann = books.room().client();
    String contact = books.contacts("Ann Lee").getFirst().path("ContactID").asString();
    books.control(
        books.organisation() + "/contacts/" + contact, "{\"EmailAddress\":\"new@example.com\"}");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.contacts("Bo Stone")).isEmpty();
    assertThat(books.calls("PUT", "/") + books.calls("POST", "/")).isZero();
    assertThat(books.in(() -> books.bean(Clients.class).find(ann)).details().email())
        .isEqualTo("new@example.com");
    assertThat(books.standing("client", bo.value()).reason()).contains("copy or was moved");
  }

  @Test
  void theOwnersButtonLetsItSendAfterItHasLooked() {
    var people = TestPractice.of(house, books.practice());
    Browser owner = people.browser(Role.OWNER);
    assertThat(owner.get("/ledger").body())
        .contains("Nothing is sent", "This database is a copy or was moved", "/ledger/adoption");
    assertThat(owner.get("/ledger/adoption").body()).contains("This is the one: look in Xero");
    Browser desk = people.browser(Role.RECEPTIONIST);
    assertThat(desk.post("/ledger/adoption", Map.of()).status()).isIn(403, 404);
    books.settle();
    assertThat(books.contacts("Bo Stone")).isEmpty();

    assertThat(owner.submit("/ledger/adoption", Map.of()).status()).isEqualTo(302);
    books.settle();
    assertThat(books.contacts("Bo Stone")).hasSize(1);
    assertThat(books.standing("client", bo.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(operations()).containsSubsequence("changed clients", "create clients");
    assertThat(owner.get("/ledger/adoption").body())
        .doesNotContain("This is the one", "Looking now")
        .contains("Look in Xero now", "The next invoice gets the number");
    assertThat(
            books.in(
                () ->
                    books
                        .bean(AuditTrail.class)
                        .ofRecord(new RecordRef("ledger", books.binding().value()), 5)))
        .extracting(TrailEntry::action)
        .contains("took-over");
  }

  private List<String> operations() {
    return books.log().reversed().stream().map(it -> it.operation()).toList();
  }

  @Test
  void theCommandDoesTheSameAndReports() {
    String told = adopt(0);
    assertThat(told)
        .contains(
            "This database was a copy or was moved", "Harbour Health Demo (AU)", "clients", "INV-");
    books.settle();
    assertThat(books.contacts("Bo Stone")).hasSize(1);
  }

  @Test
  void theCommandSaysWhatItCouldNotRead() {
    books.fault("500", "GET", "Contacts");
    assertThat(adopt(1)).contains("Could not be read to the end");
    // Before anything is sent, the lane does what the command could not.
    clock.advance(Duration.ofMinutes(1));
    books.settle();
    assertThat(operations()).containsSubsequence("changed clients", "create clients");
    assertThat(books.contacts("Bo Stone")).hasSize(1);
  }

  private String adopt(int exit) {
    var bytes = new ByteArrayOutputStream();
    PrintStream out = System.out;
    try (var told = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      System.setOut(told);
      var command = house.getAutowireCapableBeanFactory().createBean(AdoptCommand.class);
      assertThat(new CommandLine(command).execute("--practice", books.practice().toString()))
          .isEqualTo(exit);
    } finally {
      System.setOut(out);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aServerThatKeepsItsIdentifierIsToldByTheDatabase() {
    assertThat(DatabaseHome.standing("1/16384", "1/16384")).isEqualTo(HERE);
    assertThat(DatabaseHome.standing("1/16384", "2/16384")).isEqualTo(ELSEWHERE);
    assertThat(DatabaseHome.standing("1/16384", "1/16385")).isEqualTo(ELSEWHERE);
    assertThat(DatabaseHome.standing("/16384", "/16384")).isEqualTo(UNTOLD);
    assertThat(DatabaseHome.standing("/16384", "/16385")).isEqualTo(ELSEWHERE);
    assertThat(DatabaseHome.standing("1/16384", "/16384")).isEqualTo(UNCERTAIN);
    assertThat(DatabaseHome.standing("/16384", "1/16384")).isEqualTo(UNCERTAIN);
  }

  @Test
  void aServerThatTellsNoMoreHoldsEverythingBackUntilAPersonSaysSo() throws SQLException {
    adopt(0);
    books.settle();
    assertThat(books.contacts("Bo Stone")).hasSize(1);
    server("revoke execute on function pg_control_system() from public");
    try {
      ClientId zed = books.add("Zed", "Zulu");
      books.settle();
      assertThat(books.contacts("Zed Zulu")).isEmpty();
      assertThat(books.standing("client", zed.value()).reason()).contains("tells otherwise");
      assertThat(books.in(() -> house.getBean(AdoptionExamination.class).examine()))
          .singleElement()
          .satisfies(it -> assertThat(it.toString()).contains("cannot tell any more whether"));
      assertThat(
              TestPractice.of(house, books.practice())
                  .browser(Role.OWNER)
                  .get("/ledger/adoption")
                  .body())
          .contains("cannot tell any more whether")
          .doesNotContain("is a copy of the one");

      adopt(0);
      books.settle();
      assertThat(books.contacts("Zed Zulu")).hasSize(1);
      assertThat(books.in(() -> house.getBean(AdoptionExamination.class).examine()))
          .singleElement()
          .satisfies(it -> assertThat(it.toString()).contains("does not tell which one it is"));
    } finally {
      server("grant execute on function pg_control_system() to public");
    }
  }

  private void server(String order) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement()) {
      statement.execute(order);
    }
  }
}
