package dev.tandem.books.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.ledger.Kind;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.Clients;
import dev.tandem.shared.RecordRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** From when the next reading of changes asks, whatever our clock shows. */
@TandemTest
class WatermarkTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 0})
  void aClockAnHourAheadLosesNothing(int minutes) {
    clock.isWrongBy(Duration.ofMinutes(minutes));
    BooksRoom books = BooksRoom.open(house);
    pass(books);
    for (String email : new String[] {"one@example.com", "two@example.com"}) {
      edit(books, email);
      pass(books);
      assertThat(email(books)).isEqualTo(email);
    }
  }

  /** The database runs by the same clock where it is a part of the application. */
  @Test
  void aClockThatWasAheadAndIsPutRightHoldsNothingUp() {
    BooksRoom books = BooksRoom.open(house);
    clock.isWrongBy(Duration.ofDays(3));
    pass(books);
    books.justRead(books.invoice());
    WaitingNotices waiting = books.bean(WaitingNotices.class);
    waiting.askApart(BooksRoom.TENANT, "CONTACT", List.of(contact(books)), Duration.ofSeconds(5));
    clock.isWrongBy(Duration.ZERO);
    assertThat(readAt(books)).as("known as of what is still to come").allSatisfy(this::isPast);
    assertThat(isFresh(books)).as("no update goes without a reading before it").containsOnly(false);
    assertThat(waiting.due(BooksRoom.TENANT)).isBeforeOrEqualTo(clock.instant());
    Instant known =
        books.in(() -> books.bean(Knowledge.class).of(List.of(client(books)))).get(client(books));
    isPast(known);
    for (String email : new String[] {"one@example.com", "two@example.com"}) {
      edit(books, email);
      pass(books);
      assertThat(email(books)).isEqualTo(email);
    }
    assertThat(readAt(books)).allSatisfy(this::isPast).allSatisfy(this::isYoung);
    assertThat(isAwake(books)).containsOnly(true);
    clock.advance(Duration.ofHours(30));
    books.settle();
    assertThat(wholePass(books)).as("and the night's reading comes").allSatisfy(this::isPast);
  }

  private void isPast(Instant at) {
    assertThat(at).isBeforeOrEqualTo(clock.instant());
  }

  private void isYoung(Instant at) {
    assertThat(at).isAfter(clock.instant().minus(Duration.ofMinutes(12)));
  }

  private static RecordRef client(BooksRoom books) {
    return new RecordRef("client", books.room().client().value());
  }

  private static List<Instant> readAt(BooksRoom books) {
    return usual(books, kind -> books.bean(Inbox.class).readAt(kind, BooksRoom.TENANT));
  }

  private static List<Boolean> isFresh(BooksRoom books) {
    return usual(books, kind -> books.bean(Inbox.class).isFresh(kind, BooksRoom.TENANT));
  }

  private static List<Boolean> isAwake(BooksRoom books) {
    return usual(books, kind -> books.bean(Inbox.class).isAwake(kind, BooksRoom.TENANT));
  }

  private static List<Instant> wholePass(BooksRoom books) {
    return books.in(
        () ->
            List.of(
                books
                    .bean(WholePasses.class)
                    .find(BooksRoom.TENANT, Kind.CLIENT.text())
                    .orElseThrow()
                    .doneAt()));
  }

  private static <T> List<T> usual(BooksRoom books, Function<Kind, T> asked) {
    return books.in(() -> Kind.USUAL.stream().map(asked).toList());
  }

  /** One server of many: what it says of the time is not believed beyond our own clock. */
  @Test
  void aServerOfTheirsAnHourAheadLosesNothing() {
    BooksRoom books = BooksRoom.open(house);
    books.control(
        "/_simulator/faults",
        """
        {"kind":"clock-skew","method":"GET","path":"/api.xro/2.0/Contacts*","seconds":3600}""");
    pass(books);
    edit(books, "one@example.com");
    pass(books);
    assertThat(email(books)).isEqualTo("one@example.com");
  }

  @Test
  void quietTimesListNothingTwice() {
    BooksRoom books = BooksRoom.open(house);
    pass(books);
    edit(books, "one@example.com");
    clock.advance(Duration.ofMinutes(2));
    books.forgetCalls();
    for (int i = 0; i < 3; i++) {
      pass(books);
    }
    assertThat(books.calls("GET", "/api.xro/2.0/Contacts")).isGreaterThanOrEqualTo(4);
    assertThat(listings(books)).isEqualTo(1);
  }

  private void pass(BooksRoom books) {
    clock.advance(Duration.ofMinutes(6));
    books.settle();
  }

  private static String contact(BooksRoom books) {
    return books.ledgerId("client", books.room().client().value());
  }

  private static void edit(BooksRoom books, String email) {
    books.control(
        books.organisation() + "/contacts/" + contact(books),
        "{\"EmailAddress\":\"%s\"}".formatted(email));
  }

  private static String email(BooksRoom books) {
    return books.in(
        () ->
            books
                .bean(Clients.class)
                .find(books.room().client())
                .details()
                .fields()
                .getOrDefault(ClientField.EMAIL, ""));
  }

  /** How many lists of changes showed the contact. */
  private static long listings(BooksRoom books) {
    String contact = contact(books);
    JsonNode calls = books.read("/_simulator/calls?method=GET&path=/api.xro/2.0/Contacts");
    return StreamSupport.stream(calls.spliterator(), false)
        .filter(it -> it.path("target").asString().contains("summaryOnly"))
        .map(it -> books.read("/_simulator/calls/" + it.path("correlation").asString()))
        .filter(it -> it.path("answered").path("body").asString().contains(contact))
        .count();
  }
}
