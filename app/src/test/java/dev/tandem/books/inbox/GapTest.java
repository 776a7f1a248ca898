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
import dev.tandem.books.Waits;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.Feature;
import dev.tandem.books.connection.LedgerFeatures;
import dev.tandem.books.lane.LaneCalls;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.LaneJob;
import dev.tandem.books.lane.LaneScope;
import dev.tandem.books.lane.LaneStopped;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.lane.SyncLog;
import dev.tandem.books.lane.TurnInHand;
import dev.tandem.books.ledger.LedgerTrouble;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.notices.NoticeView;
import dev.tandem.practice.notices.Notices;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** What Xero's webhook did not tell is noticed, read once more, and said. */
@TandemTest
class GapTest {

  @Autowired ApplicationContext house;
  @Autowired GapWatch watch;
  @Autowired BackFillWork fills;
  @Autowired TransactionTemplate inPractice;
  @Autowired BackFills place;
  @Autowired Untold untold;
  @Autowired Sweeps sweeps;
  @Autowired Rhythm rhythm;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;
  @Autowired TestXero xero;
  @LocalServerPort int port;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final String WITHOUT = "/ledger/inbox/without-webhook";

  private BooksRoom books;
  private Browser owner;
  private Browser reception;

  @BeforeEach
  void open() throws SQLException {
    for (String it :
        List.of(
            "webhook_delivery",
            "webhook_gap",
            "webhook_numbers",
            "webhook_unheard",
            "webhook_told")) {
      execute("delete from house." + it);
    }
    // Of what tests before this one told nothing is noted any more.
    watch.runOnce();
    execute("delete from house.webhook_told");
    books = BooksRoom.open(house);
    TestPractice practice = TestPractice.of(house, books.practice());
    owner = practice.browser(Role.OWNER);
    reception = practice.browser(Role.RECEPTIONIST);
  }

  @AfterEach
  void putBack() {
    xero.control("POST", "/_simulator/webhooks/mischief");
    xero.control("DELETE", "/_simulator/webhooks?url=" + encoded(url()));
    clock.reset();
  }

