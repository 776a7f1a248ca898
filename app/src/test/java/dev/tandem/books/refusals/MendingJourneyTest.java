package dev.tandem.books.refusals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.inbox.Readings;
import dev.tandem.books.inbox.ReferenceWishes;
import dev.tandem.books.lane.LaneJob;
import dev.tandem.books.lane.LaneScope;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Each refusal is provoked at the ledger, read in plain words, and mended where it is read. */
@TandemTest
class MendingJourneyTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  private BooksRoom books;
  private Browser owner;

  @BeforeEach
  void connected() {
    books = BooksRoom.open(house);
    owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  private State state(String kind, java.util.UUID id) {
    return books.standing(kind, id).state();
  }

  private InvoiceId invoice(String account, String tax) {
    InvoiceId id = books.invoice();
    InvoiceView it = books.find(id);
    LineDetails line = it.lines().getFirst().details();
    books.rewrite(
        id,
        "",
        List.of(
            new LineDetails(
                line.description(),
                line.quantity(),
                line.unitPrice(),
                account,
                tax,
                BigDecimal.TEN,
                line.service())));
    return id;
  }

  private List<String> inXero(InvoiceId id) {
    String number = books.find(id).number();
    return books
        .records("invoices", it -> it.path("InvoiceNumber").asString("").equals(number))
        .stream()
        .map(it -> it.path("LineItems").get(0))
        .map(it -> it.path("AccountCode").asString() + " " + it.path("TaxType").asString())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "EMAIL, zoë@example.com, zoe@example.com, Email address must be valid, plain letters",
    "COUNTRY, Land 7, Australia, letters only, nothing but letters",
    "FAMILY_NAME, <Quill>, Quill, cannot contain, no &lt; or &gt;"
  })
  void aFieldOfAClientIsCorrectedAtTheRefusal(
      ClientField field, String wrong, String right, String theirs, String plain) {
    ClientId ann = books.add("Zoe", "Ray");
    books.change(ann, field, wrong);
    books.settle();
    assertThat(state("client", ann.value())).isEqualTo(State.NEEDS_YOU);
    String page = "/ledger/refusals/client/" + ann;
    assertThat(owner.get("/ledger/refusals").body())
        .contains(plain, theirs, "href=\"" + page + "\"");
    assertThat(owner.get("/ledger/story/client/" + ann).body()).contains("What happened:", plain);
    assertThat(owner.get(page).body())
        .contains(plain, "What helps:", "id=\"" + field.key() + "-error\">Xero: ");
    owner.submit(page + "/fields", Map.of(field.key(), right));
    assertThat(owner.get("/ledger/refusals").body()).contains("goes again now.");
    books.settle();
    assertThat(state("client", ann.value())).isEqualTo(State.IN_STEP);
    assertThat(owner.get(page).body()).contains("is not refused");
  }

  /** Somebody reads the contacts just then, so that the contact cannot be written at once. */
  @Test
  void nothingGoesBeforeTheContactIsRestoredThatItNeeds() {
    ClientId ann = books.room().client();
    books.invoice();
    books.settle();
    books.control(
        "%s/contacts/%s/archive"
            .formatted(books.organisation(), books.ledgerId("client", ann.value())),
        "");
    InvoiceId invoice = books.invoice();
    books.settle();
    assertThat(state("invoice", invoice.value())).isEqualTo(State.NEEDS_YOU);
    clock.advance(Duration.ofMinutes(2));
    var outside = new LaneScope(books.lane(), books.binding().value(), true, -1);
    LaneJob reading = books.bean(Readings.class).alone(outside, "client", () -> _ -> {});
    owner.get("/ledger/refusals");
    owner.submit("/ledger/story/invoice/" + invoice + "/unarchive", Map.of());
    books.turn();
    assertThat(state("invoice", invoice.value())).isEqualTo(State.WAITING);
    Objects.requireNonNull(reading).run(null);
    books.settle();
    assertThat(state("invoice", invoice.value())).isEqualTo(State.IN_STEP);
  }

  @Test
  void anArchivedAccountIsReplacedOnAllThatWaitForItAndForTheService() {
    archiveAccount("200");
    InvoiceId first = books.invoice();
    InvoiceId second = books.invoice();
    books.settle();
    assertThat(state("invoice", first.value())).isEqualTo(State.NEEDS_YOU);
    String page = "/ledger/refusals/invoice/" + first;
    assertThat(owner.get("/ledger/refusals").body())
        .contains(
            "Account 200 was archived or deleted in Xero", "has been archived", "href=\"" + page);
    assertThat(owner.get(page).body())
        .contains(
            "Instead of account 200", "One more waits for the same reason", "Choose an account<")
        .doesNotContain("What changes", "<option value=\"200\"");
    assertThat(owner.get(page + "/note").body())
        .as("where it is changed")
        .contains("Not taken:", "Account 200 was archived", "has been archived");
    assertThat(owner.get("/invoices/" + first + "/change").body())
        .contains("hx-get=\"" + page + "/note\"");
    String number = books.find(second).number();
    String shown =
        owner.get(page + "?account=260&tax=OUTPUT&also=invoice:" + second + service(first)).body();
    assertThat(shown)
        .contains("What changes", "200 OUTPUT → 260 OUTPUT", number, "Change all 2 and send");
    assertThat(inXero(first)).isEmpty();
    owner.submit(page + "/lines", Map.of());
    assertThat(owner.get("/ledger/refusals").body())
        .contains("2 are booked anew", "Nothing was refused");
    books.settle();
    assertThat(state("invoice", first.value())).isEqualTo(State.IN_STEP);
    assertThat(state("invoice", second.value())).isEqualTo(State.IN_STEP);
    assertThat(inXero(first)).containsExactly("260 OUTPUT");
    assertThat(inXero(second)).containsExactly("260 OUTPUT");
    assertThat(
            books.in(() -> books.bean(Setup.class).service(books.room().service())).accountCode())
        .isEqualTo("260");
  }

  private String service(InvoiceId of) {
    return "&service=" + books.find(of).lines().getFirst().details().service();
  }

  private void archiveAccount(String code) {
    String id =
        books
            .records("accounts", it -> it.path("Code").asString("").equals(code))
            .getFirst()
            .path("AccountID")
            .asString();
    books.control(
        books.organisation() + "/write?method=POST&path=Accounts/" + id,
        "{\"Status\":\"ARCHIVED\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "999, OUTPUT, Account 999 does not exist in Xero",
    "200, INPUT, The tax INPUT does not go with the account",
    "200, NOPE, Xero does not have this tax"
  })
  void aLineThatXeroCannotBookIsBookedElsewhere(String account, String tax, String plain) {
    InvoiceId id = invoice(account, tax);
    books.settle();
    assertThat(state("invoice", id.value())).isEqualTo(State.NEEDS_YOU);
    String page = "/ledger/refusals/invoice/" + id;
    assertThat(owner.get("/ledger/refusals").body()).contains(plain);
    assertThat(owner.get(page + "?account=200&tax=OUTPUT").body())
        .contains(plain, account + " " + tax + " → 200 OUTPUT");
    owner.submit(page + "/lines", Map.of());
    books.settle();
    assertThat(state("invoice", id.value())).isEqualTo(State.IN_STEP);
    assertThat(inXero(id)).containsExactly("200 OUTPUT");
  }

  /** What was paid here stays paid: the account alone changes nobody's debt, another tax may. */
  @Test
  void aPaidInvoiceIsBookedElsewhereUnlessItCostsSomethingElseThen() {
    InvoiceId id = invoice("999", "OUTPUT");
    InvoiceView it = books.find(id);
    books.pay(id, it.total().toPlainString());
    books.settle();
    String page = "/ledger/refusals/invoice/" + id;
    owner.get(page + "?account=200&tax=OUTPUT");
    owner.submit(page + "/lines", Map.of());
    books.settle();
    assertThat(state("invoice", id.value())).isEqualTo(State.IN_STEP);
    assertThat(
            books.records(
                "invoices", at -> at.path("InvoiceNumber").asString("").equals(it.number())))
        .extracting(at -> at.path("Status").asString())
        .containsExactly("PAID");
  }

  @Test
  void aPaidInvoiceStaysWhereAnotherTaxMakesItAnotherTotal() {
    InvoiceId id =
        books.in(
            () ->
                books
                    .bean(Billing.class)
                    .issue(
                        new InvoiceDetails(
                            books.room().client(),
                            null,
                            null,
                            LocalDate.now(clock.withZone(PracticeRoom.ZONE)),
                            LocalDate.now(clock.withZone(PracticeRoom.ZONE)),
                            "",
                            LineAmounts.EXCLUSIVE,
                            List.of(
                                new LineDetails(
                                    "Consultation",
                                    BigDecimal.ONE,
                                    new BigDecimal("100.00"),
                                    "999",
                                    "OUTPUT",
                                    BigDecimal.TEN,
                                    null)))));
    books.pay(id, "110.00");
    books.settle();
    String page = "/ledger/refusals/invoice/" + id;
    assertThat(owner.get(page + "?account=200&tax=EXEMPTOUTPUT").body())
        .contains("Stays: ", "comes to another total");
    owner.submit(page + "/lines", Map.of());
    assertThat(owner.get("/ledger/refusals").body()).contains("None of them could be booked anew.");
    assertThat(books.find(id).total()).isEqualByComparingTo("110.00");
  }

  @Test
  void anAccountThatTheOrganisationDoesNotHaveIsNotTaken() {
    InvoiceId id = invoice("999", "OUTPUT");
    books.settle();
    String page = "/ledger/refusals/invoice/" + id;
    owner.get(page + "?account=200&tax=OUTPUT");
    assertThat(owner.post(page + "/lines", forged(page)).status()).isEqualTo(422);
    assertThat(books.find(id).lines().getFirst().details().accountCode()).isEqualTo("999");
  }

  private Map<String, String> forged(String page) {
    var fields = new java.util.HashMap<>(owner.hiddenFields(page + "/lines"));
    fields.put("account", "12345");
    return fields;
  }

  @Test
  void whatIsPutRightInXeroGoesTogether() {
    books.control(books.organisation() + "/approval-limit?invoices=0", "");
    InvoiceId first = books.invoice();
    InvoiceId second = books.invoice();
    books.settle();
    String page = "/ledger/refusals/invoice/" + first;
    assertThat(owner.get("/ledger/refusals").body())
        .contains("plan allows no more approved invoices", "What to do in Xero");
    assertThat(owner.get(page).body())
        .contains("One more waits for the same reason", books.find(second).number());
    books.control(books.organisation() + "/approval-limit?invoices=50", "");
    owner.get(page);
    owner.submit(page + "/alike", Map.of());
    assertThat(owner.get("/ledger/refusals").body()).contains("2 records go again now.");
    books.settle();
    assertThat(state("invoice", first.value())).isEqualTo(State.IN_STEP);
    assertThat(state("invoice", second.value())).isEqualTo(State.IN_STEP);
  }

  @Test
  void whereXeroHasMovedOnItsSideIsTaken() {
    InvoiceId id = books.invoice();
    books.settle();
    InvoiceView before = books.find(id);
    payInXero(before, "10.00");
    LineDetails line = before.lines().getFirst().details();
    books.rewrite(
        id,
        "",
        List.of(
            new LineDetails(
                line.description(),
                line.quantity(),
                new BigDecimal("220.00"),
                line.accountCode(),
                line.taxType(),
                line.taxRate(),
                line.service())));
    books.settle();
    assertThat(state("invoice", id.value())).isEqualTo(State.NEEDS_YOU);
    String page = "/ledger/refusals/invoice/" + id;
    assertThat(owner.get("/ledger/refusals").body())
        .contains("Xero changes nothing of its money any more", "See both sides");
    assertThat(owner.get(page).body())
        .contains("Both sides", "Lines", "Sum of the lines", ">220.00<", ">110.00<")
        .contains("Take what Xero has");
    owner.submit(page + "/theirs", Map.of());
    books.settle();
    assertThat(state("invoice", id.value())).isEqualTo(State.IN_STEP);
    assertThat(books.find(id).total()).isEqualByComparingTo("110.00");
    assertThat(books.find(id).paid()).isEqualByComparingTo("10.00");
    assertThat(owner.get("/ledger/story/invoice/" + id).body())
        .contains("Our change was given up for what Xero has");
  }

  private void payInXero(InvoiceView it, String amount) {
    String id = books.ledgerId("invoice", it.id().value());
    books.control(books.organisation() + "/invoices/" + id + "/pay?amount=" + amount, "");
  }

  @Test
  void aPaymentThatXeroHasAlreadyIsRemovedHere() {
    InvoiceId id = books.invoice();
    books.settle();
    InvoiceView it = books.find(id);
    payInXero(it, it.total().toPlainString());
    PaymentId payment = books.pay(id, it.total().toPlainString());
    books.settle();
    assertThat(state("payment", payment.value())).isEqualTo(State.NEEDS_YOU);
    assertThat(owner.get("/ledger/refusals").body()).contains("See the payments");
    String page = "/ledger/refusals/payment/" + payment;
    assertThat(owner.get(page).body())
        .contains("Payments for " + it.number(), "taken here, refused by Xero");
    owner.submit("/payments/" + payment + "/removal", Map.of());
    clock.advance(Duration.ofMinutes(16));
    books.settle();
    assertThat(state("invoice", id.value())).isEqualTo(State.IN_STEP);
    assertThat(books.find(id).paid()).isEqualByComparingTo(it.total());
    assertThat(books.find(id).standingPayments()).hasSize(1);
    assertThat(owner.get("/ledger/refusals").body()).contains("Nothing was refused");
  }

  @Test
  void wordsThatNobodyHasMetAreShownAndCounted() {
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"400\",\"detail\":\"The moon over 'Ann' is 17 days old\",\"method\":\"PUT\",\"path\":\"/api.xro/2.0/Contacts\",\"count\":2}");
    ClientId ann = books.add("Ann", "Moon");
    books.settle();
    assertThat(state("client", ann.value())).isEqualTo(State.NEEDS_YOU);
    assertThat(owner.get("/ledger/refusals").body())
        .contains(
            "The moon over &#39;Ann&#39; is 17 days old",
            "Words that nobody has met yet",
            "The moon over &#39;…&#39; is # days old",
            "1 ×");
    owner.submit("/ledger/refusals/client/" + ann + "/retry", Map.of());
    books.settle();
    assertThat(owner.get("/ledger/refusals").body()).contains("2 ×");
    owner.submit("/ledger/refusals/client/" + ann + "/retry", Map.of());
    books.settle();
    assertThat(state("client", ann.value())).isEqualTo(State.IN_STEP);
  }

  @Test
  void whoMayNotCorrectAClientSeesWhatHappenedAndWhoCan() {
    ClientId ann = books.add("Ann", "One");
    books.change(ann, ClientField.COUNTRY, "Land 7");
    books.settle();
    Browser bookkeeper = TestPractice.of(house, books.practice()).browser(Role.BOOKKEEPER);
    String page = "/ledger/refusals/client/" + ann;
    assertThat(bookkeeper.get(page).body())
        .contains("nothing but letters", "Who can do this: ")
        .doesNotContain("Correct it here");
    assertThat(bookkeeper.htmx(page + "/fields", Map.of("version", "1", "country", "X")).status())
        .isEqualTo(403);
  }

  /** Two clicks, or somebody who still has the page: the sound line stays where it is. */
  @Test
  void theSameChoiceTwiceChangesNothingMore() {
    InvoiceId id = books.invoice();
    LineDetails line = books.find(id).lines().getFirst().details();
    books.rewrite(id, "", List.of(on(line, "260"), on(line, "999")));
    InvoiceId other = books.invoice();
    books.settle();
    String page = "/ledger/refusals/invoice/" + id;
    owner.get(page + "?account=270&tax=OUTPUT&also=invoice:" + other);
    var fields = new java.util.HashMap<>(owner.hiddenFields(page + "/lines"));
    fields.put("also", "invoice:" + other);
    owner.post(page + "/lines", fields);
    assertThat(accounts(id)).containsExactly("260", "270");
    owner.post(page + "/lines", fields);
    assertThat(owner.get(page).body()).contains("nothing was done");
    books.settle();
    owner.post(page + "/lines", fields);
    assertThat(accounts(id)).containsExactly("260", "270");
    assertThat(accounts(other)).as("was never refused").containsExactly("200");
    assertThat(state("invoice", id.value())).isEqualTo(State.IN_STEP);
  }

  private static LineDetails on(LineDetails line, String account) {
    return new LineDetails(
        line.description(),
        line.quantity(),
        line.unitPrice(),
        account,
        line.taxType(),
        line.taxRate(),
        null);
  }

  private List<String> accounts(InvoiceId id) {
    return books.find(id).lines().stream().map(it -> it.details().accountCode()).toList();
  }

  @Test
  void anItemThatXeroLostIsReplacedOnAllThatWaitForIt() {
    books.control(
        books.organisation() + "/write?method=PUT&path=Items",
        "{\"Code\":\"CONS\",\"Name\":\"Consult\"}");
    Practices.run(
        books.practice(), () -> books.bean(ReferenceWishes.class).readNow(BooksRoom.TENANT));
    books.settle();
    InvoiceId first = withItem("GONE");
    InvoiceId second = withItem("GONE");
    books.settle();
    String page = "/ledger/refusals/invoice/" + first;
    assertThat(owner.get("/ledger/refusals").body())
        .contains("Xero has no item GONE in its price list", "Choose another, or leave it off");
    assertThat(owner.get(page).body())
        .contains(
            "Instead of item GONE",
            "Consult (CONS)",
            "One more waits",
            books.find(second).number());
    owner.submit(page + "/part", Map.of("to", "NEVER-HEARD", "also", "invoice:" + second));
    assertThat(owner.get(page).body()).contains("Choose one of those that Xero has.");
    owner.submit(page + "/part", Map.of("to", "CONS", "also", "invoice:" + second));
    assertThat(owner.get("/ledger/refusals").body()).contains("2 are changed and go again now.");
    books.settle();
    for (InvoiceId it : List.of(first, second)) {
      assertThat(state("invoice", it.value())).isEqualTo(State.IN_STEP);
      String number = books.find(it).number();
      assertThat(
              books.records("invoices", at -> at.path("InvoiceNumber").asString("").equals(number)))
          .extracting(at -> at.path("LineItems").path(0).path("ItemCode").asString())
          .containsExactly("CONS");
    }
  }

  /** It was offered, and before the choice came one of them was voided. */
  @Test
  void whatCannotBeChangedAnyMoreIsToldAndTheOthersAreMended() {
    books.control(
        books.organisation() + "/write?method=PUT&path=Items",
        "{\"Code\":\"CONS\",\"Name\":\"Consult\"}");
    Practices.run(
        books.practice(), () -> books.bean(ReferenceWishes.class).readNow(BooksRoom.TENANT));
    books.settle();
    InvoiceId first = withItem("GONE");
    InvoiceId second = withItem("GONE");
    InvoiceId third = withItem("GONE");
    InvoiceId fourth = withItem("GONE");
    books.settle();
    var mending = books.bean(PartMending.class);
    var standing = books.standing("invoice", first.value());
    PartMending.Part part =
        books
            .in(() -> mending.offer(standing.record(), BooksRoom.TENANT, standing.reason()))
            .getFirst();
    Practices.run(books.practice(), () -> books.bean(Billing.class).voidInvoice(second));
    List<String> ticked = List.of("invoice:" + second, "invoice:" + third);
    PartMending.Mended mended =
        books.in(() -> mending.mend(standing.record(), BooksRoom.TENANT, part, "CONS", ticked));
    assertThat(mended.changed()).isEqualTo(2);
    assertThat(mended.stayed())
        .containsExactly(books.find(second).number() + " is void and cannot be changed.");
    String page = "/ledger/refusals/invoice/" + fourth;
    owner.get(page);
    owner.submit(page + "/part", Map.of("to", "CONS", "also", "invoice:" + second));
    assertThat(owner.get("/ledger/refusals").body())
        .contains("One is changed and goes again now. One that you chose does not wait for this");
    books.settle();
    for (InvoiceId it : List.of(first, third, fourth)) {
      assertThat(state("invoice", it.value())).isEqualTo(State.IN_STEP);
    }
    assertThat(books.find(second).lines().getFirst().details().itemCode()).isEqualTo("GONE");
  }

  private InvoiceId withItem(String code) {
    InvoiceId id = books.invoice();
    LineDetails it = books.find(id).lines().getFirst().details();
    books.rewrite(
        id,
        "",
        List.of(
            new LineDetails(
                it.description(),
                it.quantity(),
                it.unitPrice(),
                it.accountCode(),
                it.taxType(),
                it.taxRate(),
                it.service(),
                code,
                null,
                List.of())));
    return id;
  }

  /** What somebody changed here since the page was drawn was never shown, so it is not given up. */
  @Test
  void onlyWhatWasShownIsGivenUpForWhatXeroHas() {
    InvoiceId id = books.invoice();
    books.settle();
    payInXero(books.find(id), "10.00");
    LineDetails line = books.find(id).lines().getFirst().details();
    books.rewrite(
        id,
        "",
        List.of(
            new LineDetails(
                line.description(),
                line.quantity(),
                new BigDecimal("220.00"),
                line.accountCode(),
                line.taxType(),
                line.taxRate(),
                line.service())));
    books.settle();
    assertThat(state("invoice", id.value())).isEqualTo(State.NEEDS_YOU);
    String page = "/ledger/refusals/invoice/" + id;
    owner.get(page);
    Map<String, String> shown = owner.hiddenFields(page + "/theirs");
    books.rewrite(id, "written meanwhile", null);
    owner.post(page + "/theirs", shown);
    assertThat(owner.get(page).body()).contains("has changed since you looked");
    assertThat(books.find(id).reference()).isEqualTo("written meanwhile");
    assertThat(books.find(id).total()).isEqualByComparingTo("220.00");
  }

  /** Xero has another document of this number that can be changed no more. */
  @Test
  void whatXeroNeverTookHasNoOtherSideButTheNextNumber() {
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"400\",\"detail\":\"Invoice not of valid status for modification\",\"method\":\"PUT\",\"path\":\"/api.xro/2.0/Invoices*\",\"count\":1}");
    InvoiceId id = books.invoice();
    String number = books.find(id).number();
    books.settle();
    assertThat(state("invoice", id.value())).isEqualTo(State.NEEDS_YOU);
    String next = "/invoices/" + id + "/number";
    assertThat(owner.get("/ledger/refusals/invoice/" + id).body())
        .contains("Give it the next number", "href=\"" + next + "\"");
    owner.get(next);
    owner.submit(next, Map.of());
    books.settle();
    assertThat(state("invoice", id.value())).isEqualTo(State.IN_STEP);
    assertThat(books.find(id).number()).isNotEqualTo(number);
  }
}
