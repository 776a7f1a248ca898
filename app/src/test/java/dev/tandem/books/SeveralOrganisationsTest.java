package dev.tandem.books;

import static dev.tandem.simulator.accounting.DemoOrganisation.AU;
import static dev.tandem.simulator.accounting.DemoOrganisation.NZ;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.TestXero;
import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.GrantId;
import dev.tandem.books.lane.LaneId;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.mapping.Mappings;
import dev.tandem.books.mapping.Subject;
import dev.tandem.books.mapping.Target;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.billing.Postings;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.credits.CreditDetails;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.CreditPurpose;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.credits.Refunding;
import dev.tandem.practice.setup.LocationDetails;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Practices;
import dev.tandem.shared.RecordRef;
import dev.tandem.simulator.accounting.DemoOrganisation;
import dev.tandem.staff.Role;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/**
 * Journey: a practice keeps an Australian and a New Zealand organisation in step. Invoices of
 * Auckland go to New Zealand, all others to Australia.
 */
@TandemTest
class SeveralOrganisationsTest {

  @Autowired ApplicationContext house;
  @Autowired Connections connections;
  @Autowired Billing billing;
  @Autowired Setup setup;
  @Autowired Outbox outbox;
  @Autowired TestXero xero;
  @Autowired TestClock clock;

  private BooksRoom books;
  private BindingId nz;
  private LocationId auckland;

  @BeforeEach
  void connectBoth() {
    books = BooksRoom.open(house);
    nz = books.beside(NZ);
    auckland = books.in(() -> setup.add(LocationDetails.named("Auckland")));
    run(() -> connections.assign(auckland, nz));
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void anInvoiceOfItsLocationGoesThereWithItsClientAndPayment() {
    ClientId kiri = books.add("Kiri", "Moana");
    InvoiceId there = invoice(kiri, auckland);
    books.pay(there, "115.00");
    InvoiceId here = invoice(kiri, null);
    books.settleAll();

    assertThat(contacts(NZ, "Kiri Moana")).hasSize(1);
    assertThat(invoices(NZ))
        .extracting(it -> text(it, "InvoiceNumber"))
        .containsExactly(number(there));
    assertThat(invoices(AU))
        .extracting(it -> text(it, "InvoiceNumber"))
        .containsExactly(number(here));
    assertThat(payments(NZ)).hasSize(1);
    assertThat(payments(AU)).isEmpty();
    assertThat(text(invoices(NZ).getFirst(), "Status")).isEqualTo("PAID");
    assertThat(state("invoice", there.value())).isEqualTo(State.IN_STEP);
    assertThat(places("client", kiri.value())).hasSize(2);
    assertThat(places("invoice", there.value())).hasSize(1);
  }

  @Test
  void anEditOfAClientReachesBothAndOneOfTheirsGoesOnToTheOther() {
    ClientId kiri = books.add("Kiri", "Moana");
    invoice(kiri, auckland);
    books.settleAll();
    books.change(kiri, ClientField.EMAIL, "kiri@example.com");
    books.settleAll();
    assertThat(email(AU)).isEqualTo("kiri@example.com");
    assertThat(email(NZ)).isEqualTo("kiri@example.com");

    clock.advance(Duration.ofMinutes(3));
    String contact = text(contacts(NZ, "Kiri Moana").getFirst(), "ContactID");
    books.control(
        BooksRoom.organisation(NZ) + "/contacts/" + contact,
        "{\"EmailAddress\":\"moana@example.com\"}");
    clock.advance(Duration.ofHours(1));
    books.settleAll();
    assertThat(email(AU)).isEqualTo("moana@example.com");
    assertThat(state("client", kiri.value())).isEqualTo(State.IN_STEP);
  }

  /**
   * The same code is another account there: the lists follow the location, and so does the check.
   */
  @Test
  void whatWasChosenFromTheListsOfOneIsNotBookedInTheOther() {
    Browser desk = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    String lists = offered(desk.get("/invoices/new"));
    var typed =
        new HashMap<>(
            Map.of(
                "client", books.room().client().toString(),
                "lines[0].description", "Room for a day",
                "lines[0].unitPrice", "80",
                "lines[0].place.account", "260",
                "lines[0].place.tax", "OUTPUT",
                "offered", lists));
    assertThat(desk.htmx("/invoices/sums", typed).body()).doesNotContain("belongs-0");

    typed.put("location", auckland.toString());
    Browser.Page followed = desk.htmx("/invoices/sums", typed);
    assertThat(followed.body())
        .contains(
            "id=\"belongs-0\"",
            "Choose once more",
            "GST on Income, 15 %",
            "(NZ), which has other accounts")
        .doesNotContain("selected=\"selected\">GST on Income");
    String theirs = offered(followed);
    assertThat(theirs).isNotEqualTo(lists);

    desk.get("/invoices/new");
    Browser.Page refused = desk.submit("/invoices", typed);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body())
        .contains("This was chosen from another organisation’s list", "Room for a day")
        .containsPattern("is-invalid\" id=\"lines\\[0\\]\\.place\\.account");
    assertThat(offered(refused)).isEqualTo(theirs);

    typed.put("offered", theirs);
    typed.put("lines[0].place.tax", "OUTPUT2");
    assertThat(desk.submit("/invoices", typed).redirect()).startsWith("/invoices/");
  }

