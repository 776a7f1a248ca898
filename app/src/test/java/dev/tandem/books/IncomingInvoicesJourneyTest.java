package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.Browser;
import dev.tandem.Browser.Page;
import dev.tandem.Program;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestPractice;
import dev.tandem.TestXero;
import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.Feature;
import dev.tandem.books.connection.LedgerFeatures;
import dev.tandem.books.connection.LostReason;
import dev.tandem.books.inbox.Incoming;
import dev.tandem.books.inbox.Replays;
import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.books.mirror.Choices.Choice;
import dev.tandem.books.mirror.Choices.Chosen;
import dev.tandem.books.mirror.IncomingChoices;
import dev.tandem.books.mirror.Linking;
import dev.tandem.books.mirror.Wins;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Erasures;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.shared.Practices;
import dev.tandem.shared.Refused;
import dev.tandem.staff.Role;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Invoices that are made in Xero for linked clients come in from the day on that was chosen. */
@TandemTest
class IncomingInvoicesJourneyTest {

  private static final String PAGE = "/ledger/incoming";
  private static final JsonMapper JSON = new JsonMapper();

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestXero xero;
  @LocalServerPort int port;

  private BooksRoom books;
  private Browser bookkeeper;
  private String ann;
  private LocalDate today;

  @BeforeEach
  void open() {
    books = BooksRoom.open(house);
    bookkeeper = TestPractice.of(house, books.practice()).browser(Role.BOOKKEEPER);
    bookkeeper.get("/account");
    ann = books.ledgerId("client", books.room().client().value());
    today = LocalDate.now(clock.withZone(dev.tandem.practice.PracticeRoom.ZONE));
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void theyAreCountedThenChosenThenHereAndPaidAtTheDesk() {
    sale("X-1", today.minusDays(20), "100", "AUTHORISED");
    String part = sale("X-2", today.minusDays(10), "200", "AUTHORISED");
    books.control(books.organisation() + "/invoices/" + part + "/pay?amount=50", "");
    sale("X-3", today.minusDays(5), "300", "DRAFT");
    sale("X-early", today.minusDays(21), "1", "AUTHORISED");
    String gone = sale("X-void", today.minusDays(3), "2", "AUTHORISED");
    write("Invoices", "POST", "{\"InvoiceID\":\"" + gone + "\",\"Status\":\"VOIDED\"}");
    bill(ann);
    saleOf(contact("Stranger"), "X-stranger", today, "4", "AUTHORISED");
    InvoiceId ours = books.invoice();
    books.settle();
    assertThat(invoices()).as("none before it is chosen").containsOnlyKeys(number(ours));

    assertThat(bookkeeper.get(PAGE).body()).contains("None comes in until you choose so");
    assertThat(tryOut(today.minusDays(20)).redirect()).isEqualTo(PAGE);
    assertThat(bookkeeper.get(PAGE).body()).contains("Counting those dated");
    books.forgetCalls();
    books.turn();
    assertThat(asked("IDs=")).as("counted without fetching any").isEmpty();
    assertThat(bookkeeper.get(PAGE).body())
        .contains("<strong>3 invoices</strong> would come in", "600.00", "Have them come in");
    assertThat(invoices()).containsOnlyKeys(number(ours));

    assertThat(choose(today.minusDays(20)).redirect()).isEqualTo(PAGE);
    assertThat(bookkeeper.get(PAGE).body()).contains("3 still to come in", "<progress");
    books.settle();
    assertThat(invoices()).containsOnlyKeys(number(ours), "X-1", "X-2", "X-3");
    assertThat(bookkeeper.get(PAGE).body())
        .contains("come in, and new ones")
        .doesNotContain("still to come in", "<progress");
    InvoiceView paid = invoices().get("X-2");
    assertThat(paid.due()).isEqualByComparingTo("150");
    assertThat(paid.payments()).singleElement().matches(it -> it.fromLedger());
    assertThat(paid.madeInLedger()).isTrue();
    assertThat(books.find(ours).madeInLedger()).isFalse();
    assertThat(invoices().get("X-3").status()).isEqualTo(InvoiceStatus.DRAFT);
    for (String it : List.of("X-1", "X-2", "X-3")) {
      assertThat(standing(it).state()).as(it).isEqualTo(Outbox.State.IN_STEP);
    }
    assertThat(bookkeeper.get("/invoices/" + paid.id()).body()).contains("Made in Xero");
    assertThat(bookkeeper.get("/ledger/story/invoice/" + paid.id()).body())
        .contains("Came in from Xero, where it was made");

    books.pay(paid.id(), "150.00");
    clock.advance(Duration.ofSeconds(5));
    books.settle();
    assertThat(there(part).path("AmountDue").decimalValue()).isEqualByComparingTo("0");
    assertThat(invoices().get("X-2").status()).isEqualTo(InvoiceStatus.PAID);
    // A change there is followed like that of any other.
    write("Invoices", "POST", "{\"InvoiceID\":\"" + theirs("X-1") + "\",\"Status\":\"VOIDED\"}");
    sweep();
    assertThat(invoices().get("X-1").status()).isEqualTo(InvoiceStatus.VOIDED);
  }

  @Test
  void laterOnesComeWithTheirEventAndWithoutOneWithTheNextReading() throws Exception {
    choose();
    sale("X-5", today, "50", "AUTHORISED");
    sale("X-old", today.minusDays(40), "50", "AUTHORISED");
    sweep();
    assertThat(invoices()).containsOnlyKeys("X-5");
    subscribe();
    clock.advance(Duration.ofSeconds(30));
    long before = delivered();
    sale("X-6", today, "60", "AUTHORISED");
    bill(ann);
    awaitMore(before + 1);
    books.settle();
    assertThat(invoices()).containsOnlyKeys("X-5", "X-6");
    sweep();
    sweep();
    assertThat(invoices()).as("each once").containsOnlyKeys("X-5", "X-6");
    assertThat(count("practice.incoming_invoice")).isZero();
    turnOff();
    sale("X-7", today, "70", "AUTHORISED");
    sweep();
    assertThat(invoices()).as("turned off").containsOnlyKeys("X-5", "X-6");
    assertThat(standing("X-6").state()).isEqualTo(Outbox.State.IN_STEP);
  }

  @Test
  void oneThatNoEventAndNoReadingShowedComesInTheNight() {
    choose();
    String late = sale("X-late", today, "50", "AUTHORISED");
    vanish(late, "");
    sweep();
    vanish(late, "&back=true");
    sweep();
    assertThat(invoices()).as("no reading of changes shows it").isEmpty();
    night();
    assertThat(invoices()).containsOnlyKeys("X-late");
    assertThat(standing("X-late").state()).isEqualTo(Outbox.State.IN_STEP);
  }

  @Test
  void whatWeMadeOurselvesIsNotAskedForEveryNight() {
    InvoiceId lost = books.invoice();
    books.settle();
    String there = books.ledgerId("invoice", lost.value());
    execute(
        "delete from practice.link where record = '%s'".formatted(lost),
        "delete from practice.invoice_line where invoice_id = '%s'".formatted(lost),
        "delete from practice.invoice where id = '%s'".formatted(lost));
    choose();
    night();
    assertThat(invoices()).isEmpty();
    books.forgetCalls();
    night();
    assertThat(asked("order=InvoiceID")).as("all were listed").isNotEmpty();
    assertThat(asked(there)).isEmpty();
    assertThat(invoices()).isEmpty();
  }

  /** A list in summary form tells whose they are: those of a shop are not looked at one by one. */
  @Test
  void aShopInTheSameBooksCostsNoLookAtEachOfItsSales() throws Exception {
    String shop = contact("Shop");
    choose();
    subscribe();
    clock.advance(Duration.ofSeconds(30));
    long before = delivered();
    String sold = saleOf(shop, "S-1", today, "5", "AUTHORISED");
    saleOf(shop, "S-2", today, "6", "AUTHORISED");
    String ours = sale("X-8", today, "80", "AUTHORISED");
    awaitMore(before + 2);
    books.forgetCalls();
    books.settle();
    assertThat(invoices()).containsOnlyKeys("X-8");
    assertThat(asked(ours)).isNotEmpty();
    assertThat(asked(sold)).isEmpty();
  }

  /** What it tells of lies behind what a list of changes would show. */
  @Test
  void oneWhoseEventIsPlayedAgainIsRead() throws Exception {
    choose();
    subscribe();
    clock.advance(Duration.ofSeconds(30));
    long before = delivered();
    String sold = sale("X-9", today, "90", "AUTHORISED");
    vanish(sold, "");
    awaitMore(before);
    books.settle();
    sweep();
    vanish(sold, "&back=true");
    sweep();
    assertThat(invoices()).as("no reading of changes shows it").isEmpty();
    Instant now = clock.instant();
    books.in(
        () ->
            books
                .bean(Replays.class)
                .replay(now.minus(Duration.ofDays(1)), now.plusSeconds(1), true));
    books.settle();
    assertThat(invoices()).containsOnlyKeys("X-9");
  }

  @Test
  void oneOfAnOrganisationWithOneLocationComesInThere() {
    BindingId second = books.besideAnother("Second");
    LocationId harbour = books.room().location();
    Practices.run(books.practice(), () -> books.bean(Connections.class).assign(harbour, second));
    Binding there = books.in(() -> books.bean(Connections.class).binding(second));
    String at = "/_simulator/organisations/" + there.tenantId();
    String contact =
        books
            .control(at + "/contacts", "{\"Name\":\"Two Homes\"}")
            .findValuesAsString("ContactID")
            .getFirst();
    ClientId client = books.add("Two", "Homes");
    books.settleAll();
    link(UUID.fromString(there.tenantId()), client, contact, "Two Homes");
    Practices.run(books.practice(), () -> incoming().tryOut(there, today.minusDays(5)));
    books.settleAll();
    Practices.run(books.practice(), () -> incoming().choose(there, today.minusDays(5)));
    books.settleAll();
    books.control(
        at + "/write?method=PUT&path=Invoices", sold(contact, "X-second", today, "20", "DRAFT"));
    clock.advance(Duration.ofMinutes(6));
    books.settleAll();
    assertThat(invoices().get("X-second").location()).isEqualTo(harbour);
  }

  /** Its answer was lost, and somebody wrote an invoice for it before it was found. */
  @Test
  void whoIsFoundLaterGetsTheirs() {
    choose();
    books.fault("drop-after-commit", "PUT", "Contacts");
    ClientId zed = books.add("Zed", "Zulu");
    clock.advance(Duration.ofSeconds(3));
    books.turn();
    String contact = books.contacts("Zed Zulu").getFirst().path("ContactID").asString();
    saleOf(contact, "X-zed", today, "12", "AUTHORISED");
    execute("update practice.sweep set due_at = '2020-01-01' where kind = 'invoice'");
    clock.advance(Duration.ofSeconds(20));
    books.turn();
    assertThat(books.ledgerId("client", zed.value())).as("not found yet").isNull();
    books.forgetCalls();
    clock.advance(Duration.ofMinutes(10));
    books.settle();
    assertThat(asked("ContactIDs=")).as("asked for").anyMatch(it -> it.contains(contact));
    assertThat(books.ledgerId("client", zed.value())).isEqualTo(contact);
    assertThat(invoices()).containsOnlyKeys("X-zed");
  }

  @Test
  void whatIsRefusedIsAskedForEverMoreRarely() {
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"status\",\"code\":400,\"method\":\"GET\",\"path\":\"/api.xro/2.0/Invoices*\",\"count\":500}");
    tryOut(today.minusDays(5));
    books.forgetCalls();
    for (int i = 0; i < 90; i++) {
      clock.advance(Duration.ofSeconds(40));
      books.turn();
    }
    assertThat(bookkeeper.get(PAGE).body()).contains("Xero refused to list them");
    assertThat(asked("createdByMyApp")).as("asked in an hour").hasSizeBetween(4, 12);
    xero.control("DELETE", "/_simulator/faults");
    clock.advance(Duration.ofHours(1));
    books.settle();
    assertThat(bookkeeper.get(PAGE).body())
        .contains("there is nothing to bring in")
        .doesNotContain("Xero refused to list them");
  }

