package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestXero;
import dev.tandem.books.lane.Answer;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.lane.Operation;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.books.mirror.Mirror;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** What one side writes leaves standing what the other side did, and comes back as it went. */
@TandemTest
class AgreementJourneyTest {

  /** As people type: not tidy, and not only ASCII. */
  private static final Map<ClientField, String> TYPED =
      Map.ofEntries(
          Map.entry(ClientField.GIVEN_NAME, "Zoë  Anne"),
          Map.entry(ClientField.FAMILY_NAME, "O’Neil-Åström"),
          Map.entry(ClientField.EMAIL, "Zoe.ONeil@Example.com"),
          Map.entry(ClientField.PHONE, "(02) 9876 5432"),
          Map.entry(ClientField.MOBILE, "0491-570-156"),
          Map.entry(ClientField.ADDRESS_LINE1, "Unit 7,  12 Old South Head Rd"),
          Map.entry(ClientField.ADDRESS_LINE2, "c/- The Gatehouse"),
          Map.entry(ClientField.CITY, "Watsons Bay"),
          Map.entry(ClientField.REGION, "NSW"),
          Map.entry(ClientField.POSTCODE, "2030"),
          Map.entry(ClientField.COUNTRY, "Australia"));

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestXero xero;

  @AfterEach
  void putBack() {
    xero.control("POST", "/_simulator/latency?ms=0");
    clock.reset();
  }