  private static String offered(Browser.Page page) {
    return page.body().replaceFirst("(?s).*name=\"offered\" value=\"([^\"]*)\".*", "$1");
  }

  @Test
  void aPaymentMadeInTheOtherOrganisationSettlesTheInvoiceHere() {
    InvoiceId there = invoice(books.room().client(), auckland);
    books.settleAll();
    String id = text(invoices(NZ).getFirst(), "InvoiceID");
    xero.control("POST", BooksRoom.organisation(NZ) + "/invoices/" + id + "/pay?amount=115.00");
    clock.advance(Duration.ofHours(1));
    books.settleAll();
    assertThat(books.find(there).status().name()).isEqualTo("PAID");
    assertThat(payments(AU)).isEmpty();
  }

  @Test
  void anotherMainOrganisationDoublesNothing() {
    InvoiceId old = invoice(books.room().client(), null);
    books.settleAll();
    run(() -> connections.makeMain(nz));
    books.settleAll();
    books.pay(old, "40.00");
    InvoiceId young = invoice(books.room().client(), null, NZ);
    ClientId added = books.add("Hemi", "Tane");
    books.settleAll();

    assertThat(invoices(AU))
        .extracting(it -> text(it, "InvoiceNumber"))
        .containsExactly(number(old));
    assertThat(invoices(NZ))
        .extracting(it -> text(it, "InvoiceNumber"))
        .containsExactly(number(young));
    assertThat(payments(AU)).hasSize(1);
    assertThat(contacts(NZ, "Hemi Tane")).hasSize(1);
    assertThat(contacts(AU, "Hemi Tane")).isEmpty();
    assertThat(places("client", added.value())).hasSize(1);
  }

