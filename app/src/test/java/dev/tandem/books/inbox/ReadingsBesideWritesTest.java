package dev.tandem.books.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestXero;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.LaneScope;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.lane.SyncLog;
import dev.tandem.books.ledger.Books;
import dev.tandem.books.ledger.Kind;
import dev.tandem.practice.clients.ClientDetails;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.shared.Practices;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Readings of what changed cost calls that our own writes need. */
@TandemTest
class ReadingsBesideWritesTest {

  @Autowired ApplicationContext house;
  @Autowired SweepWork work;
  @Autowired Sweeps sweeps;
  @Autowired Inbox inbox;
  @Autowired Lanes lanes;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate inPractice;
  @Autowired TestXero xero;
  @Autowired TestClock clock;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void theLastWorkIsReadOnceMoreAndNotForEver() {
    BooksRoom books = BooksRoom.open(house);
    books.add("Ben", "Oduya");
    books.settle();
    for (int i = 0; i < 5; i++) {
      clock.advance(Duration.ofMinutes(6));
      books.settle();
    }
    assertThat(askedSince()).isAfter(clock.instant().minus(Duration.ofMinutes(20)));
  }

  @Test
  void whatChangedIsFetchedInPieces() {
    BooksRoom books = BooksRoom.open(house);
    var clients = new ArrayList<ClientId>();
    for (int i = 0; i < Books.AT_ONCE + 2; i++) {
      clients.add(books.add("Client", "Piece" + (char) ('A' + i / 26) + (char) ('a' + i % 26)));
    }
    books.settle();
    clock.advance(Duration.ofMinutes(1));
    clients.forEach(it -> edit(books, it, "piece@example.com"));
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(clients).allSatisfy(it -> assertThat(email(books, it)).contains("piece@"));
    assertThat(books.log())
        .filteredOn(it -> it.operation().equals("fetch clients"))
        .extracting(SyncLog.Call::records)
        .containsExactlyInAnyOrder(Books.AT_ONCE, 2);
  }

  /**
   * A call of ours made it, and its answer was lost; it was edited, and read before we knew it for
   * ours. It is read once more, though others changed long after it.
   */
  @Test
  void whatWasMadeByACallUnderWayIsReadAgain() {
    BooksRoom books = BooksRoom.open(house);
    books.fault("drop-after-commit", "PUT", "Contacts");
    ClientId zed = books.add("Zed", "Zulu");
    clock.advance(Duration.ofSeconds(3));
    books.turn();
    String there = books.contacts("Zed Zulu").getFirst().path("ContactID").asString();
    clock.advance(Duration.ofSeconds(10));
    edit(books, there, "theirs@example.com");
    clock.advance(Duration.ofSeconds(160));
    edit(books, books.room().client(), "later@example.com");
    clock.advance(Duration.ofSeconds(5));
    books.in(
        () ->
            lanes.visit(
                books.binding(),
                calls -> {
                  inbox.sweep(Kind.CLIENT, LaneClass.SWEEP, calls);
                  return true;
                }));
    books.turn();
    assertThat(books.ledgerId("client", zed.value())).as("sent again under its key").isNotNull();
    assertThat(email(books, zed)).as("the answer of then").isEmpty();
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(email(books, zed)).isEqualTo("theirs@example.com");
  }

  private static void edit(BooksRoom books, ClientId client, String email) {
    edit(books, books.ledgerId("client", client.value()), email);
  }

  private static void edit(BooksRoom books, String contact, String email) {
    books.control(
        books.organisation() + "/contacts/" + contact,
        "{\"EmailAddress\":\"%s\"}".formatted(email));
  }

  private static String email(BooksRoom books, ClientId client) {
    return books.in(
        () ->
            books
                .bean(Clients.class)
                .find(client)
                .details()
                .fields()
                .getOrDefault(ClientField.EMAIL, ""));
  }

  /** What the latest reading of contacts asked for. */
  private Instant askedSince() {
    var json = new JsonMapper();
    JsonNode calls =
        json.readTree(
            xero.control("GET", "/_simulator/calls?method=GET&path=/api.xro/2.0/Contacts&limit=1"));
    String correlation = calls.get(0).path("correlation").asString();
    JsonNode exchange = json.readTree(xero.control("GET", "/_simulator/calls/" + correlation));
    String since =
        exchange.path("sent").path("headers").properties().stream()
            .filter(it -> it.getKey().equalsIgnoreCase("If-Modified-Since"))
            .map(it -> it.getValue().asString())
            .findFirst()
            .orElseThrow();
    return since.endsWith("GMT")
        ? ZonedDateTime.parse(since, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant()
        : java.time.LocalDateTime.parse(since).toInstant(ZoneOffset.UTC);
  }

  @Test
  void aReadingWaitsUntilManyOfOursAreThrough() {
    BooksRoom books = BooksRoom.open(house);
    send(books, 300);
    assertThat(wanted(books)).as("six calls of clients were just made").isFalse();
    assertThat(books.in(() -> work.due(scope(books)))).isAfter(clock.instant());
    clock.advance(Duration.ofSeconds(80));
    assertThat(wanted(books)).isTrue();
  }

  @Test
  void aReadingDoesNotWaitForAFew() {
    BooksRoom books = BooksRoom.open(house);
    send(books, 100);
    assertThat(wanted(books)).isTrue();
  }

  @Test
  void aReadingDoesNotWaitForEver() {
    BooksRoom books = BooksRoom.open(house);
    send(books, 300);
    assertThat(wanted(books, Duration.ofMinutes(16))).isTrue();
  }

  private void send(BooksRoom books, int clients) {
    Practices.run(
        books.practice(),
        () ->
            inPractice.executeWithoutResult(
                _ -> {
                  for (int i = 0; i < clients; i++) {
                    books
                        .bean(Clients.class)
                        .add(ClientDetails.person("Client", "Number" + clock.instant() + i));
                  }
                }));
    for (int i = 0; i < 3; i++) {
      books.turn();
      clock.advance(Duration.ofSeconds(2));
    }
  }

  @Test
  void whatAnEventAsksForDoesNotWait() {
    BooksRoom books = BooksRoom.open(house);
    send(books, 300);
    Practices.run(
        books.practice(), () -> sweeps.hasten(BooksRoom.TENANT, "client", clock.instant()));
    assertThat(books.in(() -> work.due(scope(books)))).isBeforeOrEqualTo(clock.instant());
  }

  /** Whether the contacts' ordinary reading, whose usual while is over, would begin. */
  private boolean wanted(BooksRoom books) {
    return wanted(books, Duration.ofMinutes(6));
  }

  private boolean wanted(BooksRoom books, Duration since) {
    return books.in(
        () -> {
          lastRead(clock.instant().minus(since));
          return !work.due(scope(books)).isAfter(clock.instant());
        });
  }

  /** By hand: a reading that began earlier than the last one known would not be taken down. */
  private void lastRead(Instant at) {
    inPractice.executeWithoutResult(
        _ ->
            jdbc.sql("update practice.sweep set read_at = :at where kind = 'client'")
                .param("at", Timestamp.from(at))
                .update());
  }

  private LaneScope scope(BooksRoom books) {
    return new LaneScope(books.lane(), books.binding().value(), true, 0);
  }
}