  /** Each is fetched with others; those are not to blame for it. */
  @ParameterizedTest
  @ValueSource(ints = {400, 500})
  void oneThatXeroDoesNotGiveKeepsNoOtherFromComingIn(int code) {
    for (int i = 1; i <= 6; i++) {
      sale("X-" + i, today, "10", "AUTHORISED");
    }
    String bad = sale("X-bad", today, "11", "AUTHORISED");
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"status\",\"code\":%d,\"method\":\"GET\",\"path\":\"/api.xro/2.0/Invoices?*%s*\",\"count\":5000}"
            .formatted(code, bad));
    tryOut(today.minusDays(30));
    books.turn();
    choose(today.minusDays(30));
    for (int i = 0; i < 20; i++) {
      books.turn();
      clock.advance(Duration.ofSeconds(6));
    }
    assertThat(invoices()).containsOnlyKeys("X-1", "X-2", "X-3", "X-4", "X-5", "X-6");
    assertThat(left()).as("nothing of it is asked for in this way again").isZero();
    assertThat(bookkeeper.get(PAGE).body()).doesNotContain("Xero refused", "could not be reached");
    assertThat(bookkeeper.get("/ledger/inbox").body()).contains("status " + code);
    xero.control("DELETE", "/_simulator/faults");
    clock.advance(Duration.ofHours(1));
    books.settle();
    assertThat(invoices()).containsKey("X-bad");
  }

  /** Nobody can tell whose it is: it stands in the inbox until it can be read. */
  @Test
  void whatCannotBeReadInAListIsNotLostWithoutAWord() {
    sale("X-1", today, "10", "AUTHORISED");
    String bad = sale("X-bad", today, "11", "AUTHORISED");
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"unreadable-element\",\"method\":\"GET\",\"path\":\"/api.xro/2.0/*\",\"id\":\"%s\",\"flaw\":\"date\",\"count\":500}"
            .formatted(bad));
    choose();
    assertThat(invoices()).containsOnlyKeys("X-1");
    assertThat(bookkeeper.get("/ledger/inbox").body()).contains("in a form that cannot be read");
    xero.control("DELETE", "/_simulator/faults");
    clock.advance(Duration.ofHours(7));
    books.settle();
    assertThat(invoices()).containsOnlyKeys("X-1", "X-bad");
  }

  /** Its number is of a form that the practice had once, and its address none of ours. */
  @Test
  void whatSomebodyIsAskedAboutIsNoStrangersInvoice() {
    choose();
    String asked = sale("OLD-17", today, "10", "AUTHORISED");
    execute(
        """
        insert into practice.adoption (practice_id, tenant, kind, ledger_id, verdict, reason, at)
        values ('%s', '%s', 'invoice', '%s', 'person', 'Is it ours?', now())"""
            .formatted(books.practice(), BooksRoom.TENANT, asked));
    books.forgetCalls();
    sweep();
    assertThat(asked("createdByMyApp"))
        .as("Xero is asked whether we made it")
        .anyMatch(it -> it.contains(asked));
  }

  /** Its link was ended when Xero had lost it; what stands here stands alone. */
  @Test
  void whatWasForgottenIsAskedAboutWhenItIsShownAgain() throws Exception {
    choose();
    String there = sale("X-1", today, "100", "AUTHORISED");
    books.control(books.organisation() + "/invoices/" + there + "/pay?amount=60", "");
    // A list that lacks all that was there is not believed.
    sale("X-2", today, "20", "AUTHORISED");
    sweep();
    InvoiceId here = invoices().get("X-1").id();
    String paid = books.find(here).payments().getFirst().ledgerId();
    books.control(books.organisation() + "/vanish?collection=Payments&id=" + paid, "");
    vanish(there, "");
    for (int i = 0; i < 3; i++) {
      night();
    }
    String story = "/ledger/story/invoice/" + here;
    bookkeeper.get(story);
    bookkeeper.submit(story + "/gone", Map.of("answer", "forget"));
    assertThat(bookkeeper.get(story).body()).contains("Left out of Xero");
    vanish(there, "&back=true");
    books.control(books.organisation() + "/vanish?collection=Payments&back=true&id=" + paid, "");
    night();
    night();
    assertThat(count("practice.invoice")).as("not a second one").isEqualTo(2);
    assertThat(bookkeeper.get("/ledger/inbox").body())
        .contains("X-1 was linked with it until somebody ended that");
    bookkeeper.get("/ledger/periods");
    bookkeeper.submit("/ledger/periods/invoice/" + here + "/back", Map.of());
    books.settle();
    sweep();
    night();
    assertThat(books.ledgerId("invoice", here.value())).isEqualTo(there);
    assertThat(books.find(here).paid()).isEqualByComparingTo("60");
    assertThat(books.find(here).payments()).hasSize(1);
    assertThat(standing("X-1").state()).isEqualTo(Outbox.State.IN_STEP);
    assertThat(count("practice.invoice")).isEqualTo(2);
    assertThat(bookkeeper.get("/ledger/inbox").body())
        .doesNotContain("was linked with it until somebody ended that");
  }

  @Test
  void whatWeMadeOurselvesNeverComesInThisWay() throws Exception {
    InvoiceId lost = books.invoice();
    books.settle();
    String number = number(lost);
    String there = books.ledgerId("invoice", lost.value());
    // This database does not know it any more, and nobody said that it was put back.
    execute(
        "delete from practice.link where record = '%s'".formatted(lost),
        "delete from practice.invoice_line where invoice_id = '%s'".formatted(lost),
        "delete from practice.invoice where id = '%s'".formatted(lost));
    String hand = sale("INV-9000", today, "90", "AUTHORISED");
    tryOut(today.minusDays(30));
    books.turn();
    assertThat(bookkeeper.get(PAGE).body()).contains("<strong>1 invoice</strong> would come in");
    choose(today.minusDays(30));
    books.settle();
    assertThat(invoices()).as("like ours, made by hand").containsOnlyKeys("INV-9000");
    clock.advance(Duration.ofSeconds(30));
    edit(there, "Edited");
    edit(hand, "Edited, too");
    sweep();
    assertThat(invoices()).containsOnlyKeys("INV-9000").doesNotContainKey(number);
    assertThat(invoices().get("INV-9000").reference()).isEqualTo("Edited, too");
    assertThat(books.in(() -> books.bean(Billing.class).upcomingNumber()))
        .as("our numbers go on above it")
        .isEqualTo("INV-9001");
  }

  /** Whatever our calls make between the list of our own and that of all is in the second alone. */
  @Test
  void whatIsJustBeingCreatedIsNoStrangers() {
    sale("X-1", today, "10", "AUTHORISED");
    tryOut(today.minusDays(1));
    books.turn();
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"500\",\"method\":\"GET\",\"path\":\"/api.xro/2.0/Invoices*\",\"after\":1}");
    choose(today.minusDays(1));
    books.turn();
    assertThat(column("select own_listed from practice.incoming_choice where practice_id = '%s'"))
        .as("ours are listed, and not yet all")
        .containsExactly("t");
    books.fault("drop-after-commit", "PUT", "Invoices");
    InvoiceId ours = books.invoice();
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    assertThat(column("select own_listed from practice.incoming_choice where practice_id = '%s'"))
        .containsExactly("t");
    assertThat(books.records("invoices", it -> number(ours).equals(number(it))))
        .as("it is there, and nobody told us")
        .hasSize(1);
    clock.advance(Duration.ofSeconds(31));
    books.turn();
    books.settle();
    assertThat(invoices()).containsOnlyKeys("X-1", number(ours));
    assertThat(books.standing("invoice", ours.value()).state()).isEqualTo(Outbox.State.IN_STEP);
    assertThat(books.find(ours).madeInLedger()).isFalse();
  }

  @Test
  void whatIsNotedAsOurOwnIsNotWantedWhateverWasThoughtOfIt() {
    choose();
    var choices = books.bean(IncomingChoices.class);
    String ours = UUID.randomUUID().toString();
    books.in(
        () -> {
          choices.wantLater(BooksRoom.TENANT, List.of(ours), clock.instant());
          choices.noteOwn(BooksRoom.TENANT, List.of(ours));
          choices.noteListed(
              BooksRoom.TENANT,
              List.of(new IncomingChoices.Listed(ours, java.math.BigDecimal.TEN, "AUD")),
              true);
          choices.wantLater(BooksRoom.TENANT, List.of(ours), clock.instant());
          return null;
        });
    assertThat(left()).isZero();
  }

  @Test
  void whatWasUnderWayWhenItWasStoppedIsNotWaitedFor() {
    choose();
    var choices = books.bean(IncomingChoices.class);
    List<String> lent = List.of(UUID.randomUUID().toString());
    Practices.run(
        books.practice(), () -> choices.wantLater(BooksRoom.TENANT, lent, clock.instant()));
    assertThat(bookkeeper.get(PAGE).body()).contains("1 still to come in", "Stop it");
    turnOff();
    Practices.run(
        books.practice(),
        () -> {
          choices.giveBack(BooksRoom.TENANT, lent);
          choices.wantLater(BooksRoom.TENANT, lent, clock.instant());
        });
    assertThat(count("practice.incoming_invoice")).isZero();
    assertThat(bookkeeper.get(PAGE).body())
        .contains("Count them")
        .doesNotContain("<progress", "Stop it");
  }

  @Test
  void allListsAreAsWideAsTheReadingByIds() {
    sale("INV-9000", today, "10", "AUTHORISED");
    books.forgetCalls();
    choose();
    clock.advance(Duration.ofSeconds(30));
    sale("INV-9001", today, "10", "AUTHORISED");
    sweep();
    assertThat(invoices()).containsOnlyKeys("INV-9000", "INV-9001");
    assertThat(asked("createdByMyApp"))
        .as("listed twice, asked about once")
        .hasSize(3)
        .allMatch(it -> it.contains("includeArchived=true"));
    assertThat(asked("order=InvoiceID"))
        .as("ours and all, twice")
        .hasSize(4)
        .allMatch(it -> it.contains("includeArchived=true"));
  }

  @Test
  void whilePaymentsAreLeftAloneNoneComesIn() {
    choose();
    turnPayments(false);
    String paid = sale("X-paid", today, "80", "AUTHORISED");
    books.control(books.organisation() + "/invoices/" + paid + "/pay", "");
    sweep();
    assertThat(invoices()).isEmpty();
    assertThat(bookkeeper.get(PAGE).body())
        .contains(
            "Payments are switched off for this organisation. Invoices that are paid in Xero would look owed here",
            "1 still to come in");
    assertThatThrownBy(
            () -> Practices.run(books.practice(), () -> incoming().tryOut(binding(), today)))
        .hasMessageContaining("Payments are switched off");
    turnPayments(true);
    sweep();
    assertThat(invoices()).containsOnlyKeys("X-paid");
    assertThat(invoices().get("X-paid").status()).isEqualTo(InvoiceStatus.PAID);
    assertThat(left()).isZero();
  }

  @Test
  void whatNeverListsItsPaymentsIsTriedLaterEachTimeAndThenAPersonIsAsked() {
    choose();
    String paid = sale("X-hollow", today, "80", "AUTHORISED");
    books.control(books.organisation() + "/invoices/" + paid + "/pay", "");
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"hollow-list\",\"path\":\"/api.xro/2.0/Invoices*\",\"count\":1000}");
    sweep();
    assertThat(invoices()).isEmpty();
    assertThat(left()).as("another day may be chosen").isZero();
    assertThat(bookkeeper.get("/ledger/inbox").body()).contains("does not list all that was paid");
    books.forgetCalls();
    for (int i = 0; i < 60; i++) {
      clock.advance(Duration.ofMinutes(1));
      books.turn();
    }
    assertThat(asked(paid)).as("fetched in an hour").hasSizeBetween(1, 5);
    xero.control("DELETE", "/_simulator/faults");
    clock.advance(Duration.ofHours(7));
    books.settle();
    assertThat(invoices()).containsOnlyKeys("X-hollow");
    assertThat(invoices().get("X-hollow").status()).isEqualTo(InvoiceStatus.PAID);
    assertThat(bookkeeper.get("/ledger/inbox").body())
        .doesNotContain("does not list all that was paid");
  }

  @Test
  void oneOverNothingIsOwedByNobody() {
    choose();
    sale("X-free", today.minusDays(20), "0", "AUTHORISED");
    sweep();
    assertThat(invoices().get("X-free").status()).isEqualTo(InvoiceStatus.PAID);
    assertThat(standing("X-free").state()).isEqualTo(Outbox.State.IN_STEP);
  }

  @Test
  void aNumberOfOursMayBeAnothersThere() {
    ClientId zed = books.add("Zed", "Other");
    choose();
    InvoiceId waiting = books.invoice();
    saleOf(books.ledgerId("client", zed.value()), number(waiting), today, "77", "AUTHORISED");
    sweep();
    assertThat(books.in(() -> books.bean(Billing.class).allByNumbers(List.of(number(waiting)))))
        .hasEntrySatisfying(number(waiting), both -> assertThat(both).hasSize(2));
    assertThat(books.standing("invoice", waiting.value()).state())
        .as("ours needs another number there")
        .isEqualTo(Outbox.State.NEEDS_YOU);
  }

  @Test
  void whoIsLinkedLaterGetsTheirsAndWhoIsErasedNone() {
    String bob = contact("Bob Later");
    String theirs = saleOf(bob, "X-bob", today.minusDays(2), "33", "AUTHORISED");
    choose();
    assertThat(invoices()).isEmpty();
    ClientId client = books.add("Robert", "Later");
    execute("delete from practice.pending_push where record = '%s'".formatted(client));
    link(client, bob, "Bob Later");
    books.settle();
    assertThat(invoices()).containsOnlyKeys("X-bob");
    assertThat(count("practice.incoming_contact")).isZero();
    books.control(books.organisation() + "/invoices/" + theirs + "/pay", "");
    sweep();
    Practices.run(books.practice(), () -> books.bean(Erasures.class).erase(client));
    saleOf(bob, "X-after", today, "34", "AUTHORISED");
    sweep();
    assertThat(invoices()).containsOnlyKeys("X-bob");
  }

  @Test
  void whateverStopsItItGoesOnWhereItWas() {
    for (int i = 0; i < 45; i++) {
      sale("M-" + i, today.minusDays(1), "10", "AUTHORISED");
    }
    tryOut(today.minusDays(5));
    books.fault("500", "GET", "Invoices");
    books.turn();
    assertThat(bookkeeper.get(PAGE).body()).contains("Xero could not be reached", "Counting");
    books.settle();
    assertThat(bookkeeper.get(PAGE).body())
        .contains("<strong>45 invoices</strong> would come in")
        .doesNotContain("could not be reached");
    choose(today.minusDays(5));
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"429\",\"problem\":\"day\",\"retryAfter\":40,\"method\":\"GET\",\"path\":\"/api.xro/2.0/Invoices*\"}");
    books.turn();
    assertThat(bookkeeper.get(PAGE).body()).contains("goes on by itself");
    assertThat(invoices()).isEmpty();
    assertThatThrownBy(
            () -> Practices.run(books.practice(), () -> incoming().tryOut(binding(), today)))
        .as("another day meanwhile")
        .hasMessageContaining("still coming in");
    clock.advance(Duration.ofSeconds(50));
    books.settle();
    assertThat(invoices()).hasSize(45);
    assertThat(count("practice.incoming_invoice")).isZero();

    for (int i = 0; i < 3; i++) {
      sale("N-" + i, today, "10", "AUTHORISED");
    }
    books.fault("500", "GET", "Invoices");
    tryOut(today.minusDays(9));
    books.turn();
    turnOff();
    clock.advance(Duration.ofMinutes(10));
    books.settle();
    assertThat(invoices()).as("stopped").hasSize(45);
  }

  @Test
  void whatCannotBeChosenIsSaidAndChangesNothing() {
    assertThat(tryOut(today.plusDays(2)).body()).contains("Choose today or a day before");
    for (String day : List.of("-5000-01-01", "0001-01-01", "1899-12-31")) {
      assertThat(tryOut(LocalDate.parse(day)).body()).as(day).contains("is the year right?");
    }
    bookkeeper.get(PAGE);
    Page empty = bookkeeper.submit(trial(), Map.of("from", ""));
    assertThat(empty.status()).isEqualTo(409);
    assertThat(empty.body()).contains("Choose the day from which on they come in");
    assertThatThrownBy(
            () -> Practices.run(books.practice(), () -> incoming().choose(binding(), today)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("Somebody has chosen another day");
    Practices.run(
        books.practice(),
        () -> books.bean(Connections.class).lost(books.binding(), LostReason.NO_ACCESS));
    assertThat(bookkeeper.get(PAGE).body())
        .contains("needs somebody first")
        .doesNotContain("Count them");
    assertThatThrownBy(
            () -> Practices.run(books.practice(), () -> incoming().tryOut(binding(), today)))
        .hasMessageContaining("needs somebody first");
    assertThat(count("practice.incoming_choice")).isZero();
    Program desk = TestPractice.of(house, books.practice()).program(Role.RECEPTIONIST);
    assertThat(
            desk.post("/api/v1/ledger/connections/" + books.binding() + "/incoming/trial", "{}")
                .status())
        .isEqualTo(403);
  }

  @Test
  void aProgramChoosesToo() {
    sale("X-1", today, "100", "AUTHORISED");
    Program program = TestPractice.of(house, books.practice()).program(Role.BOOKKEEPER);
    String at = "/api/v1/ledger/connections/" + books.binding() + "/incoming";
    String day = "{\"from\":\"" + today + "\"}";
    assertThat(JSON.readTree(program.get(at).body()).path("from").isNull()).isTrue();
    assertThat(program.post(at + "/trial", "{}").status()).isEqualTo(422);
    assertThat(program.post(at + "/trial", day).status()).isEqualTo(202);
    books.turn();
    JsonNode counted = JSON.readTree(program.get(at).body());
    assertThat(counted.at("/counted/0/invoices").asInt()).isEqualTo(1);
    assertThat(counted.at("/counted/0/total").decimalValue()).isEqualByComparingTo("100");
    assertThat(program.post(at, day).status()).isEqualTo(200);
    books.settle();
    assertThat(invoices()).containsOnlyKeys("X-1");
    String one = "/api/v1/invoices/" + invoices().get("X-1").id();
    assertThat(JSON.readTree(program.get(one).body()).path("madeInLedger").asBoolean()).isTrue();
  }

  private Binding binding() {
    return books.in(() -> books.bean(Connections.class).binding(books.binding()));
  }

  private Incoming incoming() {
    return books.bean(Incoming.class);
  }

  private String trial() {
    return "/ledger/connection/" + books.binding() + "/incoming/trial";
  }

  private Page tryOut(LocalDate from) {
    bookkeeper.get(PAGE);
    return bookkeeper.submit(trial(), Map.of("from", from.toString()));
  }

  private Page choose(LocalDate from) {
    bookkeeper.get(PAGE);
    return bookkeeper.submit(
        "/ledger/connection/" + books.binding() + "/incoming", Map.of("from", from.toString()));
  }

  private void turnOff() {
    bookkeeper.get(PAGE);
    bookkeeper.submit("/ledger/connection/" + books.binding() + "/incoming/removal", Map.of());
  }

  /** From a month ago on. */
  private void choose() {
    tryOut(today.minusDays(30));
    books.turn();
    choose(today.minusDays(30));
    books.settle();
  }

  private void vanish(String invoice, String back) {
    books.control(books.organisation() + "/vanish?collection=Invoices&id=" + invoice + back, "");
  }

  /** Until the next morning. */
  private void night() {
    clock.advance(Duration.ofHours(45));
    books.settle();
    sweep();
    sweep();
  }

  private void sweep() {
    clock.advance(Duration.ofMinutes(6));
    books.settle();
  }

  private String sale(String number, LocalDate date, String amount, String status) {
    return saleOf(ann, number, date, amount, status);
  }

  private String saleOf(
      String contact, String number, LocalDate date, String amount, String status) {
    return write("Invoices", "PUT", sold(contact, number, date, amount, status))
        .findValuesAsString("InvoiceID")
        .getFirst();
  }

  private static String sold(
      String contact, String number, LocalDate date, String amount, String status) {
    return """
        {"Type":"ACCREC","Contact":{"ContactID":"%s"},"InvoiceNumber":"%s","Date":"%s",
         "DueDate":"%s","Status":"%s","LineAmountTypes":"NoTax","LineItems":[
         {"Description":"By hand","Quantity":1,"UnitAmount":%s,"AccountCode":"200"}]}"""
        .formatted(contact, number, date, date.plusDays(14), status, amount);
  }

  private void bill(String contact) {
    write(
        "Invoices",
        "PUT",
        """
        {"Type":"ACCPAY","Contact":{"ContactID":"%s"},"InvoiceNumber":"BILL-1","Date":"%s",
         "DueDate":"%s","Status":"AUTHORISED","LineItems":[
         {"Description":"Rent","Quantity":1,"UnitAmount":5,"AccountCode":"400"}]}"""
            .formatted(contact, today, today));
  }

  private void edit(String invoice, String reference) {
    write(
        "Invoices",
        "POST",
        "{\"InvoiceID\":\"%s\",\"Reference\":\"%s\"}".formatted(invoice, reference));
  }

  private JsonNode write(String path, String method, String json) {
    return books.control(books.organisation() + "/write?method=" + method + "&path=" + path, json);
  }

  private String contact(String name) {
    return books
        .control(books.organisation() + "/contacts", "{\"Name\":\"" + name + "\"}")
        .findValuesAsString("ContactID")
        .getFirst();
  }

  private void link(ClientId client, String contact, String name) {
    link(BooksRoom.TENANT, client, contact, name);
  }

  private void link(UUID tenant, ClientId client, String contact, String name) {
    var chosen =
        new Chosen(client.value(), Choice.LINK, contact, Wins.THEIRS, clock.instant(), "Jo", null);
    var read =
        new LedgerRecord(
            Kind.CLIENT,
            contact,
            null,
            Map.of(Fields.NAME, name),
            Map.of(),
            null,
            null,
            clock.instant());
    books.in(() -> books.bean(Linking.class).link(tenant, 1, List.of(chosen), List.of(read)));
  }

  /** All of the practice, by number. */
  private Map<String, InvoiceView> invoices() {
    var all = new java.util.TreeMap<String, InvoiceView>();
    for (String it : column("select id from practice.invoice where practice_id = '%s'")) {
      InvoiceView one = books.find(new InvoiceId(UUID.fromString(it)));
      assertThat(all.put(String.valueOf(one.number()), one)).as("%s twice", one.number()).isNull();
    }
    return all;
  }

  /** What was read of invoices with this in the address. */
  private List<String> asked(String part) {
    return books
        .read(books.organisation() + "/calls?method=GET&path=Invoices")
        .valueStream()
        .map(it -> it.path("target").asString())
        .filter(it -> it.contains(part))
        .toList();
  }

  private int left() {
    return books.in(() -> books.bean(IncomingChoices.class).left(BooksRoom.TENANT));
  }

  private void turnPayments(boolean on) {
    Practices.run(
        books.practice(),
        () -> books.bean(LedgerFeatures.class).turn(books.binding(), Feature.PAYMENTS, on));
  }

  private static String number(JsonNode invoice) {
    return invoice.path("InvoiceNumber").asString("");
  }

  private String number(InvoiceId id) {
    return String.valueOf(books.find(id).number());
  }

  private Outbox.Standing standing(String number) {
    return books.standing("invoice", invoices().get(number).id().value());
  }

  private String theirs(String number) {
    return String.valueOf(standing(number).ledgerId());
  }

  private JsonNode there(String id) {
    return books.records("invoices", it -> it.path("InvoiceID").asString().equals(id)).getFirst();
  }

  private void subscribe() {
    xero.control(
        "POST",
        "/_simulator/webhooks?url="
            + encoded("http://localhost:" + port + "/webhooks/xero")
            + "&key="
            + encoded(TandemTest.WEBHOOK_KEY));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The simulator delivers in its own threads. */
  private void awaitMore(long than) throws InterruptedException {
    var never = new CountDownLatch(1);
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (delivered() <= than) {
      assertThat(System.nanoTime()).as("its event").isLessThan(end);
      never.await(100, TimeUnit.MILLISECONDS);
    }
  }

  private long delivered() {
    return Long.parseLong(
        column("select count(*) from house.delivery where tenant = '" + BooksRoom.TENANT + "'")
            .getFirst());
  }

  private long count(String table) {
    return Long.parseLong(
        column("select count(*) from " + table + " where practice_id = '%s'").getFirst());
  }

  private List<String> column(String sql) {
    try (var connection = books.bean(TestDatabase.class).connectAsSuperuser();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql.replace("%s", books.practice().toString()))) {
      var all = new java.util.ArrayList<String>();
      while (rows.next()) {
        all.add(rows.getString(1));
      }
      return all;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void execute(String... sql) {
    try (var connection = books.bean(TestDatabase.class).connectAsSuperuser();
        var statement = connection.createStatement()) {
      for (String it : sql) {
        statement.execute(it);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