  @Test
  void aDisconnectedOrganisationRestsWhileTheOtherGoesOn() {
    ClientId kiri = books.add("Kiri", "Moana");
    InvoiceId there = invoice(kiri, auckland);
    books.settleAll();
    books.forgetCalls();
    assertThat(books.in(() -> connections.disconnect(nz))).isTrue();
    assertThat(xeroCalls("DELETE", "/connections/")).isEqualTo(1);
    assertThat(xeroCalls("POST", "/connect/revocation")).isZero();

    Outbox.Standing rests = books.standing("invoice", there.value());
    assertThat(rests.state()).isEqualTo(State.PAUSED);
    assertThat(rests.reason()).isEqualTo("Kauri Clinic Demo (NZ) is disconnected.");
    assertThat(rests.since()).isEqualTo(binding(nz).since());
    assertThat(state("client", kiri.value())).isEqualTo(State.IN_STEP);

    InvoiceId waits = invoice(kiri, auckland);
    InvoiceId here = invoice(kiri, null);
    books.pay(there, "15.00");
    books.change(kiri, ClientField.EMAIL, "kiri@example.com");
    books.settleAll();
    assertThat(state("invoice", here.value())).isEqualTo(State.IN_STEP);
    assertThat(email(AU)).isEqualTo("kiri@example.com");
    assertThat(state("invoice", waits.value())).isEqualTo(State.PAUSED);
    assertThat(invoices(NZ)).hasSize(1);
    assertThat(invoices(AU)).hasSize(1);
    // Only what has no place yet counts as waiting: what rests over there does not.
    assertThat(books.in(() -> outbox.counts())).containsEntry(State.PAUSED, 1);

    // It comes back: every link is still there, and what came up meanwhile goes.
    GrantId again = books.consent(NZ.tenantId());
    assertThat(books.in(() -> connections.choose(again, NZ.tenantId(), books.visitor())))
        .isEqualTo(nz);
    run(() -> connections.turnSendingOn(nz));
    books.settleAll();
    assertThat(contacts(NZ, "Kiri Moana")).hasSize(1);
    assertThat(invoices(NZ)).hasSize(2);
    assertThat(payments(NZ)).hasSize(1);
    assertThat(email(NZ)).isEqualTo("kiri@example.com");
    assertThat(state("invoice", there.value())).isEqualTo(State.IN_STEP);
    assertThat(state("invoice", waits.value())).isEqualTo(State.IN_STEP);
  }

  @Test
  void withoutAMainOrganisationNewInvoicesWaitAndGoToWhicheverIsMadeMain() {
    InvoiceId old = invoice(books.room().client(), null);
    books.settleAll();
    books.in(() -> connections.disconnect(books.binding()));
    ClientId added = books.add("Hemi", "Tane");
    InvoiceId waits = invoice(added, null, NZ);
    books.settleAll();
    assertThat(books.standing("invoice", waits.value()).reason())
        .isEqualTo("Waits until its organisation is connected.");
    assertThat(invoices(NZ)).isEmpty();

    run(() -> connections.makeMain(nz));
    books.settleAll();
    assertThat(invoices(NZ))
        .extracting(it -> text(it, "InvoiceNumber"))
        .containsExactly(number(waits));
    assertThat(contacts(NZ, "Hemi Tane")).hasSize(1);
    // What is in the books of the old one is not sent again.
    assertThat(state("invoice", old.value())).isEqualTo(State.PAUSED);
    assertThat(contacts(NZ, "Ann Lee")).isEmpty();
  }

  @Test
  void insteadOfTheMainOneTakesOverWhatItWasFor() {
    run(() -> connections.turnSendingOff(nz));
    InvoiceId waits = invoice(books.room().client(), auckland);
    GrantId uk = books.consent(DemoOrganisation.UK.tenantId());
    BindingId instead =
        books
            .in(() -> connections.choose(uk, DemoOrganisation.UK.tenantId(), nz, books.visitor()))
            .binding();
    assertThat(binding(nz).status()).isEqualTo(Binding.Status.DISCONNECTED);
    assertThat(books.in(() -> connections.organisationOf(auckland)).map(Binding::id))
        .contains(instead);
    assertThat(places("invoice", waits.value()))
        .extracting(Outbox.Standing::tenant)
        .containsExactly(UUID.fromString(DemoOrganisation.UK.tenantId()));
    assertThat(binding(books.binding()).main()).isTrue();
  }

  @Test
  void whatHasNotGoneYetFollowsItsLocationToAnotherOrganisation() {
    run(() -> connections.assign(auckland, null));
    run(() -> connections.turnSendingOff(books.binding()));
    InvoiceId waits = invoice(books.room().client(), auckland);
    books.pay(waits, "15.00");
    run(() -> connections.assign(auckland, nz));
    books.settleAll();
    assertThat(invoices(NZ))
        .extracting(it -> text(it, "InvoiceNumber"))
        .containsExactly(number(waits));
    assertThat(payments(NZ)).hasSize(1);
    run(() -> connections.turnSendingOn(books.binding()));
    books.settleAll();
    assertThat(invoices(AU)).isEmpty();
  }

