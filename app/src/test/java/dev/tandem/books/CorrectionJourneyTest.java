package dev.tandem.books;

import static dev.tandem.books.CreditDesk.number;
import static dev.tandem.simulator.accounting.DemoOrganisation.AU;
import static dev.tandem.simulator.accounting.DemoOrganisation.NZ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tandem.AnotherNode;
import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestPractice;
import dev.tandem.TestXero;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.Discount;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceLine;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.credits.Corrections;
import dev.tandem.practice.credits.CreditLines;
import dev.tandem.practice.credits.CreditNoteView;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.setup.LocationDetails;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.ServiceDetails;
import dev.tandem.practice.setup.ServiceId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Practices;
import dev.tandem.simulator.accounting.DemoOrganisation;
import dev.tandem.staff.Role;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;

/**
 * Journey: somebody corrects on the page what an invoice charged after it was sent and money came
 * in for it; the difference reaches Xero, and both books say the same in the end.
 */
@TandemTest
class CorrectionJourneyTest {

  /** How much of the invoice is paid, and what becomes of it. */
  enum Paid {
    A_PART,
    /** Less is owed than the correction takes off. */
    ALMOST_ALL,
    ALL
  }

  enum To {
    LESS_AND_GIVEN_BACK,
    LESS_AND_KEPT,
    MORE
  }

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;
  @Autowired TestXero xero;

  private BooksRoom books;
  private CreditDesk desk;
  private Browser owner;
  private DemoOrganisation organisation = AU;

  @BeforeEach
  void open() {
    books = BooksRoom.open(house);
    desk = new CreditDesk(books);
    owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    owner.get("/account");
  }

  @AfterEach
  void putBack() {
    books.control("/_simulator/switches/reset", "");
    clock.reset();
  }

  /** Each two of the three ways to vary meet once. */
  static Stream<Arguments> corrections() {
    return Stream.of(LineAmounts.values())
        .flatMap(
            amounts ->
                Stream.of(To.values())
                    .map(
                        to ->
                            arguments(
                                amounts,
                                Paid.values()[(amounts.ordinal() + to.ordinal()) % 3],
                                to)));
  }

  @ParameterizedTest(name = "{0}, paid {1}, to {2}")
  @MethodSource("corrections")
  void theDifferenceReachesXero(LineAmounts amounts, Paid paid, To to) {
    InvoiceId id = invoice(amounts, null);
    pay(id, paid);
    books.settle();
    BigDecimal before = books.find(id).total();
    InvoiceId result = correct(id, to);
    look();
    assertSame(id);
    BigDecimal charged =
        ours().stream().map(InvoiceView::total).reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal credited =
        notes(id).stream().map(CreditNoteView::total).reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal wanted = afterwards(id, to);
    assertThat(charged.subtract(credited))
        .as("as it should have been")
        .isEqualByComparingTo(wanted);
    assertThat(books.find(id).total()).as("the invoice stands").isEqualByComparingTo(before);
    assertThat(result.equals(id)).isEqualTo(to != To.MORE);
  }

  static Stream<Arguments> troubles() {
    return Stream.of("drop-after-commit", "500", "429")
        .flatMap(
            kind ->
                Stream.of(
                    arguments(kind, "CreditNotes", To.LESS_AND_GIVEN_BACK),
                    arguments(kind, "CreditNotes/", To.LESS_AND_GIVEN_BACK),
                    arguments(kind, "Payments", To.LESS_AND_GIVEN_BACK),
                    arguments(kind, "Invoices", To.MORE)));
  }

  @ParameterizedTest(name = "{0} of {1}")
  @MethodSource("troubles")
  void whateverGoesWrongItHappensOnce(String kind, String path, To to) {
    InvoiceId id = invoice(LineAmounts.EXCLUSIVE, null);
    pay(id, Paid.ALMOST_ALL);
    books.settle();
    books.fault(kind, "PUT", path);
    correct(id, to);
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    look();
    assertSame(id);
  }

  /** The credit note is in Xero and put against the invoice, but nobody here knows the latter. */
  @Test
  void anotherInstanceEndsWhatTheFirstBegan() {
    InvoiceId id = invoice(LineAmounts.INCLUSIVE, null);
    pay(id, Paid.ALMOST_ALL);
    books.settle();
    books.fault("drop-after-commit", "PUT", "CreditNotes/");
    correct(id, To.LESS_AND_GIVEN_BACK);
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    assertThat(books.records("creditNotes", _ -> true)).hasSize(1);
    try (var node = AnotherNode.withoutPages(database, xero, Map.of())) {
      clock.advance(Duration.ofMinutes(6));
      books.on(node).settle();
    }
    look();
    assertSame(id);
  }

