package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestPractice;
import dev.tandem.TestXero;
import dev.tandem.books.conflicts.Conflicts;
import dev.tandem.books.conflicts.OverlapConflicts;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.books.mirror.Decisions;
import dev.tandem.books.mirror.Linking;
import dev.tandem.books.mirror.LostAnswers;
import dev.tandem.books.mirror.Mirror;
import dev.tandem.books.mirror.Overlaps;
import dev.tandem.books.mirror.Story;
import dev.tandem.books.monthend.MonthEnd;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.clients.ClientDetails;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.shared.InvalidInput;
import dev.tandem.staff.Role;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
    bookkeeper = TestPractice.of(house, books.practice()).browser(Role.OWNER);
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
        .contains("Is it right as it is?", user(), "Fine as it is", "It should say");

    decide("typed", "theirs@example.com");
    clock.advance(Duration.ofSeconds(3));
    books.settle();
    assertThat(email()).isEqualTo("theirs@example.com");
    assertThat(contactsEmail()).isEqualTo("theirs@example.com");
    assertThat(overlaps()).isEmpty();
    assertThat(story()).anyMatch(it -> it.contains("what was written there was put back"));
  }

  /** Telephones go as one list: what we knew of it goes over a number that we did not mean. */
  @Test
  void aNumberThatWentOverWithAnotherIsAskedAboutToo() throws Exception {
    books.change(ann, ClientField.PHONE, "02 5550 1234");
    books.settle();
    clock.advance(Duration.ofSeconds(10));
    inXero("{\"Phones\":[{\"PhoneType\":\"MOBILE\",\"PhoneNumber\":\"0491 570 156\"}]}");
    Instant edited = clock.instant();
    clock.advance(Duration.ofSeconds(10));
    books.change(ann, ClientField.PHONE, "02 5550 4321");
    clock.advance(Duration.ofSeconds(3));
    books.turn();
    tell("CONTACT", there(), edited);
    books.settle();
    assertThat(overlaps()).extracting(Conflicts.Open::field).containsExactly("phone", "mobile");
    assertThat(bookkeeper.get("/ledger").body())
        .as("one client to decide")
        .contains("Conflicts</a></dt><dd>1</dd>");
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

  /** The history tells that somebody changed it, not what all of it was. */
  @Test
  void anEditOfAFieldThatWeDidNotWriteIsTakenAndOursIsAskedAbout() throws Exception {
    String both =
        "{\"EmailAddress\":\"theirs@example.com\",\"Phones\":[{\"PhoneType\":\"DEFAULT\",\"PhoneNumber\":\"0299990000\"}]}";
    tell("CONTACT", there(), overtake(both));
    books.settle();
    assertThat(client().phone()).contains("99990000");
    assertThat(overlaps()).extracting(Conflicts.Open::field).containsExactly("e-mail");
    assertThat(story()).anyMatch(it -> it.contains("just before our own"));
  }

  /** Nobody told of it, and nobody had looked at its history when we wrote it once more. */
  @Test
  void whatAWriteWentOverIsFoundThoughAnotherWriteFollowed() {
    overtake("{\"EmailAddress\":\"theirs@example.com\"}");
    writeAgain(ClientField.PHONE, "02 9999 0000");
    clock.advance(SILENCE);
    books.settle();
    assertThat(overlaps())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.field()).isEqualTo("e-mail");
              assertThat(it.traces()).extracting(Conflicts.Trace::who).containsExactly(user());
            });
    assertThat(books.calls("GET", "/History")).as("both at once").isEqualTo(1);
  }

  @Test
  void anEventThatComesAfterAnotherWriteTellsOfItToo() throws Exception {
    Instant edited = overtake("{\"EmailAddress\":\"theirs@example.com\"}");
    writeAgain(ClientField.EMAIL, "newer@example.com");
    tell("CONTACT", there(), edited);
    books.settle();
    assertThat(overlaps()).extracting(Conflicts.Open::field).containsExactly("e-mail");
    assertThat(overlaps()).extracting(Conflicts.Open::ours).containsExactly("newer@example.com");
  }

  @Test
  void whatWasReadBetweenTwoWritesIsNobodysLoss() {
    books.change(ann, ClientField.EMAIL, "ours@example.com");
    clock.advance(Duration.ofSeconds(3));
    books.settle();
    clock.advance(Duration.ofMinutes(1));
    inXero("{\"EmailAddress\":\"theirs@example.com\"}");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(email()).as("read").isEqualTo("theirs@example.com");
    writeAgain(ClientField.EMAIL, "newer@example.com");
    clock.advance(SILENCE);
    books.settle();
    assertThat(books.calls("GET", "/History")).as("looked at").isEqualTo(1);
    assertThat(overlaps()).isEmpty();
    assertThat(story()).noneMatch(it -> it.contains("just before our own"));
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

  /** Nothing was told of either, and only the later one's history cannot be read. */
  @Test
  void aHistoryThatIsIllKeepsNoOtherFromBeingLookedAt() {
    overtake("{\"EmailAddress\":\"theirs@example.com\"}");
    clock.advance(Duration.ofSeconds(10));
    ClientId bea =
        books.in(() -> books.bean(Clients.class).add(ClientDetails.person("Bea", "Young")));
    books.settle();
    String ill = books.ledgerId("client", bea.value());
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"status\",\"code\":500,\"method\":\"GET\",\"path\":\"/api.xro/2.0/Contacts/%s/History\",\"count\":50}"
            .formatted(ill));
    books.change(bea, ClientField.EMAIL, "bea@example.com");
    clock.advance(Duration.ofSeconds(3));
    books.turn();
    books.forgetCalls();
    clock.advance(SILENCE);
    for (int i = 0; i < 3; i++) {
      books.settle();
      clock.advance(Duration.ofMinutes(11));
    }
    assertThat(books.calls("GET", ill + "/History")).as("asked once an hour").isEqualTo(1);
    assertThat(overlaps()).extracting(Conflicts.Open::field).containsExactly("e-mail");
  }

  /** The history is told, and the record itself is not given. */
  @ParameterizedTest
  @ValueSource(ints = {400, 500})
  void whatIsNotGivenIsAskedForEverMoreRarely(int code) throws Exception {
    tell("CONTACT", there(), overtake("{\"EmailAddress\":\"theirs@example.com\"}"));
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"status\",\"code\":%d,\"method\":\"GET\",\"path\":\"/api.xro/2.0/Contacts?*%s*\",\"count\":5000}"
            .formatted(code, there()));
    books.forgetCalls();
    for (int i = 0; i < 60; i++) {
      books.turn();
      clock.advance(Duration.ofSeconds(61));
    }
    assertThat(books.calls("GET", "/History")).as("in an hour").isBetween(1, 3);
    for (int i = 0; i < 48; i++) {
      books.turn();
      clock.advance(Duration.ofHours(1));
    }
    assertThat(books.calls("GET", "/History")).as("in two days").isBetween(3, 9);
    assertThat(bookkeeper.get("/ledger/inbox").body()).contains("status " + code);
    books.bean(TestXero.class).control("DELETE", "/_simulator/faults");
    clock.advance(Duration.ofDays(3));
    books.settle();
    assertThat(overlaps()).as("once it is given").isNotEmpty();
  }

  /** Who may read everything else may not read the history: that is no lost connection. */
  @Test
  void aHistoryThatIsKeptFromUsIsNoLostConnection() throws Exception {
    Instant edited = overtake("{\"EmailAddress\":\"theirs@example.com\"}");
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"status\",\"code\":403,\"method\":\"GET\",\"path\":\"/api.xro/2.0/Contacts/*/History\",\"count\":50}");
    tell("CONTACT", there(), edited);
    books.settle();
    assertThat(books.calls("GET", "/History")).isGreaterThan(0);
    assertThat(books.in(() -> books.bean(Connections.class).binding(books.binding()).active()))
        .isTrue();
    books.change(ann, ClientField.EMAIL, "newer@example.com");
    clock.advance(Duration.ofSeconds(3));
    books.settle();
    assertThat(contactsEmail()).isEqualTo("newer@example.com");
    assertThat(story()).as("told without who").anyMatch(it -> it.contains("just before our own"));
  }

  @Test
  void bothSidesSayTheSameSoTheMonthCanBeClosed() throws Exception {
    InvoiceId invoice = books.invoice();
    books.settle();
    clock.advance(Duration.ofSeconds(30));
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"edit-before\",\"method\":\"POST\",\"path\":\"/api.xro/2.0/Invoices*\",\"write\":\"Invoices/%s\",\"record\":{\"Reference\":\"Theirs\"}}"
            .formatted(books.ledgerId("invoice", invoice.value())));
    books.rewrite(invoice, "Ours", null);
    clock.advance(Duration.ofSeconds(3));
    books.settle();
    clock.advance(SILENCE);
    books.settle();
    assertThat(overlaps()).hasSize(1);
    LocalDate day = books.find(invoice).date();
    assertThat(books.in(() -> books.bean(MonthEnd.class).check(day)).ready()).isTrue();
  }

  /** Nobody remembers any more what was meant; and one is lent at a time. */
  @Test
  void whatMayHaveBeenTheWriteItselfIsLetGoAfterDays() {
    books.change(ann, ClientField.EMAIL, "ours@example.com");
    clock.advance(Duration.ofSeconds(3));
    books.turn();
    var suspects = books.bean(Overlaps.class);
    books.in(
        () -> {
          suspects.suspect(Kind.CLIENT, BooksRoom.TENANT, List.of(ann.value()), false);
          return true;
        });
    assertThat(Optional.ofNullable(books.in(() -> suspects.due(BooksRoom.TENANT, false))))
        .isPresent();
    clock.advance(Duration.ofDays(3));
    assertThat(books.in(() -> suspects.told(BooksRoom.TENANT, false, Duration.ZERO))).isEmpty();
    assertThat(Optional.ofNullable(books.in(() -> suspects.due(BooksRoom.TENANT, false))))
        .isEmpty();
  }

  /** It was found at once, and could be looked at only after another write of ours. */
  @Test
  void theWriteThatWentOverItIsAskedAboutAndNotTheLatest() throws Exception {
    Instant edited = overtake("{\"EmailAddress\":\"theirs@example.com\"}");
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"status\",\"code\":500,\"method\":\"GET\",\"path\":\"/api.xro/2.0/Contacts/*/History\",\"count\":50}");
    tell("CONTACT", there(), edited);
    books.settle();
    clock.advance(Duration.ofMinutes(2));
    books.change(ann, ClientField.PHONE, "02 9999 0000");
    clock.advance(Duration.ofSeconds(3));
    books.settle();
    books.bean(TestXero.class).control("DELETE", "/_simulator/faults");
    clock.advance(Duration.ofMinutes(61));
    books.settle();
    assertThat(overlaps()).extracting(Conflicts.Open::field).containsExactly("e-mail");
  }

  /** Events that are late come in great numbers, and each costs calls. */
  @Test
  void whatEventsToldOfIsLookedAtOneByOne() {
    books.change(ann, ClientField.EMAIL, "ours@example.com");
    ClientId bo = books.add("Bo", "Stone");
    clock.advance(Duration.ofSeconds(3));
    books.settle();
    books.change(bo, ClientField.EMAIL, "bo@example.com");
    clock.advance(Duration.ofSeconds(3));
    books.settle();
    var suspects = books.bean(Overlaps.class);
    Duration pace = Duration.ofSeconds(5);
    books.in(
        () -> {
          suspects.suspect(Kind.CLIENT, BooksRoom.TENANT, List.of(ann.value(), bo.value()), true);
          return true;
        });
    assertThat(books.in(() -> suspects.told(BooksRoom.TENANT, true, pace))).isPresent();
    assertThat(books.in(() -> suspects.told(BooksRoom.TENANT, true, pace))).isEmpty();
    clock.advance(pace);
    assertThat(books.in(() -> suspects.told(BooksRoom.TENANT, true, pace))).isPresent();
  }

  @Test
  void whereEventsComeOfOneCategoryTheOthersAreLookedAtAllTheSame() throws Exception {
    InvoiceId invoice = books.invoice();
    books.change(ann, ClientField.EMAIL, "ours@example.com");
    clock.advance(Duration.ofSeconds(3));
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
    clock.advance(SILENCE);
    tell("CONTACT", there(), clock.instant().minusSeconds(1));
    books.forgetCalls();
    books.settle();
    clock.advance(Duration.ofMinutes(15));
    books.settle();
    assertThat(overlaps()).extracting(Conflicts.Open::field).containsExactly("reference");
    assertThat(books.calls("GET", "/Contacts/" + there() + "/History"))
        .as("of contacts events come")
        .isZero();
  }

  /** Events come all the time; the one that told of it never did, and its number is missing. */
  @Test
  void whatWasWrittenAfterSomethingThatNeverWasToldIsLookedAt() throws Exception {
    tell("CONTACT", there(), clock.instant());
    books.settle();
    clock.advance(Duration.ofSeconds(10));
    Instant edited = overtake("{\"EmailAddress\":\"theirs@example.com\"}");
    clock.advance(Duration.ofMinutes(20));
    tell("CONTACT", there(), clock.instant().minusSeconds(1));
    books.settle();
    assertThat(overlaps()).isEmpty();
    untold(edited.minusSeconds(1), edited.plusSeconds(1));
    books.settle();
    assertThat(overlaps()).extracting(Conflicts.Open::field).containsExactly("e-mail");
    books.forgetCalls();
    clock.advance(Duration.ofMinutes(11));
    books.settle();
    assertThat(books.calls("GET", "/History")).as("looked at once").isZero();
  }

  @Test
  void whatWasSavedInOneGoIsOneQuestion() throws Exception {
    inXero(
        "{\"EmailAddress\":\"theirs@example.com\",\"Phones\":[{\"PhoneType\":\"DEFAULT\",\"PhoneNumber\":\"0299990000\"}]}");
    Instant edited = clock.instant();
    clock.advance(Duration.ofSeconds(10));
    books.change(ann, ClientField.PHONE, "02 8888 0000");
    books.change(ann, ClientField.EMAIL, "ours@example.com");
    clock.advance(Duration.ofSeconds(3));
    books.turn();
    tell("CONTACT", there(), edited);
    books.settle();
    assertThat(overlaps()).extracting(Conflicts.Open::field).contains("e-mail", "phone");
    assertThat(books.in(() -> books.bean(Decisions.class).open(Kind.CLIENT, ann.value())))
        .singleElement()
        .satisfies(it -> assertThat(it.fields()).hasSameSizeAs(overlaps()));
    decide("ours", "");
    assertThat(overlaps()).isEmpty();
  }

  /** Xero always tells when something changed; whatever was linked without that has no gap. */
  @Test
  void whereNothingWasKnownOfItsTimesNoGapBegins() throws Exception {
    books.settle();
    execute(
        "update practice.link set seen_at = null, wrote_at = null where record = '%s'"
            .formatted(ann));
    var found =
        new LedgerRecord(
            Kind.CLIENT, there(), null, Map.of(), Map.of(), null, null, clock.instant());
    books.in(
        () -> {
          books
              .bean(LostAnswers.class)
              .keep(
                  Kind.CLIENT,
                  BooksRoom.TENANT,
                  1,
                  UUID.randomUUID(),
                  List.of(
                      new LostAnswers.Lost(ann.value(), Map.of("email", "a@b.example"), found)));
          return true;
        });
    assertThat(
            books.in(
                () ->
                    books
                        .bean(Mirror.class)
                        .times(Kind.CLIENT, BooksRoom.TENANT, List.of(there()))))
        .singleElement()
        .satisfies(it -> assertThat(it.gaps()).isEmpty());
  }

  /** As a database may have one of before. */
  @Test
  void aGapWithoutABeginningHoldsUpNoReading() throws Exception {
    books.settle();
    execute(
        "update practice.link set gaps = tstzmultirange(tstzrange(null, now(), '()')) where record = '%s'"
            .formatted(ann));
    books.in(
        () -> {
          books
              .bean(Overlaps.class)
              .suspect(Kind.CLIENT, BooksRoom.TENANT, List.of(ann.value()), true);
          return true;
        });
    inXero("{\"EmailAddress\":\"theirs@example.com\"}");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(email()).isEqualTo("theirs@example.com");
  }

  @Test
  void thePageSaysWhatItIsAbout() throws Exception {
    tell("CONTACT", there(), overtake("{\"EmailAddress\":\"theirs@example.com\"}"));
    books.settle();
    assertThat(books.standing("client", ann.value()).reason())
        .startsWith("Our change went over one that somebody made in Xero: e-mail");
    assertThat(bookkeeper.get(page()).body())
        .contains("Our change of Ann Lee went over one in Xero")
        .doesNotContain("was changed on both sides");
    assertThat(bookkeeper.get("/ledger/story/client/" + ann).body()).contains(page());
    assertThat(decide("", "")).contains("Choose first");
    execute("update practice.conflict set agreed = null where sort = 'overlap'");
    assertThat(bookkeeper.get(page()).body()).contains("nothing that is known");
    assertThat(overlaps()).hasSize(1);
  }

  @Test
  void whoMayNotChangeItTypesNothingAndWhatCannotBeIsRefused() throws Exception {
    tell("CONTACT", there(), overtake("{\"EmailAddress\":\"theirs@example.com\"}"));
    books.settle();
    Browser owner = bookkeeper;
    bookkeeper = TestPractice.of(house, books.practice()).browser(Role.BOOKKEEPER);
    assertThat(decide("typed", "theirs@example.com")).contains("Somebody who may change clients");
    assertThat(email()).isEqualTo("ours@example.com");
    bookkeeper = owner;
    assertThat(decide("typed", "theirs@example.com")).doesNotContain("Somebody who may");

    InvoiceId invoice = books.invoice();
    books.settle();
    LocalDate day = books.find(invoice).date();
    books.in(
        () -> {
          books
              .bean(OverlapConflicts.class)
              .raise(
                  BooksRoom.TENANT,
                  "invoice",
                  invoice.value(),
                  List.of(
                      new Conflicts.Dispute(
                          "due date", day.toString(), day.toString(), day.toString())),
                  List.of());
          return true;
        });
    var mirrored = books.bean(Decisions.class);
    var asked = books.in(() -> mirrored.open(Kind.INVOICE, invoice.value()));
    var before = Map.of("due date", day.minusDays(3).toString());
    assertThatThrownBy(
            () ->
                books.in(
                    () -> {
                      mirrored.decide(
                          Kind.INVOICE,
                          invoice.value(),
                          List.of(new Decisions.Choice(false, before)),
                          Decisions.seen(asked));
                      return true;
                    }))
        .isInstanceOf(InvalidInput.class);
    assertThat(books.find(invoice).dueDate()).isAfter(day);
  }

  @Test
  void anErasureTakesWhatTheHistorySaidOfIt() throws Exception {
    InvoiceId invoice = books.invoice();
    books.settle();
    books.pay(invoice, "110.00");
    books.settle();
    var trace = new Conflicts.Trace(clock.instant(), "Morgan Hale", "Edited", "To Ann Lee, knee");
    books.in(
        () -> {
          books
              .bean(OverlapConflicts.class)
              .raise(
                  BooksRoom.TENANT,
                  "invoice",
                  invoice.value(),
                  List.of(new Conflicts.Dispute("reference", "", "a", "b")),
                  List.of(trace));
          return true;
        });
    String erasure = "/clients/" + ann + "/erasure";
    bookkeeper.get(erasure);
    bookkeeper.submit(erasure, Map.of("name", "Ann Lee"));
    assertThat(overlaps())
        .singleElement()
        .satisfies(
            it ->
                assertThat(it.traces())
                    .containsExactly(
                        new Conflicts.Trace(trace.at(), trace.who(), trace.what(), "")));
  }

  @Test
  void aPageThatIsFarTooHighIsEmpty() throws Exception {
    tell("CONTACT", there(), overtake("{\"EmailAddress\":\"theirs@example.com\"}"));
    books.settle();
    assertThat(bookkeeper.get("/ledger/conflicts?page=2147483647").status()).isEqualTo(200);
    var program = TestPractice.of(house, books.practice()).program(Role.OWNER);
    assertThat(program.get("/api/v1/ledger/conflicts?page=2147483647").body())
        .contains("\"conflicts\":[]");
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

  private void writeAgain(ClientField field, String value) {
    clock.advance(Duration.ofSeconds(10));
    books.change(ann, field, value);
    clock.advance(Duration.ofSeconds(3));
    books.turn();
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

  private ClientDetails client() {
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
                values (sha256(random()::text::bytea), ?, ?, ?, ?, ?)""")) {
      insert.setTimestamp(1, Timestamp.from(clock.instant()));
      insert.setObject(2, UUID.fromString(BooksRoom.TENANT.toString()));
      insert.setString(3, category);
      insert.setString(4, resource);
      insert.setTimestamp(5, Timestamp.from(at));
      insert.execute();
    }
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** As it is noted when numbers of the webhook's events are missing. */
  private void untold(Instant from, Instant to) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var insert =
            connection.prepareStatement(
                """
                insert into practice.untold
                  (practice_id, tenant, silence, gaps, events, spans, from_at, to_at, found_at, begun, read_at)
                select ?, ?, false, '{[1,1]}', 1, tstzmultirange(tstzrange(f, t)), f, t, now(), true, now()
                  from (select ?::timestamptz, ?::timestamptz) as span (f, t)""")) {
      insert.setObject(1, books.practice().value());
      insert.setObject(2, BooksRoom.TENANT);
      insert.setTimestamp(3, Timestamp.from(from));
      insert.setTimestamp(4, Timestamp.from(to));
      insert.execute();
    }
  }
}
