package dev.tandem.books.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestPractice;
import dev.tandem.TestXero;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.CreditDesk;
import dev.tandem.books.connection.Feature;
import dev.tandem.books.connection.LedgerFeatures;
import dev.tandem.books.lane.Job;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.LaneScope;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.lane.SyncLog;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerTrouble;
import dev.tandem.books.mirror.Story;
import dev.tandem.books.mirror.StoryEntry;
import dev.tandem.books.mirror.WholeDifferences;
import dev.tandem.books.outbox.LeftOut;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.shared.Practices;
import dev.tandem.shared.RecordRef;
import dev.tandem.staff.Role;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What no reading of changes can tell is found in the night. */
@TandemTest
class WholePassTest {

  private static final ZoneId ZONE = ZoneId.of("Australia/Sydney");

  @Autowired ApplicationContext house;
  @Autowired WholePassWork work;
  @Autowired WholePasses passes;
  @Autowired Sweeps sweeps;
  @Autowired Lanes lanes;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void aDueDateThatMovedNoTimeIsRightTheNextMorning() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = books.invoice();
    books.pay(invoice, "50.00");
    books.settle();
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    LocalDate due = books.find(invoice).dueDate();
    LocalDate moved = due.plusDays(40);
    String there = books.ledgerId("invoice", invoice.value());
    books.control(
        books.organisation() + "/invoices/" + there, "{\"DueDate\":\"%s\"}".formatted(moved));
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.find(invoice).dueDate()).as("no reading of changes shows it").isEqualTo(due);
    night(books);
    assertThat(books.find(invoice).dueDate()).isEqualTo(moved);
    assertThat(books.standing("invoice", invoice.value()).state()).isEqualTo(Outbox.State.IN_STEP);
  }

  @Test
  void whereNothingDiffersAPageAThousandIsAllItCosts() {
    BooksRoom books = BooksRoom.open(house);
    books.pay(books.invoice(), "50.00");
    books.settle();
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    Instant evening = clock.instant();
    night(books);
    List<SyncLog.Call> calls = books.log().stream().filter(it -> it.at().isAfter(evening)).toList();
    assertThat(calls)
        .filteredOn(it -> it.job() == Job.WHOLE_PASS)
        .extracting(SyncLog.Call::operation)
        .containsExactlyInAnyOrder("list all clients", "list all invoices");
    assertThat(calls).extracting(SyncLog.Call::operation).noneMatch(it -> it.startsWith("fetch"));
    night(books);
    assertThat(books.log()).filteredOn(it -> it.job() == Job.WHOLE_PASS).hasSize(4);
  }

  @Test
  void whatXeroNoLongerHasIsToldAndHeldAndGoesOnWhenItIsThereAgain() throws SQLException {
    BooksRoom books = BooksRoom.open(house);
    ClientId ben = books.add("Ben", "Oduya");
    InvoiceId invoice = books.invoice();
    books.invoice();
    books.settle();
    String there = books.ledgerId("invoice", invoice.value());
    vanish(books, "Contacts", books.ledgerId("client", ben.value()));
    vanish(books, "Invoices", there);
    hold(books, ben.value(), "Something else is wrong with it.");
    night(books);
    assertThat(books.log())
        .extracting(SyncLog.Call::operation)
        .filteredOn(it -> it.startsWith("fetch"))
        .as("asked for twice each")
        .containsExactlyInAnyOrder(
            "fetch clients", "fetch clients", "fetch invoices", "fetch invoices");
    for (Outbox.Standing it :
        List.of(
            books.standing("invoice", invoice.value()), books.standing("client", ben.value()))) {
      assertThat(it.state()).isEqualTo(Outbox.State.ON_HOLD);
      assertThat(it.reason()).contains("no longer has this record");
      assertThat(it.ledgerId()).as("nothing is taken away in silence").isNotNull();
    }
    assertThat(books.in(() -> books.bean(Story.class).of(Kind.INVOICE, invoice.value())))
        .extracting(StoryEntry::text)
        .filteredOn(it -> it.contains("no longer has this record"))
        .hasSize(1);
    night(books);
    assertThat(books.in(() -> books.bean(Story.class).of(Kind.INVOICE, invoice.value())))
        .extracting(StoryEntry::text)
        .filteredOn(it -> it.contains("no longer has this record"))
        .as("told once")
        .hasSize(1);
    back(books, "Invoices", there);
    night(books);
    assertThat(books.standing("invoice", invoice.value()).state()).isEqualTo(Outbox.State.IN_STEP);
  }

  @Test
  void oneAnswerThatLacksItIsNoProof() {
    BooksRoom books = BooksRoom.open(house);
    ClientId ben = books.add("Ben", "Oduya");
    books.settle();
    String there = books.ledgerId("client", ben.value());
    clock.advance(Duration.ofHours(1));
    vanish(books, "Contacts", there);
    page(books);
    assertThat(pass(books).listed()).isTrue();
    page(books);
    assertThat(books.standing("client", ben.value()).state()).isEqualTo(Outbox.State.IN_STEP);
    back(books, "Contacts", there);
    clock.advance(Duration.ofSeconds(10));
    page(books);
    assertThat(pass(books).begunAt()).isNull();
    assertThat(pass(books).gone()).isZero();
    assertThat(books.standing("client", ben.value()).state()).isEqualTo(Outbox.State.IN_STEP);
  }

  @Test
  void ofAListThatLacksMuchNothingIsBelieved() {
    BooksRoom books = BooksRoom.open(house);
    List<ClientId> clients =
        IntStream.range(0, 22).mapToObj(it -> books.add("Ben", "Oduya " + it)).toList();
    books.settle();
    clients.forEach(it -> vanish(books, "Contacts", books.ledgerId("client", it.value())));
    books.forgetCalls();
    night(books);
    assertThat(clients)
        .extracting(it -> books.standing("client", it.value()).state())
        .containsOnly(Outbox.State.IN_STEP);
    assertThat(books.log())
        .extracting(SyncLog.Call::operation)
        .noneMatch(it -> it.equals("fetch clients"));
    assertThat(reading(books)).contains("could not be compared", "lacked 22 of the 23");
    Browser owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    assertThat(owner.get("/ledger/reading").body()).contains("Ask for each of them");
    String missing = "/ledger/connection/" + books.binding().value() + "/missing/client";
    owner.submit(missing, Map.of());
    morning(books);
    assertThat(clients)
        .as("asked for twice, that is proof of its own")
        .extracting(it -> books.standing("client", it.value()).state())
        .containsOnly(Outbox.State.ON_HOLD);
    assertThat(reading(books)).doesNotContain("could not be compared", "Ask for each of them");
    assertThatThrownBy(
            () ->
                books.in(
                    () -> {
                      books.bean(Rhythm.class).askForMissing(BooksRoom.TENANT, Kind.CLIENT);
                      return true;
                    }))
        .hasMessageContaining("compared again meanwhile");
  }

  /** Xero: what it answers with 400 or 500 today it answers so tomorrow. */
  @Test
  void whatXeroDoesNotGiveKeepsNothingElseFromBeingCompared() throws SQLException {
    BooksRoom books = BooksRoom.open(house);
    List<ClientId> clients =
        IntStream.range(0, 3).mapToObj(it -> books.add("Ben", "Oduya " + it)).toList();
    ClientId late = books.add("Ann", "Late");
    books.settle();
    for (ClientId it : clients) {
      execute(
          "update practice.link set agreed = jsonb_set(agreed, '{name,theirs}', '\"old\"') where record = '%s'"
              .formatted(it.value()));
    }
    ClientId bad = clients.get(1);
    String there = books.ledgerId("client", bad.value());
    vanish(books, "Contacts", books.ledgerId("client", late.value()));
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"status\",\"code\":400,\"method\":\"GET\",\"path\":\"/api.xro/2.0/Contacts?*%s*\",\"count\":500}"
            .formatted(there));
    clock.advance(Duration.ofHours(45));
    books.settle();
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(reading(books)).contains("3 could not be read so far");
    for (int i = 0; i < 8; i++) {
      clock.advance(Duration.ofMinutes(16));
      books.settle();
    }
    assertThat(old(bad)).isTrue();
    assertThat(old(clients.getFirst())).isFalse();
    assertThat(old(clients.getLast())).isFalse();
    assertThat(books.in(() -> books.bean(DeadLetters.class).all()))
        .singleElement()
        .satisfies(it -> assertThat(it.record()).isEqualTo(bad.value()))
        .satisfies(it -> assertThat(it.deadAt()).as("a person sees it").isNotNull());
    assertThat(books.standing("client", late.value()).reason())
        .as("the rest goes on to its end")
        .contains("no longer has this record");
    assertThat(reading(books)).doesNotContain("could not be read so far", "could not be compared");
    books.forgetCalls();
    night(books);
    assertThat(books.read("/_simulator/calls?method=GET&path=/api.xro/2.0/Contacts"))
        .extracting(it -> it.path("target").asString())
        .as("not each night")
        .noneMatch(it -> it.contains(there));
  }

  /** No list shows it, and asked for by its id it is refused: of that one nothing is known. */
  @ParameterizedTest
  @ValueSource(ints = {400, 500})
  void whatIsNeitherListedNorGivenKeepsNothingElseFromBeingMissed(int code) {
    BooksRoom books = BooksRoom.open(house);
    List<ClientId> clients =
        IntStream.range(0, 5).mapToObj(it -> books.add("Ben", "Oduya " + it)).toList();
    books.settle();
    ClientId bad = clients.get(1);
    String there = books.ledgerId("client", bad.value());
    clients.forEach(it -> vanish(books, "Contacts", books.ledgerId("client", it.value())));
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"status\",\"code\":%d,\"method\":\"GET\",\"path\":\"/api.xro/2.0/Contacts?*%s*\",\"count\":5000}"
            .formatted(code, there));
    night(books);
    assertThat(reading(books)).doesNotContain("could not be compared");
    assertThat(clients)
        .filteredOn(it -> !it.equals(bad))
        .extracting(it -> books.standing("client", it.value()).state())
        .containsOnly(Outbox.State.ON_HOLD);
    assertThat(books.standing("client", bad.value()).state())
        .as("whether it is gone nobody knows")
        .isNotEqualTo(Outbox.State.ON_HOLD);
    assertThat(books.in(() -> books.bean(DeadLetters.class).all()))
        .singleElement()
        .satisfies(it -> assertThat(it.record()).isEqualTo(bad.value()));
    assertThat(pass(books).begunAt()).as("it came to its end").isNull();
    books.bean(TestXero.class).control("DELETE", "/_simulator/faults");
  }

  /** By itself it gets no answer, while others do: nothing is known of it, and none is told. */
  @Test
  void whatGetsNoAnswerIsLeftForTheNextNight() throws SQLException {
    BooksRoom books = BooksRoom.open(house);
    List<ClientId> clients =
        IntStream.range(0, 5).mapToObj(it -> books.add("Ben", "Oduya " + it)).toList();
    books.settle();
    ClientId bad = clients.get(1);
    String there = books.ledgerId("client", bad.value());
    clients.forEach(it -> vanish(books, "Contacts", books.ledgerId("client", it.value())));
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"drop-before-commit\",\"method\":\"GET\",\"path\":\"/api.xro/2.0/Contacts?*%s*\",\"count\":5000}"
            .formatted(there));
    night(books);
    morning(books);
    assertThat(pass(books).begunAt()).as("it came to its end").isNull();
    assertThat(clients)
        .filteredOn(it -> !it.equals(bad))
        .extracting(it -> books.standing("client", it.value()).state())
        .containsOnly(Outbox.State.ON_HOLD);
    assertThat(books.standing("client", bad.value()).state()).isNotEqualTo(Outbox.State.ON_HOLD);
    assertThat(books.in(() -> books.bean(DeadLetters.class).all())).isEmpty();
    assertThat(isThere(bad)).as("it was not seen").isFalse();
    books.bean(TestXero.class).control("DELETE", "/_simulator/faults");
    night(books);
    assertThat(books.standing("client", bad.value()).state())
        .as("the next night")
        .isEqualTo(Outbox.State.ON_HOLD);
  }

  private boolean isThere(ClientId client) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select l.listed_at >= p.done_at from practice.link l join practice.whole_pass p on p.practice_id = l.practice_id and p.kind = l.kind where l.record = '%s'"
                    .formatted(client.value()))) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  /** It was missed by a clock that was ahead, and is put right since. */
  @Test
  void whatWasMissedInTheFutureIsAskedForTwiceAllTheSame() throws SQLException {
    BooksRoom books = BooksRoom.open(house);
    ClientId late = books.add("Ann", "Late");
    books.settle();
    vanish(books, "Contacts", books.ledgerId("client", late.value()));
    execute(
        "update practice.link set missed_at = '%s' where record = '%s'"
            .formatted(clock.instant().plus(Duration.ofDays(9)), late.value()));
    night(books);
    assertThat(books.standing("client", late.value()).state()).isEqualTo(Outbox.State.ON_HOLD);
    assertThat(pass(books).begunAt()).as("it came to its end").isNull();
  }

  /** Whatever is asked for by its id fails: no record is to blame, and the night is not endless. */
  @Test
  void whereNoPortionIsGivenItIsLeftForTheNight() throws SQLException {
    BooksRoom books = BooksRoom.open(house);
    List<ClientId> clients =
        IntStream.range(0, 24).mapToObj(it -> books.add("Ben", "Oduya " + it)).toList();
    books.settle();
    execute(
        "update practice.link set agreed = jsonb_set(agreed, '{name,theirs}', '\"old\"') where practice_id = '%s' and kind = 'client'"
            .formatted(books.practice()));
    clock.advance(Duration.ofHours(1));
    page(books);
    assertThat(pass(books).differing()).isGreaterThanOrEqualTo(24);
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"status\",\"code\":400,\"detail\":\"Not today\",\"method\":\"GET\",\"path\":\"/api.xro/2.0/Contacts?*IDs=*\",\"count\":5000}");
    for (int i = 1; i < 20; i++) {
      assertThatThrownBy(() -> page(books)).isInstanceOf(LedgerTrouble.class);
      assertThat(pass(books).begunAt()).as("after " + i).isNotNull();
    }
    assertThatThrownBy(() -> page(books)).isInstanceOf(LedgerTrouble.class);
    assertThat(pass(books).begunAt()).isNull();
    assertThat(WholePassWork.next(pass(books), Kind.CLIENT, Duration.ZERO, ZONE))
        .as("the next night")
        .isAfter(clock.instant().plus(Duration.ofHours(17)));
    assertThat(reading(books))
        .contains("could not be compared", "any of 20 portions", "Xero: Not today");
    books.bean(TestXero.class).control("DELETE", "/_simulator/faults");
    for (int i = 0; i < 60 && pass(books).trouble() != null; i++) {
      page(books);
    }
    assertThat(pass(books).trouble()).isNull();
    for (ClientId it : clients) {
      assertThat(old(it)).isFalse();
    }
  }

  private boolean old(ClientId client) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select agreed -> 'name' ->> 'theirs' = 'old' from practice.link where record = '%s'"
                    .formatted(client.value()))) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  @Test
  void whatIsLeftOfACreditNoteIsCompared() throws SQLException {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = books.invoice();
    books.settle();
    var note = new CreditDesk(books).credit(invoice, "30.00", null);
    books.settle();
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    clock.advance(Duration.ofDays(7));
    night(books);
    long before = creditNotesFetched(books);
    clock.advance(Duration.ofDays(7));
    night(books);
    assertThat(creditNotesFetched(books)).as("the same on both sides").isEqualTo(before);
    execute(
        "update practice.allocation set amount = 20 where credit_note_id = '%s'"
            .formatted(note.value()));
    clock.advance(Duration.ofDays(7));
    night(books);
    assertThat(creditNotesFetched(books)).isGreaterThan(before);
  }

  private static long creditNotesFetched(BooksRoom books) {
    return fetches(books).stream().filter("fetch credit notes"::equals).count();
  }

  /** An answer that was thrown away, or not taken in, proves nothing of its money. */
  @Test
  void moneyIsNotToldOfWhatWasReadInVain() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = books.invoice();
    books.settle();
    String there = books.ledgerId("invoice", invoice.value());
    var differences = books.bean(WholeDifferences.class);
    var one = List.of(new WholeDifferences.One(there, "Xero says otherwise.", true));
    Instant now = clock.instant();
    List<String> toRead =
        books.in(
            () -> {
              differences.found(Kind.INVOICE, BooksRoom.TENANT, now, one);
              differences.notTaken(Kind.INVOICE, BooksRoom.TENANT, List.of(there));
              differences.found(Kind.INVOICE, BooksRoom.TENANT, now.plusSeconds(1), one);
              return differences.toRead(Kind.INVOICE, BooksRoom.TENANT, 40);
            });
    assertThat(toRead).containsExactly(there);
    assertThat(books.in(() -> differences.unequal(BooksRoom.TENANT, 5))).isEmpty();
  }

  /** As credit notes are: each time the reading before is a week old, and it is due for another. */
  @Test
  void moneyThatIsComparedOnceAWeekIsTold() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = books.invoice();
    books.settle();
    String there = books.ledgerId("invoice", invoice.value());
    var differences = books.bean(WholeDifferences.class);
    var one = List.of(new WholeDifferences.One(there, "Xero says otherwise.", true));
    Instant now = clock.instant();
    List<String> toRead =
        books.in(
            () -> {
              differences.found(Kind.INVOICE, BooksRoom.TENANT, now, one);
              differences.read(Kind.INVOICE, BooksRoom.TENANT, List.of(there));
              Instant week = now.plus(Duration.ofDays(7));
              differences.found(Kind.INVOICE, BooksRoom.TENANT, week, one);
              return differences.toRead(Kind.INVOICE, BooksRoom.TENANT, 40);
            });
    assertThat(books.in(() -> differences.unequal(BooksRoom.TENANT, 5)))
        .extracting(WholeDifferences.Unequal::words)
        .containsExactly("Xero says otherwise.");
    assertThat(toRead).as("and read again").containsExactly(there);
  }

  @Test
  void whatIsGoneIsSentNowhereAndGoesWhenItIsThereAgain() {
    BooksRoom books = BooksRoom.open(house);
    ClientId ben = books.add("Ben", "Oduya");
    books.settle();
    String there = books.ledgerId("client", ben.value());
    vanish(books, "Contacts", there);
    night(books);
    books.forgetCalls();
    books.change(ben, ClientField.EMAIL, "ben@harbour.example");
    books.settle();
    assertThat(books.calls("POST", "/api.xro/2.0/Contacts")).isZero();
    assertThat(books.standing("client", ben.value()).reason())
        .contains("no longer has this record");
    back(books, "Contacts", there);
    night(books);
    assertThat(books.standing("client", ben.value()).state()).isEqualTo(Outbox.State.IN_STEP);
    assertThat(books.contacts("Ben Oduya"))
        .singleElement()
        .satisfies(
            it -> assertThat(it.path("EmailAddress").asString()).isEqualTo("ben@harbour.example"));
  }

  @Test
  void aPersonHasItMadeAgain() {
    BooksRoom books = BooksRoom.open(house);
    ClientId ben = books.add("Ben", "Oduya");
    InvoiceId invoice = books.invoice();
    books.invoice();
    PaymentId payment = books.pay(invoice, "50.00");
    books.settle();
    String client = books.ledgerId("client", ben.value());
    String there = books.ledgerId("invoice", invoice.value());
    vanish(books, "Contacts", client);
    vanish(books, "Payments", books.ledgerId("payment", payment.value()));
    vanish(books, "Invoices", there);
    night(books);
    Browser owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    for (String it : List.of("/ledger/story/client/" + ben, "/ledger/story/invoice/" + invoice)) {
      assertThat(owner.get(it).body()).contains("Make it again in Xero", "Forget the link");
      owner.submit(it + "/gone", Map.of("answer", "again"));
    }
    books.settle();
    assertThat(books.standing("client", ben.value()).state()).isEqualTo(Outbox.State.IN_STEP);
    assertThat(books.standing("invoice", invoice.value()).state()).isEqualTo(Outbox.State.IN_STEP);
    assertThat(books.ledgerId("client", ben.value())).isNotEqualTo(client);
    String anew = books.ledgerId("invoice", invoice.value());
    assertThat(anew).isNotEqualTo(there);
    assertThat(books.records("invoices", it -> it.path("InvoiceID").asString().equals(anew)))
        .singleElement()
        .satisfies(
            it -> assertThat(it.path("AmountPaid").decimalValue()).isEqualByComparingTo("50"));
    assertThat(books.find(invoice).paid()).isEqualByComparingTo("50");
  }

  /** Somebody changed it here before the night, and Xero refused that for want of it. */
  @Test
  void whatWasRefusedForWantOfItIsMadeAgainToo() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = books.invoice();
    books.invoice();
    books.settle();
    String there = books.ledgerId("invoice", invoice.value());
    vanish(books, "Invoices", there);
    books.rewrite(invoice, "Order 8", null);
    books.settle();
    assertThat(books.standing("invoice", invoice.value()).state())
        .isEqualTo(Outbox.State.NEEDS_YOU);
    night(books);
    Browser owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    String story = "/ledger/story/invoice/" + invoice;
    assertThat(owner.get(story).body()).contains("Make it again in Xero", "Forget the link");
    owner.submit(story + "/gone", Map.of("answer", "again"));
    books.settle();
    assertThat(books.standing("invoice", invoice.value()).state()).isEqualTo(Outbox.State.IN_STEP);
    String anew = books.ledgerId("invoice", invoice.value());
    assertThat(anew).isNotEqualTo(there);
    assertThat(books.records("invoices", it -> it.path("InvoiceID").asString().equals(anew)))
        .extracting(it -> it.path("Reference").asString())
        .containsExactly("Order 8");
  }

  /** Nobody here made it, so nobody here makes it again: then it would be owed a second time. */
  @Test
  void whatWasBookedInXeroAndWentWithItIsSaidFirst() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = books.invoice();
    books.invoice();
    books.settle();
    String there = books.ledgerId("invoice", invoice.value());
    books.control(books.organisation() + "/invoices/" + there + "/pay?amount=60.00", "");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.find(invoice).paid()).isEqualByComparingTo("60");
    vanish(books, "Payments", books.find(invoice).payments().getFirst().ledgerId());
    vanish(books, "Invoices", there);
    night(books);
    Browser owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    String story = "/ledger/story/invoice/" + invoice;
    owner.get(story);
    String shown = owner.submit(story + "/gone", Map.of("answer", "again")).body();
    books.settle();
    assertThat(books.ledgerId("invoice", invoice.value()))
        .as("nothing is done yet")
        .isEqualTo(there);
    String page = shown.contains("60.00 AUD paid") ? shown : owner.get(story).body();
    assertThat(page)
        .contains("60.00 AUD paid on", "(booked in Xero)", "Make it again without that");
    owner.submit(story + "/gone", Map.of("answer", "again"));
    books.settle();
    assertThat(books.ledgerId("invoice", invoice.value())).isNotEqualTo(there);
  }

  @Test
  void aPersonForgetsTheLink() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = books.invoice();
    books.invoice();
    PaymentId payment = books.pay(invoice, "50.00");
    books.settle();
    vanish(books, "Payments", books.ledgerId("payment", payment.value()));
    vanish(books, "Invoices", books.ledgerId("invoice", invoice.value()));
    night(books);
    Browser owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    String story = "/ledger/story/invoice/" + invoice;
    owner.get(story);
    owner.submit(story + "/gone", Map.of("answer", "forget"));
    books.forgetCalls();
    books.settle();
    assertThat(books.standing("invoice", invoice.value()).state()).isEqualTo(Outbox.State.NOT_SENT);
    assertThat(owner.get(story).body()).contains("Left out of Xero");
    books.rewrite(invoice, "seen", null);
    night(books);
    assertThat(books.calls("PUT", "/api.xro/2.0/")).as("nothing is sent").isZero();
    assertThat(books.calls("POST", "/api.xro/2.0/")).isZero();
  }

  /** Xero's user took a payment back in the same moment in which we wrote. */
  @Test
  void moneyThatDiffersIsReadOnceAndThenTold() throws SQLException {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = books.invoice();
    books.pay(invoice, "50.00");
    books.settle();
    long before = readAgain(books);
    paid(invoice, 20);
    night(books);
    assertThat(fetches(books).stream().skip(before)).containsExactly("fetch invoices");
    assertThat(reading(books)).as("it may be mended by that").doesNotContain("not the same");
    night(books);
    night(books);
    assertThat(fetches(books).stream().skip(before))
        .as("reading it again would not help")
        .hasSize(1);
    String words =
        "Xero says that 50.00 AUD of it is paid; by what is here it should be 20.00 AUD.";
    assertThat(books.in(() -> books.bean(Story.class).of(Kind.INVOICE, invoice.value())))
        .extracting(StoryEntry::text)
        .filteredOn(words::equals)
        .as("told once")
        .hasSize(1);
    assertThat(reading(books)).contains("not the same on both sides", words);
    paid(invoice, 30);
    night(books);
    assertThat(fetches(books).stream().skip(before)).as("something else").hasSize(2);
    for (int i = 0; i < 4; i++) {
      night(books);
    }
    assertThat(fetches(books).stream().skip(before)).as("once a week all the same").hasSize(3);
    paid(invoice, 50);
    night(books);
    assertThat(reading(books)).doesNotContain("not the same on both sides");
    assertThat(fetches(books).stream().skip(before)).hasSize(3);
  }

  /** What is paid in Xero counts here only where payments flow. */
  @Test
  void moneyThatIsLeftAloneIsNotCompared() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = books.invoice();
    books.settle();
    books.in(
        () -> {
          books.bean(LedgerFeatures.class).turn(books.binding(), Feature.PAYMENTS, false);
          return true;
        });
    books.control(
        books.organisation()
            + "/invoices/"
            + books.ledgerId("invoice", invoice.value())
            + "/pay?amount=60.00",
        "");
    // The payment moved its invoice's time: that is read.
    night(books);
    books.forgetCalls();
    int before = fetches(books).size();
    night(books);
    assertThat(fetches(books)).hasSize(before);
    assertThat(reading(books)).doesNotContain("Xero says that");
    assertThat(books.in(() -> books.bean(Story.class).of(Kind.INVOICE, invoice.value())))
        .extracting(StoryEntry::text)
        .noneMatch(it -> it.contains("Xero says that"));
  }

  @Test
  void whatHasNotGoneThereIsNotMissedThere() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = books.invoice();
    books.pay(invoice, "20.00");
    books.settle();
    PaymentId payment = books.pay(invoice, "50.00");
    books.in(
        () -> {
          books
              .bean(LeftOut.class)
              .leave(new RecordRef("payment", payment.value()), "Booked by hand");
          return true;
        });
    long before = readAgain(books);
    assertThat(books.find(invoice).paid()).isEqualByComparingTo("70");
    night(books);
    assertThat(fetches(books).stream().skip(before)).isEmpty();
  }

  @Test
  void whatEndsTheReadingOfADifferenceDoesNotCostThePage() throws SQLException {
    BooksRoom books = BooksRoom.open(house);
    ClientId ben = books.add("Ben", "Oduya");
    books.settle();
    clock.advance(Duration.ofHours(1));
    execute(
        "update practice.link set agreed = jsonb_set(agreed, '{name,theirs}', '\"old\"') where record = '%s'"
            .formatted(ben.value()));
    books.forgetCalls();
    page(books);
    assertThat(pass(books).page()).isEqualTo(1);
    assertThat(pass(books).differing()).isEqualTo(1);
    assertThat(books.calls("GET", "/api.xro/2.0/Contacts")).as("the list").isEqualTo(1);
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"status\",\"code\":400,\"method\":\"GET\",\"path\":\"/api.xro/2.0/Contacts*\",\"count\":1}");
    assertThatThrownBy(() -> page(books)).isInstanceOf(LedgerTrouble.class);
    books.forgetCalls();
    page(books);
    assertThat(books.read("/_simulator/calls?method=GET&path=/api.xro/2.0/Contacts"))
        .singleElement()
        .satisfies(it -> assertThat(it.path("target").asString()).contains("IDs="));
    assertThat(pass(books).begunAt()).isNull();
  }

  /** They were told weeks ago. */
  @Test
  void manyThatAreKnownToBeGoneDoNotMakeTheListOdd() throws SQLException {
    BooksRoom books = BooksRoom.open(house);
    List<ClientId> clients =
        IntStream.range(0, 22).mapToObj(it -> books.add("Ben", "Oduya " + it)).toList();
    ClientId late = books.add("Ann", "Late");
    books.settle();
    clients.forEach(it -> vanish(books, "Contacts", books.ledgerId("client", it.value())));
    for (ClientId it : clients) {
      hold(
          books,
          it.value(),
          "Xero no longer has this record: its list of all does not show it, nor is it found when asked for.");
    }
    vanish(books, "Contacts", books.ledgerId("client", late.value()));
    night(books);
    assertThat(books.standing("client", late.value()).reason())
        .contains("no longer has this record");
    assertThat(reading(books)).doesNotContain("could not be compared");
  }

  @Test
  void billsAreNotListed() {
    BooksRoom books = BooksRoom.open(house);
    books.settle();
    clock.advance(Duration.ofHours(45));
    books.forgetCalls();
    books.settle();
    assertThat(books.read("/_simulator/calls?method=GET&path=/api.xro/2.0/Invoices"))
        .extracting(it -> it.path("target").asString())
        .filteredOn(it -> it.contains("order=InvoiceID"))
        .singleElement()
        .asString()
        .contains("where=", "ACCREC", "includeArchived=true");
  }

  /** Xero: a list that would be too long is answered with 400, today and tomorrow. */
  @Test
  void aListThatFailsIsTriedLaterEachTimeAndThenLeft() {
    BooksRoom books = BooksRoom.open(house);
    clock.advance(Duration.ofHours(1));
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"status\",\"code\":400,\"method\":\"GET\",\"path\":\"/api.xro/2.0/Contacts*\",\"count\":5}");
    Duration least = Duration.ofMinutes(15);
    for (int i = 1; i < 5; i++) {
      assertThatThrownBy(() -> page(books)).isInstanceOf(LedgerTrouble.class);
      assertThat(pass(books).tries()).isEqualTo(i);
      assertThat(WholePassWork.next(pass(books), Kind.CLIENT, Duration.ZERO, ZONE))
          .isAfter(clock.instant().plus(least).minusSeconds(60));
      least = least.multipliedBy(2);
    }
    assertThatThrownBy(() -> page(books)).isInstanceOf(LedgerTrouble.class);
    assertThat(pass(books).begunAt()).isNull();
    assertThat(WholePassWork.next(pass(books), Kind.CLIENT, Duration.ZERO, ZONE))
        .as("the next night")
        .isAfter(clock.instant().plus(Duration.ofHours(19)));
    assertThat(reading(books)).contains("could not be compared", "tried 5 times");
    page(books);
    assertThat(pass(books).trouble()).isNull();
  }

  /** What nobody can read is there all the same, and is tried again by itself. */
  @Test
  void whatCannotBeReadIsNotAskedForByIt() {
    BooksRoom books = BooksRoom.open(house);
    ClientId ben = books.add("Ben", "Oduya");
    books.settle();
    clock.advance(Duration.ofHours(1));
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"unreadable-element\",\"method\":\"GET\",\"path\":\"/api.xro/2.0/Contacts*\",\"id\":\"%s\",\"count\":1}"
            .formatted(books.ledgerId("client", ben.value())));
    books.forgetCalls();
    page(books);
    assertThat(pass(books).begunAt()).as("none is missing").isNull();
    assertThat(books.calls("GET", "/api.xro/2.0/Contacts")).isEqualTo(1);
    assertThat(books.in(() -> books.bean(DeadLetters.class).all()))
        .singleElement()
        .satisfies(it -> assertThat(it.record()).isEqualTo(ben.value()));
  }

  @Test
  void itGoesOnWithThePageThatItHadNotRead() {
    BooksRoom books = BooksRoom.open(house);
    books.control(books.organisation() + "/fill?contacts=1100&invoices=0", "");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    clock.advance(Duration.ofDays(1));
    page(books);
    assertThat(pass(books).page()).isEqualTo(1);
    books.forgetCalls();
    page(books);
    assertThat(pass(books).begunAt()).isNull();
    assertThat(books.read("/_simulator/calls?method=GET&path=/api.xro/2.0/Contacts"))
        .singleElement()
        .satisfies(it -> assertThat(it.path("target").asString()).contains("page=2"));
  }

  @Test
  void whereTheDayIsShortItKeepsTheDistanceOfAPrecaution() {
    Instant began = Instant.parse("2026-03-02T15:30:00Z");
    WholePasses.Pass pass = underWay(began);
    assertThat(WholePassWork.next(pass, Kind.CLIENT, Duration.ZERO, ZONE))
        .isEqualTo(began.plusSeconds(2));
    assertThat(WholePassWork.next(pass, Kind.CLIENT, Duration.ofMinutes(10), ZONE))
        .isEqualTo(began.plusSeconds(2).plus(Duration.ofMinutes(40)));
  }

  /** The machine was off at night. */
  @Test
  void byDayItKeepsADistance() {
    Instant began = Instant.parse("2026-03-02T22:00:00Z");
    assertThat(WholePassWork.next(underWay(began), Kind.CLIENT, Duration.ZERO, ZONE))
        .isEqualTo(began.plusSeconds(62));
  }

  private static WholePasses.Pass underWay(Instant began) {
    return new WholePasses.Pass(
        began, began, 0, 1, began.plusSeconds(2), 1000, 0, 0, false, null, 0, null, 2, false);
  }

  @Test
  void anHourThatIsNoneStopsTheStartAndNotTheLane() {
    assertThatThrownBy(
            () ->
                new InboxSettings(
                    Duration.ofMinutes(5),
                    Duration.ofHours(12),
                    Duration.ofHours(24),
                    Duration.ofMillis(100),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(3),
                    24))
        .hasMessageContaining("an hour of the day, 0 to 23");
  }

  @Test
  void itComesInTheNightOfThePractice() {
    Instant noon = Instant.parse("2026-03-02T01:00:00Z");
    var done =
        new WholePasses.Pass(noon, null, 0, 0, null, 0, 0, 0, false, null, 0, null, 2, false);
    assertThat(WholePassWork.next(done, Kind.CLIENT, Duration.ZERO, ZONE))
        .isEqualTo(Instant.parse("2026-03-03T15:00:00Z"));
    assertThat(WholePassWork.next(done, Kind.CREDIT_NOTE, Duration.ZERO, ZONE))
        .isAfter(noon.plus(Duration.ofDays(6)));
  }

  @Test
  void itIsNobodysTurnButASweeps() {
    BooksRoom books = BooksRoom.open(house);
    clock.advance(Duration.ofDays(2));
    LaneScope scope = scope(books);
    for (LaneClass it : List.of(LaneClass.PERSON, LaneClass.PULL, LaneClass.PUSH)) {
      assertThat(books.in(() -> work.next(it, scope))).isNull();
    }
    assertThat(books.in(() -> work.next(LaneClass.SWEEP, scope))).isNotNull();
  }

  @Test
  void whileLostRecordsAreLookedForItWaits() {
    BooksRoom books = BooksRoom.open(house);
    clock.advance(Duration.ofDays(2));
    LaneScope scope = scope(books);
    for (Kind it : WholePassWork.KINDS) {
      Practices.run(books.practice(), () -> sweeps.ask(BooksRoom.TENANT, List.of(it.text())));
    }
    assertThat(books.in(() -> work.due(scope) == null)).isTrue();
    assertThat(books.in(() -> work.next(LaneClass.SWEEP, scope) == null)).isTrue();
    books.settle();
    assertThat(books.log()).extracting(SyncLog.Call::job).contains(Job.WHOLE_PASS);
  }

  private void paid(InvoiceId invoice, int amount) throws SQLException {
    execute(
        "update practice.invoice set paid = %d where id = '%s'".formatted(amount, invoice.value()));
  }

  private static List<String> fetches(BooksRoom books) {
    return books.log().stream()
        .map(SyncLog.Call::operation)
        .filter(it -> it.startsWith("fetch"))
        .toList();
  }

  private static LaneScope scope(BooksRoom books) {
    return new LaneScope(books.lane(), books.binding().value(), true, 1);
  }

  /** Until the next morning. */
  private void night(BooksRoom books) {
    clock.advance(Duration.ofHours(45));
    books.settle();
    morning(books);
  }

  /**
   * Our payment has moved the invoice's time.
   *
   * @return how often anything was fetched so far
   */
  private long readAgain(BooksRoom books) {
    books.settle();
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    return fetches(books).size();
  }

  private void morning(BooksRoom books) {
    // What is only a precaution is asked for at a distance.
    for (int i = 0; i < 4; i++) {
      clock.advance(Duration.ofMinutes(6));
      books.settle();
    }
  }

  private void page(BooksRoom books) {
    books.in(
        () ->
            lanes.visit(
                books.binding(),
                calls -> {
                  work.page(Kind.CLIENT, calls);
                  return true;
                }));
  }

  private WholePasses.Pass pass(BooksRoom books) {
    return books.in(() -> passes.find(BooksRoom.TENANT, "client")).orElseThrow();
  }

  private String reading(BooksRoom books) {
    return TestPractice.of(house, books.practice())
        .browser(Role.OWNER)
        .get("/ledger/reading")
        .body();
  }

  private void hold(BooksRoom books, UUID record, String words) throws SQLException {
    execute(
        "update practice.link set held = '%s' where practice_id = '%s' and record = '%s'"
            .formatted(words, books.practice(), record));
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void back(BooksRoom books, String collection, String id) {
    books.control(
        books.organisation() + "/vanish?back=true&collection=" + collection + "&id=" + id, "");
  }

  private static void vanish(BooksRoom books, String collection, String id) {
    books.control(books.organisation() + "/vanish?collection=" + collection + "&id=" + id, "");
  }
}