  /** What follows the credit note waits until it is mended, then all of it goes. */
  @Test
  void aRefusedCorrectionIsMendedAndEnds() {
    InvoiceId id = invoice(LineAmounts.INCLUSIVE, null);
    pay(id, Paid.ALMOST_ALL);
    books.settle();
    archive("200");
    correct(id, To.LESS_AND_GIVEN_BACK);
    books.settle();
    CreditNoteView note = notes(id).getFirst();
    assertThat(books.standing("credit-note", note.id().value()).state()).isEqualTo(State.NEEDS_YOU);
    assertThat(refunds()).isEmpty();
    String page = "/ledger/refusals/credit-note/" + note.id();
    assertThat(owner.get(page + "?account=260&tax=OUTPUT").body()).contains("What changes");
    owner.submit(page + "/lines", Map.of());
    look();
    assertSame(id);
    assertThat(refunds()).hasSize(1);
  }

  @Test
  void aRefusedInvoiceOverMoreIsMendedAndEnds() {
    InvoiceId id = invoice(LineAmounts.EXCLUSIVE, null);
    pay(id, Paid.ALL);
    books.settle();
    archive("200");
    InvoiceId more = correct(id, To.MORE);
    books.settle();
    assertThat(books.standing("invoice", more.value()).state()).isEqualTo(State.NEEDS_YOU);
    String page = "/ledger/refusals/invoice/" + more;
    assertThat(owner.get(page + "?account=260&tax=OUTPUT").body()).contains("What changes");
    owner.submit(page + "/lines", Map.of());
    look();
    assertSame(id);
  }

  /** Theirs counts besides: what is left to pay is settled first, the rest goes back. */
  @ParameterizedTest
  @CsvSource({"LESS_AND_GIVEN_BACK", "LESS_AND_KEPT", "MORE"})
  void aCreditOfTheBookkeepersIsAlreadyThere(To to) {
    InvoiceId id = invoice(LineAmounts.INCLUSIVE, null);
    pay(id, Paid.A_PART);
    books.settle();
    theirs(id, "80.00");
    assertThat(books.find(id).credited()).isEqualByComparingTo("80.00");
    correct(id, to);
    look();
    assertSame(id, 1);
  }

  /** Nothing of an invoice is credited twice, whoever credited first. */
  @Test
  void whatTheBookkeeperCreditedInFullIsNotCreditedAgain() {
    InvoiceId id = invoice(LineAmounts.INCLUSIVE, null);
    books.settle();
    theirs(id, books.find(id).total().toPlainString());
    var refused = owner.htmx(path(id), typed(id, To.LESS_AND_KEPT));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("credited already");
    assertSame(id, 1);
  }