  @Test
  void aHoleInTheNumbersHasThatTimeReadOnceMore() throws SQLException {
    seldom();
    InvoiceId lost = books.invoice();
    InvoiceId before = books.invoice();
    books.settle();
    payInXero(before);
    clock.advance(Duration.ofMinutes(30));
    subscribe();
    somethingElseIsTold();
    clock.advance(Duration.ofMinutes(10));
    Instant from = clock.instant();
    books.control("/_simulator/webhooks/mischief?lose=1", "");
    payInXero(lost);
    Awaitility.await("it is lost")
        .atMost(PATIENCE)
        .until(() -> books.read("/_simulator/webhooks/mischief").path("lose").asInt() == 0);
    clock.advance(Duration.ofMinutes(10));
    somethingElseIsTold();
    clock.advance(Duration.ofMinutes(1));
    watch.runOnce();
    assertThat(page()).as("it may be on its way").contains("Nothing is missing");
    clock.advance(Duration.ofMinutes(1));
    watch.runOnce();
    assertThat(page()).contains("one event never came", "within some minutes");
    assertThat(notices()).singleElement().asString().contains("never came");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.find(lost).status()).isEqualTo(InvoiceStatus.PAID);
    assertThat(books.find(before).status())
        .as("exactly that time, and a little before")
        .isEqualTo(InvoiceStatus.APPROVED);
    assertThat(page()).contains("one change was new");
    assertThat(notices()).isEmpty();
    assertThat(onceMore(from))
        .containsExactlyInAnyOrder(
            "changed clients once more",
            "changed invoices once more",
            "changed payments once more");
    watch.runOnce();
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(onceMore(from)).as("once").hasSize(3);
  }

  /** By the time that our payment gave it, the invoice is none of those that changed in the gap. */
  @Test
  void whatAPaymentOfOursMovedOutOfTheGapIsReadWithIt() throws SQLException {
    seldom();
    InvoiceId lost = books.invoice();
    books.settle();
    clock.advance(Duration.ofMinutes(30));
    subscribe();
    somethingElseIsTold();
    clock.advance(Duration.ofMinutes(10));
    books.control("/_simulator/webhooks/mischief?lose=1", "");
    books.control(
        books.organisation() + "/invoices/" + books.ledgerId("invoice", lost.value()),
        "{\"Reference\":\"Order 8\"}");
    Awaitility.await("it is lost")
        .atMost(PATIENCE)
        .until(() -> books.read("/_simulator/webhooks/mischief").path("lose").asInt() == 0);
    somethingElseIsTold();
    clock.advance(Duration.ofMinutes(30));
    long before = calls();
    books.pay(lost, "20.00");
    books.settle();
    Awaitility.await("Xero's call").atMost(PATIENCE).until(() -> calls() > before);
    clock.advance(Duration.ofMinutes(2));
    watch.runOnce();
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.find(lost).reference()).isEqualTo("Order 8");
  }

  @Test
  void whatIsOvertakenIsNoHole() throws SQLException {
    call(1, 3);
    clock.advance(Duration.ofMinutes(10));
    call(6, 6);
    clock.advance(Duration.ofSeconds(30));
    watch.runOnce();
    call(4, 4);
    clock.advance(Duration.ofSeconds(30));
    watch.runOnce();
    call(5, 5);
    call(4, 4);
    clock.advance(Duration.ofMinutes(5));
    watch.runOnce();
    assertThat(page()).contains("Nothing is missing");
    assertThat(notices()).isEmpty();
  }

  @Test
  void aSilentWebhookIsNoticedByWhatNoEventTold() throws SQLException {
    List<InvoiceId> invoices = invoices(3);
    InvoiceId other = invoices(1).getFirst();
    subscribe();
    long before = calls();
    payInXero(other);
    Awaitility.await("Xero's call").atMost(PATIENCE).until(() -> calls() > before);
    clock.advance(Duration.ofMinutes(20));
    books.settle();
    books.control("/_simulator/webhooks/mischief?lose=1000", "");
    areMet(invoices, Duration.ofMinutes(6));
    assertThat(invoices).extracting(it -> books.find(it).status()).containsOnly(InvoiceStatus.PAID);
    watch.runOnce();
    assertThat(page()).as("events may be late").contains("Nothing is missing");
    clock.advance(Duration.ofMinutes(21));
    watch.runOnce();
    assertThat(page()).contains("Xero tells nothing any more");
    assertThat(notices()).singleElement().asString().contains("tells nothing");
    books.settle();
    watch.runOnce();
    assertThat(notices()).as("told once").hasSize(1);
    books.control("/_simulator/webhooks/mischief", "");
    somethingElseIsTold();
    clock.advance(Duration.ofMinutes(1));
    watch.runOnce();
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(page()).contains("Xero told nothing", "nothing was new");
    assertThat(notices()).isEmpty();
    watch.runOnce();
    assertThat(page()).as("what is missing then is told with it").doesNotContain("never came");
    assertThat(notices()).isEmpty();
  }

  /** Hardly anybody works in Xero there. */
  @Test
  void aSilentWebhookOfAQuietPracticeIsNoticedByOurOwnWrites() throws SQLException {
    invoicesAreTold();
    call(1, 3);
    threeOfOursAreMet();
    clock.advance(Duration.ofHours(20));
    watch.runOnce();
    assertThat(page()).as("Xero tries again for a day").contains("Nothing is missing");
    clock.advance(Duration.ofHours(6));
    watch.runOnce();
    assertThat(page()).contains("Xero tells nothing any more");
    assertThat(notices()).hasSize(1);
  }

  @Test
  void ourOwnWritesThatAreToldHoursLaterAreNoSilence() throws SQLException {
    invoicesAreTold();
    call(1, 3);
    List<InvoiceId> ours = threeOfOursAreMet();
    clock.advance(Duration.ofHours(5));
    for (InvoiceId it : ours) {
      event(it);
    }
    watch.runOnce();
    clock.advance(Duration.ofHours(26));
    watch.runOnce();
    assertThat(page()).contains("Nothing is missing");
  }

  private List<InvoiceId> threeOfOursAreMet() {
    var ours = new ArrayList<InvoiceId>();
    for (int i = 0; i < 3; i++) {
      clock.advance(Duration.ofHours(1));
      books.settle();
      ours.addAll(invoices(1));
      clock.advance(Duration.ofMinutes(6));
      books.settle();
    }
    return ours;
  }

  @Test
  void whatWasToldLateIsNoSilence() throws SQLException {
    List<InvoiceId> invoices = invoices(3);
    invoicesAreTold();
    call(1, 3);
    clock.advance(Duration.ofMinutes(20));
    books.settle();
    areMet(invoices, Duration.ofMinutes(6));
    for (InvoiceId it : invoices) {
      event(it);
    }
    clock.advance(Duration.ofMinutes(21));
    watch.runOnce();
    assertThat(page()).contains("Nothing is missing");
  }

  /** It may have told of many changes; then nobody works for a while. */
  @Test
  void oneCallThatIsLostIsNoSilence() throws SQLException {
    List<InvoiceId> invoices = invoices(3);
    invoicesAreTold();
    call(1, 3);
    books.settle();
    invoices.forEach(this::payInXero);
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    clock.advance(Duration.ofMinutes(21));
    watch.runOnce();
    assertThat(page()).contains("Nothing is missing");
  }

  /** A machine that stood still, or a pause: nobody listened meanwhile. */
  @Test
  void theFirstReadingAfterAPauseProvesNothing() throws SQLException {
    List<InvoiceId> invoices = invoices(4);
    invoicesAreTold();
    call(1, 3);
    books.settle();
    invoices.subList(0, 3).forEach(this::payInXero);
    clock.advance(Duration.ofHours(3));
    books.settle();
    payInXero(invoices.getLast());
    clock.advance(Duration.ofMinutes(11));
    books.settle();
    clock.advance(Duration.ofMinutes(21));
    watch.runOnce();
    assertThat(page()).contains("Nothing is missing");
  }

  /** Not every webhook tells of everything. */
  @Test
  void whatIsNeverToldIsNotMissed() throws SQLException {
    List<InvoiceId> invoices = invoices(3);
    call(1, 3);
    books.settle();
    areMet(invoices, Duration.ofMinutes(6));
    clock.advance(Duration.ofMinutes(21));
    watch.runOnce();
    assertThat(page()).contains("Nothing is missing");
  }

  @Test
  void afterADayXeroSwitchesItOff() throws SQLException {
    seldom();
    List<InvoiceId> invoices = invoices(4);
    invoicesAreTold();
    call(1, 3);
    books.settle();
    areMet(invoices.subList(0, 3), Duration.ofHours(26));
    assertThat(books.find(invoices.getFirst()).status()).isEqualTo(InvoiceStatus.PAID);
    clock.advance(Duration.ofMinutes(21));
    watch.runOnce();
    assertThat(page()).contains("Xero tells nothing any more");
    books.settle();
    payInXero(invoices.getLast());
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.find(invoices.getLast()).status())
        .as("asked every five minutes while nothing is told")
        .isEqualTo(InvoiceStatus.PAID);
    call(4, 4);
    clock.advance(Duration.ofMinutes(1));
    watch.runOnce();
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(notices()).isEmpty();
    assertThat(page()).contains("Xero told nothing");
  }

  /** Whoever mends it at Xero makes it anew, and its key is another then. */
  @Test
  void aWebhookThatIsMadeAnewEndsTheSilenceOfTheOneBefore() throws SQLException {
    List<InvoiceId> invoices = invoices(4);
    call("the first key", 4, 6);
    clock.advance(Duration.ofDays(2));
    invoicesAreTold();
    call(1, 3);
    books.settle();
    areMet(invoices.subList(0, 3), Duration.ofMinutes(6));
    clock.advance(Duration.ofMinutes(21));
    watch.runOnce();
    assertThat(page()).containsOnlyOnce("Xero tells nothing any more");
    books.settle();
    call("its next key", 1, 1);
    clock.advance(Duration.ofMinutes(1));
    watch.runOnce();
    assertThat(page()).doesNotContain("Xero tells nothing any more").contains("Xero told nothing");
    clock.advance(Duration.ofMinutes(20));
    books.settle();
    assertThat(notices()).isEmpty();
    watch.runOnce();
    assertThat(notices()).isEmpty();
  }

  /** Not every call of a webhook has to carry numbers. */
  @Test
  void aCallWithoutNumbersEndsASilence() throws SQLException {
    seldom();
    List<InvoiceId> invoices = invoices(3);
    invoicesAreTold();
    call(1, 3);
    books.settle();
    silence(invoices);
    call(0, 0);
    clock.advance(Duration.ofMinutes(1));
    watch.runOnce();
    assertThat(page()).contains("Xero told nothing").doesNotContain("Xero tells nothing any more");
  }

  /** It had a custom connection once, whose key called last, and belongs to all others now. */
  @Test
  void theSilenceOfOneForAllIsNotThatOfAnEndedKeyForOne() throws SQLException {
    List<InvoiceId> invoices = invoices(3);
    invoicesAreTold();
    BindingId beside = books.besideAnother("Moved");
    String moved = books.in(() -> books.bean(Connections.class).binding(beside).tenantId());
    execute(
        "insert into house.webhook_numbers (provider, via, highest, heard_at, heard_id, seen_to, tenants)"
            + " values ('xero', 'a former key', 0, '-infinity', 0, '-infinity', '{%s}')"
                .formatted(moved));
    call(1, 3);
    Instant last = clock.instant();
    clock.advance(Duration.ofMinutes(10));
    call("a former key", 1, 1);
    clock.advance(Duration.ofMinutes(10));
    books.settle();
    areMet(invoices, Duration.ofMinutes(12));
    clock.advance(Duration.ofMinutes(21));
    watch.runOnce();
    assertThat(page()).contains("Xero tells nothing any more");
    assertThat(
            count(
                "house.webhook_gap where via = 'a key' and from_at between '%s' and '%s'"
                    .formatted(last.minusSeconds(60), last.plusSeconds(60))))
        .as("since its own last call")
        .isOne();
    call("a key", 4, 4);
    clock.advance(Duration.ofMinutes(1));
    watch.runOnce();
    assertThat(page()).doesNotContain("Xero tells nothing any more");
  }

  /** Whoever plans it may have died in the middle. */
  @Test
  void whatIsNotPlannedEverywhereIsPlannedNextTime() throws SQLException {
    call(1, 3);
    clock.advance(Duration.ofMinutes(10));
    call(6, 6);
    clock.advance(Duration.ofMinutes(2));
    execute(
        "insert into house.webhook_gap (provider, via, first_missing, last_missing, from_at, to_at, found_at)"
            + " select 'xero', 'a key', 90, 91, '%s', '%s', '%s'"
                .formatted(clock.instant().minusSeconds(600), clock.instant(), clock.instant()));
    watch.runOnce();
    assertThat(page()).contains("4 events never came");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(page()).doesNotContain("within some minutes");
    assertThat(onceMore(Instant.EPOCH)).as("both holes with one reading of each kind").hasSize(3);
    watch.runOnce();
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(onceMore(Instant.EPOCH)).as("once").hasSize(3);
  }

  /** However much is lost: each hole is no reading of its own. */
  @Test
  void manyHolesAreReadTogetherAndNotTooOften() throws SQLException {
    Instant began = clock.instant();
    for (int i = 0; i < 12; i++) {
      call(1 + 2 * i, 1 + 2 * i);
      clock.advance(Duration.ofMinutes(2));
      watch.runOnce();
      books.settle();
    }
    clock.advance(Duration.ofMinutes(15));
    watch.runOnce();
    // What is noted only now is read within the spread of all organisations, or after the last.
    clock.advance(Duration.ofMinutes(11));
    books.settle();
    assertThat(page()).doesNotContain("within some minutes");
    long tens = Duration.between(began, clock.instant()).toMinutes() / 10;
    assertThat(tens).as("fewer than there are holes").isLessThan(9);
    assertThat(onceMore(Instant.EPOCH))
        .as("each kind once in ten minutes")
        .hasSizeBetween(3, 3 * (int) (tens + 1));
    assertThat(count("practice.back_fill where practice_id = '%s'".formatted(books.practice())))
        .as("of each kind one, however many holes there are")
        .isEqualTo(3);
    assertThat(
            count(
                "practice.untold where read_at is null and practice_id = '%s'"
                    .formatted(books.practice())))
        .isZero();
    assertThat(
            count(
                "(select sum(events) as n from practice.untold where practice_id = '%s') s where n = 11"
                    .formatted(books.practice())))
        .as("all of them are told")
        .isOne();
  }

  /** Each of them would see the others as they were before. */
  @Test
  void kindsThatEndAtTheSameMomentCloseWhatTheyRead() throws Exception {
    UUID tenant = BooksRoom.TENANT;
    call(1, 3);
    clock.advance(Duration.ofMinutes(10));
    call(6, 6);
    clock.advance(Duration.ofMinutes(2));
    watch.runOnce();
    List<BackFills.Fill> all = books.in(() -> place.open(tenant));
    assertThat(all).hasSize(3);
    var last = new FutureTask<>(() -> end(all.subList(2, 3), () -> {}));
    assertThat(end(all.subList(0, 2), () -> Waits.begin(database, last))).isFalse();
    assertThat(last.get()).as("the last one sees them all").isTrue();
    assertThat(page()).doesNotContain("within some minutes");
  }

  private boolean end(List<BackFills.Fill> some, Runnable meanwhile) {
    UUID tenant = BooksRoom.TENANT;
    return books.in(
        () ->
            inPractice.execute(
                _ -> {
                  place.hold(tenant);
                  some.forEach(it -> place.done(tenant, it, 0));
                  boolean closed = place.close(tenant);
                  meanwhile.run();
                  return closed;
                }));
  }

  /** Nobody mends it, or nobody wants one. */
  @Test
  void whoDoesWithoutTheWebhookIsNotWarnedUntilItCallsAgain() throws SQLException {
    seldom();
    List<InvoiceId> invoices = invoices(8);
    invoicesAreTold();
    call(1, 3);
    books.settle();
    silence(invoices.subList(0, 3));
    books.settle();
    assertThat(reception.get("/ledger/inbox").body()).doesNotContain("Do without the webhook");
    assertThat(owner.get("/ledger/inbox").body()).contains("Do without the webhook");
    assertThat(owner.submit(WITHOUT, Map.of()).redirect()).isEqualTo("/ledger/inbox");
    assertThat(page())
        .contains("You do without it since")
        .doesNotContain("Xero tells nothing any more", "Do without the webhook<");
    assertThat(notices()).isEmpty();
    payInXero(invoices.get(3));
    clock.advance(Duration.ofMinutes(30));
    books.settle();
    watch.runOnce();
    assertThat(books.find(invoices.get(3)).status())
        .as("asked as seldom as was chosen")
        .isEqualTo(InvoiceStatus.APPROVED);
    assertThat(notices()).isEmpty();
    call(4, 4);
    clock.advance(Duration.ofMinutes(1));
    watch.runOnce();
    assertThat(notices()).isEmpty();
    assertThat(page()).doesNotContain("you are told when it ceases to");
    silence(invoices.subList(4, 7));
    assertThat(page()).as("it is counted on again").contains("Xero tells nothing any more");
    assertThat(notices()).hasSize(1);
  }

  @Test
  void onlyWhoRunsTheLedgerSaysThatItIsDoneWithout() throws SQLException {
    execute(
        "insert into house.webhook_gap (provider, via, from_at, found_at) values ('xero', 'a key', '%1$s', '%1$s')"
            .formatted(clock.instant()));
    call(1, 1);
    watch.runOnce();
    owner.get("/ledger/inbox");
    String gap = owner.hiddenFields(WITHOUT).get("gap");
    assertThat(reception.post(WITHOUT, Map.of("gap", gap)).status()).isEqualTo(403);
    assertThat(page()).contains("Xero tells nothing any more");
  }

  @Test
  void whatIsConnectedDuringASilenceIsTold() throws SQLException {
    execute(
        "insert into house.webhook_gap (provider, via, from_at, found_at) values ('xero', 'a key', '%1$s', '%1$s')"
            .formatted(clock.instant()));
    watch.runOnce();
    assertThat(notices()).hasSize(1);
    BindingId beside = books.besideAnother("Beside");
    clock.advance(Duration.ofMinutes(1));
    watch.runOnce();
    assertThat(notices()).hasSize(2);
    String tenant = books.in(() -> books.bean(Connections.class).binding(beside).tenantId());
    assertThat(
            books.in(() -> sweeps.find(UUID.fromString(tenant), "invoice").orElseThrow()).silent())
        .as("it is asked every five minutes")
        .isTrue();
    assertThat(count("house.webhook_to_note")).isZero();
  }

  /** One that never can, as with half a connection, is tried by itself, and later each time. */
  @Test
  void whatOnePracticeCannotNoteIsNotNotedByAllOthersAgain() throws SQLException {
    UUID broken = UUID.randomUUID();
    call(1, 3);
    clock.advance(Duration.ofMinutes(10));
    call(6, 6);
    clock.advance(Duration.ofMinutes(2));
    execute(
        "insert into house.organisation_route (provider, tenant_id, practice_id, binding_id, grant_id)"
            + " select 'xero', '%s', practice_id, gen_random_uuid(), grant_id from house.organisation_route where binding_id = '%s'"
                .formatted(broken, books.binding()));
    try {
      watch.runOnce();
      assertThat(page()).contains("2 events never came");
      assertThat(count("house.webhook_gap where planned_at is null")).isZero();
      watch.runOnce();
      assertThat(count("house.webhook_to_note where tries = 1 and tenant = '" + broken + "'"))
          .isOne();
      clock.advance(Duration.ofMinutes(2));
      watch.runOnce();
      watch.runOnce();
      assertThat(count("house.webhook_to_note where tries = 2 and tenant = '" + broken + "'"))
          .isOne();
      execute("delete from house.organisation_route where tenant_id = '" + broken + "'");
      clock.advance(Duration.ofMinutes(3));
      watch.runOnce();
      assertThat(count("house.webhook_to_note where tenant = '" + broken + "'"))
          .as("it is nobody's any more")
          .isZero();
    } finally {
      execute("delete from house.organisation_route where tenant_id = '" + broken + "'");
    }
  }

  @Test
  void aReadingThatEndsEarlyGoesOnWhereItWas() {
    Instant ten = clock.instant().minus(Duration.ofHours(5));
    Instant eleven = ten.plus(Duration.ofHours(1));
    note(new Gaps.Gap(1, "a key", 2, ten, eleven.plusSeconds(60)));
    BackFills.Fill begun = books.in(() -> place.begin(BooksRoom.TENANT, "client")).orElseThrow();
    Instant half = ten.plus(Duration.ofMinutes(30));
    Practices.run(books.practice(), () -> place.keep(BooksRoom.TENANT, begun, half, 4));
    assertThat(fill().from()).isEqualTo(half);
    assertThat(page()).contains("2 events never came");
    Instant nine = ten.minus(Duration.ofHours(1));
    note(new Gaps.Gap(2, "a key", 1, nine, nine.plusSeconds(60)));
    assertThat(fill().from()).as("what came before it was not read").isEqualTo(nine);
    Practices.run(books.practice(), () -> place.done(BooksRoom.TENANT, begun, 1));
    assertThat(fill().from()).isEqualTo(nine);
    assertThat(fill().to()).as("the rest of it was").isEqualTo(nine.plusSeconds(60));
    assertThat(fill().dueAt()).isAfter(clock.instant().plus(Duration.ofMinutes(9)));
  }

  @Test
  void aReadingThatIsStoppedGoesOnWhereItWas() {
    Instant from = clock.instant();
    strangers(0, 600);
    clock.advance(Duration.ofMinutes(5));
    strangers(600, 1100);
    note(new Gaps.Gap(1, "a key", 1, from, clock.instant().plusSeconds(1)));
    clock.advance(Duration.ofSeconds(2));
    LaneCalls calls = TurnInHand.beginWith(house, books, 1);
    assertThatThrownBy(() -> run(next(), calls)).isInstanceOf(LaneStopped.class);
    assertThat(fill().from()).isAfter(from.plus(Duration.ofMinutes(2)));
    assertThat(fill().tries()).as("that was no failure").isZero();
  }

  @Test
  void whatCannotBeReadIsTriedLaterEachTime() {
    note(new Gaps.Gap(1, "a key", 1, clock.instant().minusSeconds(60), clock.instant()));
    for (int minutes : List.of(5, 10)) {
      books.control(
          "/_simulator/faults",
          "{\"kind\":\"status\",\"code\":400,\"method\":\"GET\",\"path\":\"/api.xro/2.0/Contacts*\"}");
      LaneJob reading = next();
      assertThatThrownBy(
              () ->
                  books.in(
                      () ->
                          books
                              .bean(Lanes.class)
                              .visit(
                                  books.binding(),
                                  calls -> {
                                    reading.run(calls);
                                    return true;
                                  })))
          .isInstanceOf(LedgerTrouble.class);
      assertThat(Duration.between(clock.instant(), fill().dueAt()))
          .isBetween(Duration.ofMinutes(minutes - 1), Duration.ofMinutes(minutes));
      clock.advance(Duration.ofMinutes(minutes));
    }
  }

  /** What may not be read any more is read by the first reading once it may. */
  @Test
  void whatIsSwitchedOffWaitsNoLonger() {
    note("payment", new Gaps.Gap(1, "a key", 1, clock.instant().minusSeconds(60), clock.instant()));
    assertThat(page()).contains("within some minutes");
    Practices.run(
        books.practice(),
        () -> books.bean(LedgerFeatures.class).turn(books.binding(), Feature.PAYMENTS, false));
    assertThat(next()).isNull();
    assertThat(page()).doesNotContain("within some minutes");
  }

  private LaneJob next() {
    var turn = new LaneScope(books.lane(), books.binding().value(), true, 1_000_000);
    return books.in(() -> fills.next(LaneClass.SWEEP, turn));
  }

  private void run(LaneJob reading, LaneCalls calls) {
    Practices.run(books.practice(), () -> reading.run(calls));
  }

  private void strangers(int from, int to) {
    for (int i = from; i < to; i++) {
      books.control(books.organisation() + "/contacts", "{\"Name\":\"Stranger " + i + "\"}");
    }
  }

  private void note(Gaps.Gap gap) {
    note("client", gap);
  }

  private void note(String kind, Gaps.Gap gap) {
    books.in(() -> untold.note(BooksRoom.TENANT, gap, List.of(kind), gap.from(), clock.instant()));
  }

  private BackFills.Fill fill() {
    return books.in(() -> place.open(BooksRoom.TENANT)).getFirst();
  }

  /** Three are paid in Xero, and no event tells it. */
  private void silence(List<InvoiceId> three) {
    areMet(three, Duration.ofHours(26));
    clock.advance(Duration.ofMinutes(21));
    watch.runOnce();
    assertThat(page()).contains("Xero tells nothing any more");
  }

  /** Paid in Xero, and met by two readings, the first after so long. */
  private void areMet(List<InvoiceId> three, Duration wait) {
    three.subList(0, 2).forEach(this::payInXero);
    clock.advance(wait);
    books.settle();
    payInXero(three.get(2));
    Duration least = Duration.ofMinutes(11);
    clock.advance(wait.compareTo(least) < 0 ? least : wait);
    books.settle();
  }

  private void invoicesAreTold() throws SQLException {
    execute(
        "insert into house.webhook_told (tenant, category) values ('%s', 'INVOICE')"
            .formatted(BooksRoom.TENANT));
  }

  private int count(String from) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement();
        var row = statement.executeQuery("select count(*) from " + from)) {
      row.next();
      return row.getInt(1);
    }
  }

  private void seldom() {
    books.in(
        () ->
            rhythm.choose(
                BooksRoom.TENANT, new Rhythm.Choice(Duration.ofDays(1), 2, Duration.ofHours(12))));
    clock.advance(Duration.ofMinutes(6));
    books.settle();
  }

  private List<InvoiceId> invoices(int count) {
    List<InvoiceId> invoices = Stream.generate(books::invoice).limit(count).toList();
    books.settle();
    return invoices;
  }

  private void subscribe() {
    xero.control(
        "POST",
        "/_simulator/webhooks?url=" + encoded(url()) + "&key=" + encoded(TandemTest.WEBHOOK_KEY));
  }

  private String url() {
    return "http://localhost:" + port + "/webhooks/xero";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Of somebody who is nobody's here. */
  private void somethingElseIsTold() throws SQLException {
    long before = calls();
    books.control(books.organisation() + "/contacts", "{\"Name\":\"Other %d\"}".formatted(before));
    Awaitility.await("Xero's call").atMost(PATIENCE).until(() -> calls() > before);
  }

  private long calls() throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement();
        var row = statement.executeQuery("select count(*) from house.webhook_delivery")) {
      row.next();
      return row.getLong(1);
    }
  }

  private void payInXero(InvoiceId invoice) {
    books.control(
        books.organisation()
            + "/invoices/"
            + books.ledgerId("invoice", invoice.value())
            + "/pay?reference=Deposit",
        "");
  }

  private List<String> onceMore(Instant from) {
    return books.log().stream()
        .filter(it -> !it.at().isBefore(from))
        .map(SyncLog.Call::operation)
        .filter(it -> it.endsWith("once more"))
        .toList();
  }

  private String page() {
    return owner.get("/ledger/inbox").body();
  }

  private List<NoticeView> notices() {
    return books.in(() -> books.bean(Notices.class).openUnder("webhook/"));
  }

  private void call(long first, long last) throws SQLException {
    call("a key", first, last);
  }

  private void call(String via, long first, long last) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement =
            connection.prepareStatement(
                """
                insert into house.webhook_delivery
                  (provider, via, received_at, first_seq, last_seq, events, unreadable)
                values ('xero', ?, ?, ?, ?, ?, 0)""")) {
      statement.setString(1, via);
      statement.setTimestamp(2, Timestamp.from(clock.instant()));
      statement.setLong(3, first);
      statement.setLong(4, last);
      statement.setInt(5, (int) (last - first + 1));
      statement.executeUpdate();
    }
  }

  /** One that was dealt with as it came. */
  private void event(InvoiceId invoice) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement =
            connection.prepareStatement(
                """
                insert into house.delivery
                  (key, received_at, tenant, category, resource, event_at, body, done_at, verdict)
                values (decode(md5(?), 'hex'), ?, ?, 'INVOICE', ?, ?, 'x', ?, 'known')""")) {
      statement.setString(1, "gap " + invoice);
      Timestamp now = Timestamp.from(clock.instant());
      statement.setTimestamp(2, now);
      statement.setObject(3, BooksRoom.TENANT);
      statement.setString(4, books.ledgerId("invoice", invoice.value()));
      statement.setTimestamp(5, now);
      statement.setTimestamp(6, now);
      statement.executeUpdate();
    }
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
