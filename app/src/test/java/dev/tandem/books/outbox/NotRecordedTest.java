package dev.tandem.books.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.notices.NewNotice;
import dev.tandem.practice.notices.NoticeView;
import dev.tandem.practice.notices.Notices;
import dev.tandem.shared.Practices;
import dev.tandem.shared.RecordRef;
import dev.tandem.staff.Permission;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** The ledger answered, and the database refuses to take down what it said of one record. */
@TandemTest
class NotRecordedTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;
  @Autowired Outbox outbox;
  @Autowired TransactionTemplate inPractice;

  private BooksRoom books;

  @BeforeEach
  void open() {
    books = BooksRoom.open(house);
  }

  @AfterEach
  void putBack() throws SQLException {
    execute("drop trigger if exists refuse_one on practice.link");
    execute("drop trigger if exists refuse_one on practice.push_batch");
    execute("drop trigger if exists refuse_one on practice.push_item");
    clock.reset();
  }

  @Test
  void itsNeighboursGoFreeAndItIsHeldForAPerson() throws SQLException {
    ClientId bad = books.add("Bad", "Luck");
    ClientId good = books.add("Good", "Neighbour");
    ClientId other = books.add("Other", "Neighbour");
    refuse(bad);
    books.settle();
    books.settle();
    assertThat(books.standing("client", good.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.standing("client", other.value()).state()).isEqualTo(State.IN_STEP);
    var held = books.standing("client", bad.value());
    assertThat(held.state()).isEqualTo(State.NEEDS_YOU);
    assertThat(held.reason()).contains("could not write down");
    assertThat(books.in(() -> books.bean(Notices.class).open(Set.of(Permission.LEDGER_CONNECT))))
        .anySatisfy(it -> assertThat(it.title()).contains("a client", "not be written down"));

    execute("drop trigger refuse_one on practice.link");
    assertThat(books.in(() -> outbox.tryAgainAll())).as("not without looking").isZero();
    books.forgetCalls();
    Practices.run(books.practice(), () -> outbox.tryAgain(new RecordRef("client", bad.value())));
    books.settle();
    assertThat(books.standing("client", bad.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.calls("PUT", "Contacts")).isZero();
    assertThat(books.contacts("Bad Luck")).hasSize(1);
    assertThat(told()).as("until the next reading").hasSize(1);
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(told()).isEmpty();
  }

  /** What looks for the end sees more than a page has room for. */
  @Test
  void itsNoticeEndsHoweverManyStandBeside() throws SQLException {
    ClientId bad = books.add("Bad", "Luck");
    refuse(bad);
    books.settle();
    books.settle();
    execute("drop trigger refuse_one on practice.link");
    clock.advance(Duration.ofSeconds(1));
    for (int i = 0; i < 20; i++) {
      String cause = "another/" + i;
      Practices.run(
          books.practice(),
          () ->
              inPractice.executeWithoutResult(
                  _ ->
                      books
                          .bean(Notices.class)
                          .raise(
                              new NewNotice(
                                  cause, Permission.LEDGER_CONNECT, "Another", "Other.", "/"))));
    }
    Practices.run(books.practice(), () -> outbox.tryAgain(new RecordRef("client", bad.value())));
    books.settle();
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(told()).isEmpty();
  }

  @Test
  void itsNoticeEndsWithTheConnection() throws SQLException {
    ClientId bad = books.add("Bad", "Luck");
    refuse(bad);
    books.settle();
    books.settle();
    assertThat(told()).hasSize(1);
    Practices.run(
        books.practice(), () -> books.bean(Connections.class).disconnect(books.binding()));
    assertThat(told()).isEmpty();
  }

  private List<NoticeView> told() {
    return books.in(() -> books.bean(Notices.class).openUnder("unrecorded/"));
  }

  @Test
  void theSameOfAChange() throws SQLException {
    ClientId bad = books.add("Bad", "Luck");
    ClientId good = books.add("Good", "Neighbour");
    books.settle();
    books.change(bad, ClientField.CITY, "Hobart");
    books.change(good, ClientField.CITY, "Hobart");
    refuse(bad);
    books.settle();
    books.settle();
    assertThat(books.standing("client", good.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.standing("client", bad.value()).state()).isEqualTo(State.NEEDS_YOU);
    execute("drop trigger refuse_one on practice.link");
    Practices.run(books.practice(), () -> outbox.tryAgain(new RecordRef("client", bad.value())));
    books.settle();
    assertThat(books.standing("client", bad.value()).state()).isEqualTo(State.IN_STEP);
  }

  /** Nor does one that cannot even be made into a call. */
  @Test
  void whatCannotBePreparedKeepsNobody() throws SQLException {
    ClientId bad = books.add("Bad", "Luck");
    ClientId good = books.add("Good", "Neighbour");
    execute(
        """
        create trigger refuse_one before insert on practice.push_item
           for each row when (new.record = '%s') execute function practice.refuse_one()"""
            .formatted(bad));
    books.settle();
    assertThat(books.standing("client", good.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.standing("client", bad.value()).state()).isEqualTo(State.NEEDS_YOU);
    assertThat(books.standing("client", bad.value()).reason()).contains("could not prepare");
    execute("drop trigger refuse_one on practice.push_item");
    assertThat(books.in(() -> outbox.tryAgainAll())).isEqualTo(1);
    books.settle();
    assertThat(books.standing("client", bad.value()).state()).isEqualTo(State.IN_STEP);
  }

  /** What nobody can be prepared for is not the records' fault: they go once it is mended. */
  @Test
  void nobodyIsHeldWhereNothingCanBePrepared() throws SQLException {
    List<ClientId> clients = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      clients.add(books.add("Good", "Number" + i));
    }
    execute(
        """
        create trigger refuse_one before insert on practice.push_item
           for each row when (new.kind = 'client') execute function practice.refuse_one()""");
    clock.advance(Duration.ofSeconds(3));
    Instant again = books.turn();
    assertThat(clients)
        .allSatisfy(
            it ->
                assertThat(books.standing("client", it.value()).state()).isEqualTo(State.WAITING));
    assertThat(again).as("not at once").isAfterOrEqualTo(clock.instant().plusSeconds(50));
    assertThat(
            text(
                "select count(*) from practice.pending_push where attempts > 0 and practice_id = '%s'"
                    .formatted(books.practice())))
        .isEqualTo("0");
    clock.advance(Duration.ofSeconds(61));
    books.turn();
    assertThat(clients)
        .allSatisfy(
            it ->
                assertThat(books.standing("client", it.value()).state()).isEqualTo(State.WAITING));

    execute("drop trigger refuse_one on practice.push_item");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(clients)
        .allSatisfy(
            it ->
                assertThat(books.standing("client", it.value()).state()).isEqualTo(State.IN_STEP));
  }

  /**
   * Alone it may be to blame or not: it is tried again, later each time, before anybody is asked.
   */
  @Test
  void oneThatWaitsAloneIsTriedAgainBeforeItIsHeld() throws SQLException {
    ClientId bad = books.add("Bad", "Luck");
    execute(
        """
        create trigger refuse_one before insert on practice.push_item
           for each row when (new.record = '%s') execute function practice.refuse_one()"""
            .formatted(bad));
    clock.advance(Duration.ofSeconds(3));
    books.turn();
    assertThat(books.standing("client", bad.value()).state()).isEqualTo(State.WAITING);
    for (int i = 0; i < 8; i++) {
      clock.advance(Duration.ofMinutes(25));
      books.turn();
    }
    assertThat(books.standing("client", bad.value()).state()).isEqualTo(State.NEEDS_YOU);
    assertThat(books.standing("client", bad.value()).reason()).contains("could not prepare");
  }

  /** A failure that passes costs nothing but a look. */
  @Test
  void oneThatPassesIsForgotten() throws SQLException {
    ClientId client = books.add("Bad", "Luck");
    refuse(client);
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    execute("drop trigger refuse_one on practice.link");
    books.settle();
    assertThat(books.standing("client", client.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.contacts("Bad Luck")).hasSize(1);
  }

  /** The second sending may still be on its way; looked for too soon it would be paid twice. */
  @Test
  void aRepetitionWhoseOutcomeIsLostTwiceIsLookedForOnceItIsOver() throws SQLException {
    InvoiceId invoice = books.invoice();
    books.settle();
    books.fault("drop-before-commit", "PUT", "Payments");
    books.pay(invoice, "20.00");
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    clock.advance(Duration.ofMinutes(2));
    books.fault("drop-before-commit", "PUT", "Payments");
    execute(
        """
        create trigger refuse_one before update on practice.push_batch for each row
           when (old.replay and not new.replay and new.failures = 0)
           execute function practice.refuse_one()""");
    books.turn();
    assertThat(books.calls("PUT", "Payments")).as("sent, and sent again").isEqualTo(2);
    assertThat(text("select failures from practice.push_batch where state = 'unknown'"))
        .isEqualTo("1");
    assertThat(
            Instant.parse(
                text(
                    """
                    select to_char(next_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
                      from practice.push_batch where state = 'unknown'""")))
        .isAfterOrEqualTo(clock.instant().plusSeconds(100));
  }

  /** Two clients of ours cannot be one contact: the second is told, its call is closed. */
  @Test
  void aContactThatIsAnotherClientsIsNotTakenOver() throws SQLException {
    books.fault("drop-after-commit", "PUT", "Contacts");
    ClientId lost = books.add("Zed", "Zulu");
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    String there = books.contacts("Zed Zulu").getFirst().path("ContactID").asString();
    ClientId owner = books.room().client();
    execute(
        "update practice.link set ledger_id = '%s' where kind = 'client' and record = '%s'"
            .formatted(there, owner));
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    var standing = books.standing("client", lost.value());
    assertThat(standing.state()).isEqualTo(State.NEEDS_YOU);
    assertThat(standing.reason()).contains("linked with another record");
    assertThat(books.ledgerId("client", owner.value())).isEqualTo(there);
  }

  @BeforeEach
  void know() throws SQLException {
    execute(
        """
        create or replace function practice.refuse_one() returns trigger language plpgsql as $$
        begin raise exception 'not this one' using errcode = 'check_violation'; end $$""");
    execute("grant execute on function practice.refuse_one() to public");
  }

  private void refuse(ClientId client) throws SQLException {
    execute(
        """
        create trigger refuse_one before insert or update on practice.link
           for each row when (new.record = '%s') execute function practice.refuse_one()"""
            .formatted(client));
  }

  private String text(String question) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement();
        var row = statement.executeQuery(question)) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