  /** What is missing is said where it can be chosen. */
  @Test
  void aForgottenServiceThatIsNotMappedIsNamed() {
    InvoiceId id = invoice(LineAmounts.INCLUSIVE, null);
    var unmapped =
        new ServiceDetails(
            "Taping", 45, new BigDecimal("11.00"), true, "", "", BigDecimal.TEN, "#0c6ebd");
    ServiceId taping = books.in(() -> books.bean(Setup.class).add(unmapped));
    Map<String, String> typed = typed(id, To.MORE);
    typed.put("added[0].service", taping.toString());
    var refused = owner.htmx(path(id), typed);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body())
        .contains("Taping has no account yet: choose it here, or map the service")
        .containsPattern("is-invalid\" id=\"added\\[0\\]\\.account\"")
        .doesNotContain("Choose the service");
  }

  /** A credit that is written while the page is open changes what was shown. */
  @Test
  void whatHappenedMeanwhileIsShownBeforeItIsDone() {
    InvoiceId id = invoice(LineAmounts.INCLUSIVE, null);
    pay(id, Paid.A_PART);
    books.settle();
    Map<String, String> typed = typed(id, To.LESS_AND_GIVEN_BACK);
    String shown = owner.htmx(path(id), typed).body();
    theirs(id, "80.00");
    var meanwhile = owner.htmx(path(id), sure(shown, typed));
    assertThat(meanwhile.status()).isEqualTo(422);
    assertThat(notes(id)).isEmpty();
    correct(id, To.LESS_AND_GIVEN_BACK);
    look();
    assertSame(id, 1);
  }

  @ParameterizedTest
  @CsvSource({"LESS_AND_GIVEN_BACK", "LESS_AND_KEPT", "MORE"})
  void inAnotherOrganisationItGoesWhereItsInvoiceIs(To to) {
    BindingId nz = books.beside(NZ);
    LocationId auckland =
        books.in(() -> books.bean(Setup.class).add(LocationDetails.named("Auckland")));
    Practices.run(books.practice(), () -> books.bean(Connections.class).assign(auckland, nz));
    organisation = NZ;
    InvoiceId id = invoice(LineAmounts.EXCLUSIVE, auckland);
    pay(id, Paid.ALMOST_ALL);
    books.settleAll();
    correct(id, to);
    look();
    assertSame(id);
    for (String it : List.of("invoices", "creditNotes", "payments")) {
      assertThat(books.records(AU, it, _ -> true)).as(it).isEmpty();
    }
  }

  /** Taxed with a discount, and free of tax. */
  private InvoiceId invoice(LineAmounts amounts, @Nullable LocationId location) {
    boolean nz = organisation == NZ;
    LocalDate today = desk.today();
    var taxed =
        new LineDetails(
                "Consultation",
                new BigDecimal("2"),
                new BigDecimal("55.55"),
                "200",
                nz ? "OUTPUT2" : "OUTPUT",
                nz ? new BigDecimal("15") : BigDecimal.TEN,
                books.room().service())
            .withDiscount(Discount.percent(BigDecimal.TEN));
    var free =
        new LineDetails(
            "Report",
            BigDecimal.ONE,
            new BigDecimal("33.33"),
            "260",
            nz ? "ZERORATED" : "EXEMPTOUTPUT",
            BigDecimal.ZERO,
            null);
    return books.in(
        () ->
            books
                .bean(Billing.class)
                .issue(
                    new InvoiceDetails(
                        books.room().client(),
                        null,
                        location,
                        today,
                        today.plusDays(14),
                        "",
                        amounts,
                        List.of(taxed, free))));
  }

  private void pay(InvoiceId id, Paid how) {
    BigDecimal total = books.find(id).total();
    BigDecimal amount =
        switch (how) {
          case A_PART -> new BigDecimal("40.00");
          case ALMOST_ALL -> total.subtract(new BigDecimal("5.55"));
          case ALL -> total;
        };
    books.pay(id, amount.toPlainString());
  }

  /** Shown, then done, as a person does it. */
  private InvoiceId correct(InvoiceId id, To to) {
    assertThat(owner.get(path(id)).status()).isEqualTo(200);
    Map<String, String> typed = typed(id, to);
    Browser.Page shown = owner.htmx(path(id), typed);
    assertThat(shown.status()).as(shown.body()).isEqualTo(200);
    assertThat(shown.body()).contains("As invoiced", "As corrected");
    String done = owner.htmx(path(id), sure(shown.body(), typed)).redirect();
    assertThat(done).startsWith("/invoices/");
    return InvoiceId.of(done.substring("/invoices/".length()));
  }

  private static String path(InvoiceId id) {
    return "/invoices/" + id + "/correction";
  }

  private Map<String, String> typed(InvoiceId id, To to) {
    var typed = new HashMap<String, String>();
    typed.put("invoiceSeen", books.find(id).seen());
    List<InvoiceLine> lines = books.find(id).lines();
    for (int i = 0; i < lines.size(); i++) {
      LineDetails it = CreditLines.of(lines.get(i));
      typed.put("lines[" + i + "].description", it.description());
      typed.put("lines[" + i + "].quantity", it.quantity().toPlainString());
      typed.put("lines[" + i + "].unitPrice", it.unitPrice().toPlainString());
    }
    typed.put("lines[0].unitPrice", price(to));
    typed.put("reason", "Mistyped");
    typed.put("refund", String.valueOf(to == To.LESS_AND_GIVEN_BACK));
    typed.put("refundMethod", "TRANSFER");
    return typed;
  }

  private static String price(To to) {
    return to == To.MORE ? "147.77" : "66.65";
  }

  /** What the page should have come to had it been written so at first. */
  private BigDecimal afterwards(InvoiceId id, To to) {
    InvoiceView it = books.find(id);
    LineDetails first = CreditLines.of(it.lines().getFirst());
    LineDetails right =
        CreditLines.with(first, first.description(), BigDecimal.ONE, new BigDecimal(price(to)));
    return Stream.of(right, it.lines().getLast().details())
        .map(line -> line.priced(it.lineAmounts()).orElseThrow())
        .map(
            line ->
                it.lineAmounts() == LineAmounts.EXCLUSIVE
                    ? line.amount().add(line.tax())
                    : line.amount())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static Map<String, String> sure(String shown, Map<String, String> fields) {
    var seen = Pattern.compile("name=\"seen\" value=\"([^\"]*)\"").matcher(shown);
    assertThat(seen.find()).as("what was shown is told").isTrue();
    var sure = new HashMap<>(fields);
    sure.put("seen", HtmlUtils.htmlUnescape(seen.group(1)));
    sure.put("sure", "true");
    return sure;
  }

  /** Everything goes, and what happened over there meanwhile comes. */
  private void look() {
    books.settleAll();
    clock.advance(Duration.ofMinutes(15));
    books.settleAll();
  }

  /** The bookkeeper credits it, not in the same moment in which it was paid here. */
  private void theirs(InvoiceId id, String amount) {
    clock.advance(Duration.ofSeconds(5));
    desk.creditInXero(id, amount);
    look();
  }

  private void archive(String code) {
    String id =
        books
            .records("accounts", it -> it.path("Code").asString("").equals(code))
            .getFirst()
            .path("AccountID")
            .asString();
    desk.inXero("POST", "Accounts/" + id, "{\"Status\":\"ARCHIVED\"}");
  }

  private List<InvoiceView> ours() {
    return books.in(
        () ->
            books.bean(Billing.class).ofClient(books.room().client(), 9).stream()
                .map(it -> books.bean(Billing.class).find(it.id()))
                .toList());
  }

  private List<CreditNoteView> notes(InvoiceId id) {
    return books.in(
        () ->
            books.bean(Credits.class).of(id).stream()
                .filter(it -> it.invoice().equals(id))
                .toList());
  }

  private List<JsonNode> refunds() {
    return books.records(
        organisation,
        "payments",
        it ->
            it.path("PaymentType").asString().equals("ARCREDITPAYMENT")
                && it.path("Status").asString().equals("AUTHORISED"));
  }

  private void assertSame(InvoiceId id) {
    assertSame(id, 0);
  }

  /**
   * Nothing waits, and both books have the same records, each once, to the cent.
   *
   * @param others credit notes of the bookkeeper's
   */
  private void assertSame(InvoiceId id, int others) {
    List<InvoiceView> invoices = ours();
    assertThat(books.in(() -> books.bean(Corrections.class).charged(id)))
        .hasSize(invoices.size() - 1);
    assertThat(books.records(organisation, "invoices", _ -> true)).hasSize(invoices.size());
    for (InvoiceView it : invoices) {
      JsonNode there = there("invoice", it.id().value(), "invoices", "InvoiceID");
      assertMoney(there, "Total", it.total());
      assertMoney(there, "TotalTax", it.tax());
      assertMoney(there, "AmountPaid", it.paid());
      assertMoney(there, "AmountCredited", it.credited());
      assertMoney(there, "AmountDue", it.due());
    }
    List<CreditNoteView> notes = notes(id);
    assertThat(books.records(organisation, "creditNotes", _ -> true))
        .hasSize(notes.size() + others);
    int given = 0;
    for (CreditNoteView it : notes) {
      JsonNode there = there("credit-note", it.id().value(), "creditNotes", "CreditNoteID");
      assertMoney(there, "Total", it.total());
      assertMoney(there, "TotalTax", it.tax());
      assertMoney(there, "RemainingCredit", it.remaining());
      for (var used : it.allocations()) {
        inStep("allocation", used.id().value());
      }
      for (var refund : it.refunds()) {
        JsonNode back = there("refund", refund.id().value(), "payments", "PaymentID");
        assertMoney(back, "Amount", refund.amount());
        given++;
      }
    }
    assertThat(refunds()).hasSize(given);
  }

  private void inStep(String kind, java.util.UUID id) {
    assertThat(books.standing(kind, id).state()).as(kind).isEqualTo(State.IN_STEP);
  }

  private JsonNode there(String kind, java.util.UUID id, String collection, String field) {
    inStep(kind, id);
    String known = books.ledgerId(kind, id);
    List<JsonNode> found =
        books.records(organisation, collection, it -> it.path(field).asString().equals(known));
    assertThat(found).as(kind).hasSize(1);
    return found.getFirst();
  }

  private static void assertMoney(JsonNode there, String field, BigDecimal ours) {
    assertThat(number(there, field)).as(field).isEqualByComparingTo(ours);
  }
}