  /** The reading before updates is fresh enough, but it was before the line was added. */
  @Test
  void aLineAddedInXeroSurvivesOurEdit() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = books.invoice();
    books.settle();
    JsonNode there = books.records("invoices", _ -> true).getFirst();
    String known = there.path("LineItems").get(0).path("LineItemID").asString();
    clock.advance(Duration.ofSeconds(3));
    books.control(
        books.organisation() + "/invoices/" + there.path("InvoiceID").asString(),
        """
        {"LineItems":[{"LineItemID":"%s"},{"Description":"Bandage","Quantity":1,"UnitAmount":5.5,
         "AccountCode":"200","TaxType":"OUTPUT"}]}"""
            .formatted(known));
    books.rewrite(
        invoice,
        "",
        List.of(
            new LineDetails(
                "Consultation",
                BigDecimal.ONE,
                new BigDecimal("120.00"),
                "200",
                "OUTPUT",
                BigDecimal.TEN,
                books.room().service())));
    books.settle();
    JsonNode lines = books.records("invoices", _ -> true).getFirst().path("LineItems");
    assertThat(lines.findValuesAsString("Description")).containsExactly("Consultation", "Bandage");
    assertThat(lines.get(0).path("LineItemID").asString()).isEqualTo(known);
    assertThat(books.find(invoice).total()).isEqualByComparingTo("125.50");
    assertThat(books.find(invoice).lines()).hasSize(2);
    assertThat(books.standing("invoice", invoice.value()).state()).isEqualTo(State.IN_STEP);
  }

  /** Xero offers no guard: only what was read right before is not overwritten unseen. */
  /** In one turn, also if each reading takes longer than looking for other work beside it. */
  @ParameterizedTest
  @ValueSource(ints = {0, 150})
  void beforeAnUpdateWhatChangedThereIsRead(int latencyMillis) {
    BooksRoom books = BooksRoom.open(house);
    xero.control("POST", "/_simulator/latency?ms=" + latencyMillis);
    ClientId id = books.room().client();
    clock.advance(Duration.ofMinutes(2));
    books.control(
        books.organisation() + "/contacts/" + books.ledgerId("client", id.value()),
        "{\"EmailAddress\":\"theirs@example.com\"}");
    books.change(id, ClientField.EMAIL, "ours@example.com");
    books.change(id, ClientField.CITY, "Hobart");
    clock.advance(Duration.ofSeconds(3));
    books.turn();
    assertThat(operations(books))
        .as("the newest first; the reading named the client, whose address is read in full")
        .startsWith("change clients", "fetch clients", "changed clients");
    JsonNode there = books.contacts("Ann Lee").getFirst();
    assertThat(there.path("EmailAddress").asString())
        .as("both changed it: a person decides")
        .isEqualTo("theirs@example.com");
    assertThat(there.toString()).contains("Hobart");

    int readings = Collections.frequency(operations(books), "changed clients");
    books.change(id, ClientField.CITY, "Launceston");
    clock.advance(Duration.ofSeconds(3));
    books.turn();
    assertThat(operations(books))
        .as("one reading is enough for a minute")
        .startsWith("change clients")
        .filteredOn("change clients"::equals)
        .hasSize(2);
    assertThat(Collections.frequency(operations(books), "changed clients")).isEqualTo(readings);
  }

  private static List<String> operations(BooksRoom books) {
    return books.log().stream().map(it -> it.operation()).toList();
  }

  @Test
  void aStaleReadingNeverUndoesAWrite() {
    BooksRoom books = BooksRoom.open(house);
    ClientId id = books.room().client();
    Answer<List<LedgerRecord>> before = read(books, id);
    books.change(id, ClientField.EMAIL, "ann@example.com");
    assertThat(absorb(books, before).taken()).as("before it is sent").isZero();
    books.settle();
    Mirror.Absorbed absorbed = absorb(books, before);
    assertThat(absorbed.taken()).isZero();
    assertThat(absorbed.askAgain()).containsOnlyKeys(books.ledgerId("client", id.value()));
    assertThat(email(books, id)).isEqualTo("ann@example.com");
    assertThat(absorb(books, read(books, id)).askAgain()).isEmpty();
    assertThat(email(books, id)).isEqualTo("ann@example.com");
  }

  @Test
  void noReadingCountsWhileAWriteIsOpen() {
    BooksRoom books = BooksRoom.open(house);
    ClientId id = books.room().client();
    books.fault("drop-after-commit", "POST", "Contacts");
    books.change(id, ClientField.EMAIL, "ann@example.com");
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    assertThat(absorb(books, read(books, id)).askAgain()).hasSize(1);
    books.settle();
    assertThat(email(books, id)).isEqualTo("ann@example.com");
    assertThat(books.standing("client", id.value()).state()).isEqualTo(State.IN_STEP);
  }

  @Test
  void everyFieldSurvivesItsRoundTripTwice() {
    BooksRoom books = BooksRoom.open(house);
    ClientId id = books.add("Some", "Body");
    for (String end : List.of("", " 2")) {
      Map<ClientField, String> typed = new EnumMap<>(TYPED);
      typed.replaceAll((field, value) -> end.isEmpty() ? value : second(field, value, end));
      typed.forEach((field, value) -> books.change(id, field, value));
      var ours = books.in(() -> books.bean(Clients.class).find(id)).details();
      books.settle();
      // The whole record comes back, as by a full pass, and nothing of it is news.
      absorb(books, read(books, id));
      assertThat(books.in(() -> books.bean(Clients.class).find(id)).details()).isEqualTo(ours);
      assertThat(books.standing("client", id.value()).state()).isEqualTo(State.IN_STEP);
      assertNothingIsSent(books);
    }
    String there = books.ledgerId("client", id.value());
    for (String end : List.of("a", "b")) {
      clock.advance(Duration.ofSeconds(5));
      books.control(
          books.organisation() + "/contacts/" + there,
          """
          {"FirstName":"Zed%1$s","LastName":"Zulu%1$s","EmailAddress":"zed%1$s@example.com",
           "Phones":[{"PhoneType":"DEFAULT","PhoneNumber":"0491 570 15%2$d"},
            {"PhoneType":"MOBILE","PhoneNumber":"570 11%2$d","PhoneAreaCode":"0491"}],
           "Addresses":[{"AddressType":"POBOX","AddressLine1":"%1$s  Street","AddressLine2":"",
           "City":"City%1$s","Region":"VIC","PostalCode":"300%2$d","Country":"New Zealand"}]}"""
              .formatted(end, end.equals("a") ? 6 : 7));
      clock.advance(Duration.ofMinutes(6));
      books.settle();
      Map<ClientField, String> ours =
          books.in(() -> books.bean(Clients.class).find(id)).details().fields();
      assertThat(ours)
          .containsEntry(ClientField.GIVEN_NAME, "Zed" + end)
          .containsEntry(ClientField.FAMILY_NAME, "Zulu" + end)
          .containsEntry(ClientField.EMAIL, "zed" + end + "@example.com")
          .containsEntry(ClientField.CITY, "City" + end)
          .containsEntry(ClientField.REGION, "VIC")
          .containsEntry(ClientField.COUNTRY, "New Zealand");
      assertThat(ours.get(ClientField.PHONE)).contains(end.equals("a") ? "156" : "157");
      assertThat(ours.get(ClientField.MOBILE)).contains(end.equals("a") ? "116" : "117");
      assertThat(books.standing("client", id.value()).state()).isEqualTo(State.IN_STEP);
      assertNothingIsSent(books);
    }
  }

  /** Another value of the same form. */
  private static String second(ClientField field, String value, String end) {
    return switch (field) {
      case EMAIL -> "other." + value;
      case PHONE -> "02 9876 5433";
      case MOBILE -> "0491 570 157";
      case POSTCODE -> "2031";
      case COUNTRY -> "New Zealand";
      default -> value + end;
    };
  }

  /** What Xero made of it is no edit, neither over there nor here. */
  private void assertNothingIsSent(BooksRoom books) {
    books.forgetCalls();
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    books.settle();
    assertThat(books.calls("POST", "Contacts")).isZero();
    assertThat(books.calls("PUT", "Contacts")).isZero();
  }

  private static Answer<List<LedgerRecord>> read(BooksRoom books, ClientId id) {
    String there = books.ledgerId("client", id.value());
    return books.in(
        () ->
            books
                .bean(Lanes.class)
                .visit(
                    books.binding(),
                    calls ->
                        calls.call(
                            Operation.read(LaneClass.PULL, "fetch clients", 1),
                            it -> it.byIds(Kind.CLIENT, List.of(there)))));
  }

  private static Mirror.Absorbed absorb(BooksRoom books, Answer<List<LedgerRecord>> reading) {
    return books.in(
        () ->
            books
                .bean(Mirror.class)
                .absorb(Kind.CLIENT, BooksRoom.TENANT, reading.seq(), reading.value()));
  }

  private static String email(BooksRoom books, ClientId id) {
    return books.in(() -> books.bean(Clients.class).find(id)).details().email();
  }
}
