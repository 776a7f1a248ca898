package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestPractice;
import dev.tandem.books.conflicts.Conflicts;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.Linking;
import dev.tandem.books.mirror.Overlaps;
import dev.tandem.books.mirror.Story;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.staff.Role;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Our write goes over a change that somebody made in Xero a moment before. */
@TandemTest
class OverlapTest {

  private static final Pattern NAME = Pattern.compile("name=\"((?:keep|typed)[^\"]+)\"");

  /** So long that no event of another test counts as a sign that events come. */
  private static final Duration SILENCE = Duration.ofHours(5);

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;

  private BooksRoom books;
  private Browser bookkeeper;
  private ClientId ann;

  @BeforeEach
  void open() {
    books = BooksRoom.open(house);
    bookkeeper = TestPractice.of(house, books.practice()).browser(Role.BOOKKEEPER);
    ann = books.room().client();
    clock.advance(Duration.ofSeconds(10));
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void whatOursWentOverIsPutBeforeAPersonWhoTypesWhatItShouldSay() throws Exception {
    Instant edited = overtake("{\"EmailAddress\":\"theirs@example.com\"}");
    assertThat(overlaps()).as("nobody told of it so far").isEmpty();
    tell("CONTACT", there(), edited);
    books.settle();
    assertThat(overlaps())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.field()).isEqualTo("e-mail");
              assertThat(it.ours()).isEqualTo("ours@example.com");
              assertThat(it.traces()).extracting(Conflicts.Trace::who).containsExactly(user());
            });
    assertThat(books.standing("client", ann.value()).state()).isEqualTo(State.NEEDS_YOU);
    assertThat(story()).anyMatch(it -> it.contains("just before our own") && it.contains(user()));
    assertThat(bookkeeper.get("/ledger/conflicts").body())
        .contains("ours went over a change in Xero", "ours@example.com");
    assertThat(bookkeeper.get(page()).body())
        .contains("is it right as it is?", user(), "Fine as it is", "It should say");

    decide("typed", "theirs@example.com");
    clock.advance(Duration.ofSeconds(3));
    books.settle();
    assertThat(email()).isEqualTo("theirs@example.com");
    assertThat(contactsEmail()).isEqualTo("theirs@example.com");
    assertThat(overlaps()).isEmpty();
    assertThat(story()).anyMatch(it -> it.contains("what was written there was put back"));
  }

  @Test
  void itMayBeFineAsItIsAndNothingOfItWaitsMeanwhile() throws Exception {
    tell("CONTACT", there(), overtake("{\"EmailAddress\":\"theirs@example.com\"}"));
    books.settle();
    books.change(ann, ClientField.EMAIL, "newer@example.com");
    clock.advance(Duration.ofSeconds(3));
    books.settle();
    assertThat(contactsEmail()).as("no field is held").isEqualTo("newer@example.com");
    decide("ours", "");
    assertThat(overlaps()).isEmpty();
    assertThat(email()).isEqualTo("newer@example.com");
    assertThat(story()).anyMatch(it -> it.contains("decided that it is fine as it is"));
  }

  @Test
  void whatCannotBeAnAddressIsSaidAndNothingIsDecided() throws Exception {
    tell("CONTACT", there(), overtake("{\"EmailAddress\":\"theirs@example.com\"}"));
    books.settle();
    assertThat(decide("typed", "nobody at home")).contains("nobody at home");
    assertThat(overlaps()).hasSize(1);
    assertThat(email()).isEqualTo("ours@example.com");
  }

  @Test
  void anEditOfAFieldThatWeDidNotWriteIsTakenAndNobodyIsAsked() throws Exception {
    String phone = "{\"Phones\":[{\"PhoneType\":\"DEFAULT\",\"PhoneNumber\":\"0299990000\"}]}";
    tell("CONTACT", there(), overtake(phone));
    books.settle();
    assertThat(overlaps()).isEmpty();
    assertThat(client().phone()).contains("99990000");
    assertThat(story()).anyMatch(it -> it.contains("just before our own"));
  }

  @Test
  void whatSomebodyWritesAnewInXeroAnswersTheQuestion() throws Exception {
    tell("CONTACT", there(), overtake("{\"EmailAddress\":\"theirs@example.com\"}"));
    books.settle();
    assertThat(overlaps()).hasSize(1);
    clock.advance(Duration.ofMinutes(1));
    inXero("{\"EmailAddress\":\"theirs@example.com\"}");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(email()).isEqualTo("theirs@example.com");
    assertThat(overlaps()).isEmpty();
  }

  /** No webhook: the history of what we wrote is looked at, once for each write. */
  @Test
  void withoutEventsTheHistoryTellsOfIt() {
    overtake("{\"EmailAddress\":\"theirs@example.com\"}");
    books.forgetCalls();
    clock.advance(SILENCE);
    books.settle();
    assertThat(overlaps()).extracting(Conflicts.Open::field).containsExactly("e-mail");
    assertThat(books.calls("GET", "/History")).isEqualTo(1);
    clock.advance(Duration.ofMinutes(30));
    books.settle();
    assertThat(books.calls("GET", "/History")).as("looked at once").isEqualTo(1);
  }

  @Test
  void ourOwnWritesAreNobodysEdit() {
    books.change(ann, ClientField.EMAIL, "ours@example.com");
    clock.advance(Duration.ofSeconds(3));
    books.settle();
    clock.advance(SILENCE);
    books.settle();
    assertThat(books.calls("GET", "/History")).as("looked at").isEqualTo(1);
    assertThat(overlaps()).isEmpty();
    assertThat(story()).noneMatch(it -> it.contains("just before our own"));
  }

  /** Between our looking and our writing there is nothing that Xero could refuse by. */
  @Test
  void anEditInTheVeryMomentIsFoundToo() throws Exception {
    InvoiceId invoice = books.invoice();
    books.settle();
    String there = books.ledgerId("invoice", invoice.value());
    clock.advance(Duration.ofSeconds(30));
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"edit-before\",\"method\":\"POST\",\"path\":\"/api.xro/2.0/Invoices*\",\"write\":\"Invoices/%s\",\"record\":{\"Reference\":\"Theirs\"}}"
            .formatted(there));
    books.rewrite(invoice, "Ours", null);
    clock.advance(Duration.ofSeconds(3));
    books.settle();
    assertThat(overlaps()).isEmpty();
    clock.advance(SILENCE);
    books.settle();
    assertThat(overlaps())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.field()).isEqualTo("reference");
              assertThat(it.ours()).isEqualTo("Ours");
              assertThat(it.traces()).extracting(Conflicts.Trace::who).containsExactly(user());
            });
  }

  /** It may be the write itself that the event tells of: the history knows. */
  @Test
  void anEventASecondBeforeOurWriteIsLookedUp() throws Exception {
    books.change(ann, ClientField.EMAIL, "ours@example.com");
    clock.advance(Duration.ofSeconds(2));
    inXero("{\"EmailAddress\":\"theirs@example.com\"}");
    Instant edited = clock.instant();
    clock.advance(Duration.ofSeconds(1));
    books.turn();
    assertThat(contactsEmail()).isEqualTo("ours@example.com");
    tell("CONTACT", there(), edited);
    books.settle();
    assertThat(overlaps()).extracting(Conflicts.Open::field).containsExactly("e-mail");
  }

  @Test
  void whoIsNotLinkedAnyMoreIsNobodysQuestion() throws Exception {
    tell("CONTACT", there(), overtake("{\"EmailAddress\":\"theirs@example.com\"}"));
    books.settle();
    assertThat(overlaps()).hasSize(1);
    var suspects = books.bean(Overlaps.class);
    books.in(
        () -> {
          suspects.suspect(Kind.CLIENT, BooksRoom.TENANT, List.of(ann.value()), true);
          return books.bean(Linking.class).unlink(BooksRoom.TENANT, ann.value());
        });
    assertThat(overlaps()).isEmpty();
    assertThat(Optional.ofNullable(books.in(() -> suspects.due(BooksRoom.TENANT, true)))).isEmpty();
  }

  @Test
  void aHistoryThatIsIllKeepsNothingFromBeingReadAndSent() throws Exception {
    Instant edited = overtake("{\"EmailAddress\":\"theirs@example.com\"}");
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"status\",\"code\":500,\"method\":\"GET\",\"path\":\"/api.xro/2.0/Contacts/*/History\",\"count\":50}");
    tell("CONTACT", there(), edited);
    books.forgetCalls();
    for (int i = 0; i < 8; i++) {
      books.settle();
      clock.advance(Duration.ofSeconds(61));
    }
    assertThat(books.calls("GET", "/History")).as("not asked again and again").isEqualTo(1);
    books.change(ann, ClientField.EMAIL, "newer@example.com");
    clock.advance(Duration.ofSeconds(3));
    books.settle();
    assertThat(contactsEmail()).isEqualTo("newer@example.com");
    assertThat(overlaps()).isEmpty();
  }

  @Test
  void aPaymentOfOursIsNeverAnOverlap() throws Exception {
    InvoiceId invoice = books.invoice();
    books.settle();
    clock.advance(Duration.ofSeconds(10));
    books.rewrite(invoice, "Order 7", null);
    clock.advance(Duration.ofSeconds(3));
    books.settle();
    String there = books.ledgerId("invoice", invoice.value());
    clock.advance(Duration.ofSeconds(10));
    books.pay(invoice, "20.00");
    clock.advance(Duration.ofSeconds(3));
    Instant paid = clock.instant();
    books.settle();
    tell("INVOICE", there, paid);
    clock.advance(SILENCE);
    books.settle();
    assertThat(overlaps()).isEmpty();
  }

  /** Read, then edited there, then written here: a reading before the write was fresh enough. */
  private Instant overtake(String json) {
    inXero(json);
    Instant edited = clock.instant();
    clock.advance(Duration.ofSeconds(10));
    books.change(ann, ClientField.EMAIL, "ours@example.com");
    clock.advance(Duration.ofSeconds(3));
    books.turn();
    assertThat(contactsEmail()).as("overtaken").isEqualTo("ours@example.com");
    return edited;
  }

  private String user() {
    return "Morgan Hale";
  }

  private void inXero(String json) {
    books.control(books.organisation() + "/contacts/" + there(), json);
  }

  private String there() {
    return books.ledgerId("client", ann.value());
  }

  private String contactsEmail() {
    return books.contacts("Ann Lee").getFirst().path("EmailAddress").asString();
  }

  private String email() {
    return client().email();
  }

  private dev.tandem.practice.clients.ClientDetails client() {
    return books.in(() -> books.bean(Clients.class).find(ann)).details();
  }

  private List<Conflicts.Open> overlaps() {
    return books.in(() -> books.bean(Conflicts.class).open(50)).stream()
        .filter(it -> it.sort() == Conflicts.Sort.OVERLAP)
        .toList();
  }

  private List<String> story() {
    return books.in(() -> books.bean(Story.class).of(Kind.CLIENT, ann.value())).stream()
        .map(it -> it.text())
        .toList();
  }

  private String page() {
    return "/ledger/conflicts/client/" + ann;
  }

  /** The page that follows. */
  private String decide(String kept, String typed) {
    String shown = bookkeeper.get(page()).body();
    Map<String, String> form = new HashMap<>();
    form.put("seen", find(shown, "name=\"seen\" value=\"([^\"]+)\""));
    NAME.matcher(shown)
        .results()
        .map(it -> it.group(1).replace("&#39;", "'"))
        .forEach(it -> form.put(it, it.startsWith("keep") ? kept : typed));
    return bookkeeper.get(bookkeeper.submit(page(), form).redirect()).body();
  }

  private static String find(String page, String pattern) {
    var found = Pattern.compile(pattern).matcher(page);
    assertThat(found.find()).as(pattern).isTrue();
    return found.group(1);
  }

  /** As the webhook endpoint stores it. */
  private void tell(String category, String resource, Instant at) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var insert =
            connection.prepareStatement(
                """
                insert into house.delivery (key, received_at, tenant, category, resource, event_at)
                values (decode(md5(random()::text), 'hex'), ?, ?, ?, ?, ?)""")) {
      insert.setTimestamp(1, Timestamp.from(clock.instant()));
      insert.setObject(2, UUID.fromString(BooksRoom.TENANT.toString()));
      insert.setString(3, category);
      insert.setString(4, resource);
      insert.setTimestamp(5, Timestamp.from(at));
      insert.execute();
    }
  }
}
