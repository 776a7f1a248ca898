package dev.tandem.books.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.lane.Lanes;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.shared.Practices;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Which of the waiting events a call takes, and what becomes of the others meanwhile. */
@TandemTest
class ClaimingTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;

  private BooksRoom books;

  @BeforeEach
  void open() {
    books = BooksRoom.open(house);
    clock.advance(Duration.ofSeconds(30));
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void theOldestFortyRecordsAreLentAndNothingElseIsTouched() throws Exception {
    List<String> payments = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      payments.add(UUID.randomUUID().toString());
    }
    Instant now = clock.instant();
    for (int i = 0; i < 70; i++) {
      // Told in an order that is not the one in which they came in; the oldest twice.
      int old = (i * 37) % 70;
      event("PAYMENT", payments.get(old), now, now.minusSeconds(70 - old));
    }
    event("PAYMENT", payments.getFirst(), now.plusMillis(5), now);
    CompletableFuture<Instant> turn = held("Payments");
    assertThat(resources("not_before is not null"))
        .containsExactlyInAnyOrderElementsOf(with(payments.subList(0, 40), payments.getFirst()));
    assertThat(resources("not_before is null")).hasSize(30);
    assertThat(turn).as("all that while the call is under way").isNotDone();
    turn.get(60, TimeUnit.SECONDS);
  }

  private static List<String> with(List<String> all, String more) {
    var both = new ArrayList<>(all);
    both.add(more);
    return both;
  }

  @Test
  void oneReadingOfARecordAtATime() throws Exception {
    ClientId ann = books.room().client();
    String contact = books.ledgerId("client", ann.value());
    Instant changed = clock.instant();
    books.control(
        books.organisation() + "/contacts/" + contact, "{\"EmailAddress\":\"a@example.com\"}");
    event("CONTACT", contact, changed, changed);
    books.forgetCalls();
    CompletableFuture<Instant> turn = held("Contacts");
    event("CONTACT", contact, changed, changed);
    // The turn looks for more to do while the call is under way.
    Practices.run(books.practice(), () -> books.bean(Lanes.class).signal());
    assertThat(turn).as("the call is under way").isNotDone();
    turn.get(60, TimeUnit.SECONDS);
    books.settle();
    assertThat(resources("done_at is null")).isEmpty();
    assertThat(books.calls("GET", "/Contacts")).isEqualTo(1);
  }

  /** A write may be under way for minutes, and there may be thousands of them. */
  @Test
  void whatCannotBeJudgedYetIsLookedAtMoreSeldomEachTime() throws SQLException {
    ClientId ann = books.room().client();
    String contact = books.ledgerId("client", ann.value());
    writing(ann);
    event("CONTACT", contact, clock.instant(), clock.instant());
    Instant end = clock.instant().plus(Duration.ofMinutes(2));
    while (clock.instant().isBefore(end)) {
      books.turn();
      clock.advance(Duration.ofSeconds(1));
    }
    String attempts =
        text(
            "select max(attempts) from house.delivery where tenant = '%s'"
                .formatted(BooksRoom.TENANT));
    assertThat(Integer.parseInt(attempts)).isBetween(5, 13);
    execute("delete from practice.push_item where practice_id = '%s'".formatted(books.practice()));
    books.change(ann, ClientField.CITY, "Perth");
    books.settle();
    assertThat(resources("done_at is null")).isEmpty();
  }

  /** A turn whose next reading of these is held for a while; given when it is under way. */
  private CompletableFuture<Instant> held(String collection) {
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"slow\",\"delayMs\":12000,\"method\":\"GET\",\"path\":\"/api.xro/2.0/%s*\"}"
            .formatted(collection));
    int before = books.read("/_simulator/faults/struck").size();
    CompletableFuture<Instant> turn = CompletableFuture.supplyAsync(books::turn);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> books.read("/_simulator/faults/struck").size() > before);
    return turn;
  }

  private List<String> resources(String which) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select resource from house.delivery where tenant = '%s' and %s"
                    .formatted(BooksRoom.TENANT, which))) {
      var found = new ArrayList<String>();
      while (row.next()) {
        found.add(row.getString(1));
      }
      return found;
    }
  }

  /** A write of this client is under way whose outcome is not known for long. */
  private void writing(ClientId client) throws SQLException {
    UUID batch = UUID.randomUUID();
    execute(
        """
        insert into practice.push_batch
          (practice_id, id, tenant, kind, verb, url, key, prepared_at, epoch, state, next_at)
        values ('%s', '%s', '%s', 'client', 'POST', '/Contacts', 'k', now(), 1, 'unknown',
                now() + interval '1 year')"""
            .formatted(books.practice(), batch, BooksRoom.TENANT));
    execute(
        """
        insert into practice.push_item
          (practice_id, batch, position, tenant, kind, record, document, revision, ledger_id, sent, ours)
        values ('%s', '%s', 0, '%s', 'client', '%s', '%s', 1, 'x', '{}', '{}')"""
            .formatted(books.practice(), batch, BooksRoom.TENANT, client, client));
  }

  /** As the webhook endpoint stores it. */
  private void event(String category, String resource, Instant at, Instant received) {
    try (var connection = database.connectAsSuperuser();
        var insert =
            connection.prepareStatement(
                """
                insert into house.delivery (key, received_at, tenant, category, resource, event_at)
                values (decode(md5(random()::text), 'hex'), ?, ?, ?, ?, ?)""")) {
      insert.setTimestamp(1, Timestamp.from(received));
      insert.setObject(2, BooksRoom.TENANT);
      insert.setString(3, category);
      insert.setString(4, resource);
      insert.setTimestamp(5, Timestamp.from(at));
      insert.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
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