  @Test
  void whatWasCreditedMeanwhileFollowsItsInvoiceAndItsMoney() {
    run(() -> connections.assign(auckland, null));
    run(() -> connections.turnSendingOff(books.binding()));
    InvoiceId waits = invoice(books.room().client(), auckland);
    books.pay(waits, "15.00");
    CreditNoteId note = credit(waits, "110.00");
    run(() -> connections.assign(auckland, nz));
    books.settleAll();
    assertThat(invoices(NZ)).hasSize(1);
    assertThat(books.records(NZ, "creditNotes", _ -> true)).hasSize(1);
    assertThat(text(invoices(NZ).getFirst(), "Status")).isEqualTo("PAID");
    assertThat(state("credit-note", note.value())).isEqualTo(State.IN_STEP);
    assertThat(books.records(NZ, "payments", _ -> true))
        .as("the payment of the invoice and what was given back of the credit")
        .hasSize(2);
    run(() -> connections.turnSendingOn(books.binding()));
    books.settleAll();
    assertThat(books.records(AU, "creditNotes", _ -> true)).isEmpty();
  }

  /** Of an invoice that has come in for 15.00: 100.00 of it settles, the rest is given back. */
  private CreditNoteId credit(InvoiceId invoice, String amount) {
    return books.in(
        () -> {
          LineDetails was = billing.find(invoice).lines().getFirst().details();
          LocalDate today = LocalDate.now(clock.withZone(PracticeRoom.ZONE));
          return books
              .bean(Credits.class)
              .issue(
                  invoice,
                  new CreditDetails(
                      CreditPurpose.CREDIT,
                      today,
                      "Charged twice",
                      LineAmounts.INCLUSIVE,
                      List.of(
                          new LineDetails(
                              "Credit",
                              BigDecimal.ONE,
                              new BigDecimal(amount),
                              was.accountCode(),
                              was.taxType(),
                              was.taxRate(),
                              null)),
                      new Refunding(today, PaymentMethod.TRANSFER, "", null)));
        });
  }

  /** The person cannot make up her mind while invoices are made and both lanes are sending. */
  @Test
  void movedToAndFroWhileBothAreSendingEachInvoiceAndPaymentIsInOneOrganisation() throws Exception {
    BindingId uk = books.beside(DemoOrganisation.UK);
    var done = new AtomicBoolean();
    var made = new ConcurrentLinkedQueue<InvoiceId>();
    try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
      var sending =
          List.of(NZ, DemoOrganisation.UK).stream()
              .map(it -> people.submit(() -> keepSending(it, done)))
              .toList();
      var desk =
          people.submit(
              () -> {
                for (int i = 0; i < 40; i++) {
                  InvoiceId id = untaxed(books.room().client(), auckland);
                  books.pay(id, "10.00");
                  made.add(id);
                }
              });
      var owner =
          people.submit(
              () -> {
                for (int i = 0; i < 40; i++) {
                  BindingId next = i % 2 == 0 ? uk : nz;
                  run(() -> connections.assign(auckland, next));
                  clock.advance(Duration.ofSeconds(3));
                }
              });
      desk.get();
      owner.get();
      done.set(true);
      for (var it : sending) {
        it.get();
      }
    }
    books.settleAll();

    var there = new ArrayList<String>();
    invoices(NZ).forEach(it -> there.add(text(it, "InvoiceNumber")));
    invoices(DemoOrganisation.UK).forEach(it -> there.add(text(it, "InvoiceNumber")));
    assertThat(there).containsExactlyInAnyOrderElementsOf(made.stream().map(this::number).toList());
    assertThat(made)
        .allSatisfy(
            it ->
                assertThat(books.find(it).payments())
                    .singleElement()
                    .satisfies(
                        paid -> {
                          Outbox.Standing stands = books.standing("payment", paid.id().value());
                          assertThat(stands.state())
                              .as("%s", stands.reason())
                              .isEqualTo(State.IN_STEP);
                        }));
    assertThat(payments(NZ).size() + payments(DemoOrganisation.UK).size()).isEqualTo(40);
    assertThat(made)
        .allSatisfy(it -> assertThat(state("invoice", it.value())).isEqualTo(State.IN_STEP));
    assertThat(invoices(AU)).isEmpty();
  }

  private void keepSending(DemoOrganisation there, AtomicBoolean done) {
    var lane = new LaneId("xero", UUID.fromString(there.tenantId()));
    while (!done.get()) {
      house.getBean(Lanes.class).runOnce(lane);
    }
  }

  @Test
  void beforeAnyOrganisationIsConnectedRecordsWaitForTheOneToCome() {
    var room = PracticeRoom.open(house);
    var ann = new RecordRef("client", room.client().value());
    Outbox.Standing waits = Practices.in(room.practice(), () -> outbox.standing(ann));
    assertThat(waits.state()).isEqualTo(State.PAUSED);
    assertThat(waits.reason()).isEqualTo("Waits until its organisation is connected.");
  }

  private InvoiceId invoice(ClientId client, @Nullable LocationId location) {
    return invoice(client, location, location == null ? AU : NZ);
  }

  /** With that country's tax, since each organisation knows only its own. */
  private InvoiceId invoice(
      ClientId client, @Nullable LocationId location, DemoOrganisation taxes) {
    boolean there = taxes == NZ;
    return invoice(
        client,
        location,
        there ? "OUTPUT2" : "OUTPUT",
        there ? new BigDecimal("15") : BigDecimal.TEN,
        there ? "115.00" : "110.00");
  }

  /** Under a tax that New Zealand and Britain both know. */
  private InvoiceId untaxed(ClientId client, LocationId location) {
    return invoice(client, location, "NONE", BigDecimal.ZERO, "50.00");
  }

  private InvoiceId invoice(
      ClientId client, @Nullable LocationId location, String tax, BigDecimal rate, String price) {
    return books.in(
        () -> {
          LocalDate today = LocalDate.now(clock.withZone(PracticeRoom.ZONE));
          InvoiceId id =
              billing.draft(
                  new InvoiceDetails(
                      client,
                      null,
                      location,
                      today,
                      today.plusDays(14),
                      "",
                      LineAmounts.INCLUSIVE,
                      List.of(
                          new LineDetails(
                              "Consultation",
                              BigDecimal.ONE,
                              new BigDecimal(price),
                              "200",
                              tax,
                              rate,
                              books.room().service()))));
          billing.approve(id);
          return id;
        });
  }

  private String number(InvoiceId id) {
    return books.find(id).number();
  }

  private List<JsonNode> contacts(DemoOrganisation there, String name) {
    return books.records(there, "contacts", it -> text(it, "Name").equals(name));
  }

  private List<JsonNode> invoices(DemoOrganisation there) {
    return books.records(there, "invoices", _ -> true);
  }

  private List<JsonNode> payments(DemoOrganisation there) {
    return books.records(there, "payments", _ -> true);
  }

  private String email(DemoOrganisation there) {
    return text(contacts(there, "Kiri Moana").getFirst(), "EmailAddress");
  }

  private static String text(JsonNode it, String field) {
    return it.path(field).asString("");
  }

  private State state(String kind, UUID record) {
    return books.standing(kind, record).state();
  }

  private List<Outbox.Standing> places(String kind, UUID record) {
    return books.in(() -> outbox.places(new RecordRef(kind, record)));
  }

  private Binding binding(BindingId id) {
    return books.in(() -> connections.binding(id));
  }

  private int xeroCalls(String method, String path) {
    String answer = xero.control("GET", "/_simulator/calls?method=" + method + "&path=" + path);
    return new tools.jackson.databind.json.JsonMapper().readTree(answer).size();
  }

  private void run(Runnable work) {
    Practices.run(books.practice(), work::run);
  }

  /** Another organisation's account of the same code may be something else. */
  @Test
  void whatWaitsForTheSameReasonElsewhereIsMendedElsewhere() {
    ClientId ann = books.room().client();
    InvoiceId here = invoice(ann, null, "NOPE", BigDecimal.TEN, "110.00");
    InvoiceId alike = invoice(ann, null, "NOPE", BigDecimal.TEN, "110.00");
    InvoiceId there = invoice(ann, auckland, "NOPE", BigDecimal.TEN, "110.00");
    books.settleAll();
    assertThat(state("invoice", there.value())).isEqualTo(State.NEEDS_YOU);
    Browser owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    String page = "/ledger/refusals/invoice/" + here;
    String also = "name=\"also\" value=\"invoice:";
    assertThat(owner.get(page).body()).contains(also + alike).doesNotContain(also + there);
    owner.get(page + "?account=200&tax=OUTPUT&also=invoice:" + there);
    owner.submit(page + "/lines", Map.of("also", "invoice:" + there));
    assertThat(books.find(there).lines().getFirst().details().taxType()).isEqualTo("NOPE");
    assertThat(books.find(here).lines().getFirst().details().taxType()).isEqualTo("OUTPUT");
  }

  @Test
  void fromNowOnAServiceGoesElsewhereInThatOrganisationAlone() {
    var mappings = books.bean(Mappings.class);
    var service = books.room().service();
    String sales = account(NZ, "200");
    run(
        () ->
            mappings.map(
                binding(nz), Subject.of(service), new Target(sales, null, "OUTPUT2", List.of())));
    books.control(
        BooksRoom.organisation(NZ) + "/write?method=POST&path=Accounts/" + sales,
        "{\"Status\":\"ARCHIVED\"}");
    InvoiceId there = invoice(books.room().client(), auckland);
    books.settleAll();
    Browser owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    String page = "/ledger/refusals/invoice/" + there;
    assertThat(owner.get(page).body()).contains("From now on, too");
    owner.get(page + "?account=260&tax=OUTPUT2&service=" + service);
    owner.submit(page + "/lines", Map.of());
    books.settleAll();
    assertThat(state("invoice", there.value())).isEqualTo(State.IN_STEP);
    var own = books.in(() -> setup.service(service));
    assertThat(own.accountCode()).as("what Australia books").isEqualTo("200");
    var postings = books.bean(Postings.class);
    assertThat(books.in(() -> postings.of(own, null, auckland)).accountCode()).isEqualTo("260");
    assertThat(books.in(() -> postings.of(own, null, null)).accountCode()).isEqualTo("200");
  }

  private String account(DemoOrganisation where, String code) {
    return text(
        books.records(where, "accounts", it -> text(it, "Code").equals(code)).getFirst(),
        "AccountID");
  }

  /** Somebody still has the page of one that was disconnected since. */
  @Test
  void theMappingPageOfAnOrganisationThatIsGoneChangesNoOther() {
    var mappings = books.bean(Mappings.class);
    Browser owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    run(
        () ->
            mappings.map(
                binding(books.binding()),
                Subject.REST,
                new Target(account(AU, "260"), null, "OUTPUT", List.of())));
    assertThat(owner.get("/ledger/mapping?organisation=" + nz).body()).contains("Everything else");
    books.in(() -> connections.disconnect(nz));
    var before = books.in(() -> mappings.of(binding(books.binding())).everythingElse());
    String row = "/ledger/mapping/default/rest";
    assertThat(
            owner
                .submit(row, Map.of("organisation", nz.toString(), "account", "", "tax", ""))
                .status())
        .isEqualTo(409);
    owner.get("/ledger/mapping?organisation=" + books.binding());
    assertThat(
            owner
                .htmx(
                    "/ledger/mapping/replacement",
                    Map.of(
                        "organisation",
                        nz.toString(),
                        "part",
                        "tax",
                        "from",
                        "OUTPUT",
                        "to",
                        "EXEMPTOUTPUT"))
                .status())
        .isEqualTo(409);
    assertThat(books.in(() -> mappings.of(binding(books.binding())).everythingElse()))
        .isEqualTo(before);
  }
}
