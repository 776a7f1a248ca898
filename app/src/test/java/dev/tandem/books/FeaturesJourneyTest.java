package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.TestXero;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.Feature;
import dev.tandem.books.connection.Features;
import dev.tandem.books.connection.LedgerFeatures;
import dev.tandem.books.connection.Visitor;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.shared.Practices;
import dev.tandem.shared.Refused;
import dev.tandem.shared.doctor.Doctor;
import dev.tandem.staff.Role;
import dev.tandem.staff.StaffId;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/** What the consent does not cover is left alone before any call fails, and goes on by itself. */
@TandemTest
class FeaturesJourneyTest {

  private static final String PAYMENTS = "accounting.payments";

  @Autowired ApplicationContext house;
  @Autowired TestXero xero;
  @Autowired TestClock clock;
  @Autowired LedgerFeatures features;
  @Autowired Connections connections;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void paymentsWaitForTheirConsentWithoutACallAndThenFlow() {
    BooksRoom books = BooksRoom.open(house);
    withhold(books, PAYMENTS);
    InvoiceId invoice = books.invoice();
    books.settle();
    books.forgetCalls();
    PaymentId payment = books.pay(invoice, "110.00");
    clock.advance(Duration.ofMinutes(10));
    books.settle();
    assertThat(books.calls("GET", "/Payments") + books.calls("PUT", "/Payments")).isZero();
    assertThat(books.in(() -> connections.binding(books.binding())).active()).isTrue();
    var standing = books.standing("payment", payment.value());
    assertThat(standing.state()).isEqualTo(State.PAUSED);
    assertThat(standing.reason()).contains("Payments", "consent");
    Browser owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    assertThat(owner.get("/ledger/features").body())
        .contains("Needs your consent", "Allow it at Xero", PAYMENTS);

    assertThat(found(books)).contains("Not allowed: Payments (accounting.payments)");
    consentAgain(books);
    books.settle();
    assertThat(found(books)).contains("Everything that is switched on is allowed.");
    assertThat(books.standing("payment", payment.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.records("payments", _ -> true)).hasSize(1);
    assertThat(owner.get("/ledger/features").body()).doesNotContain("Needs your consent");
  }

  @Test
  void paymentsOfTheTimeWithoutConsentAreReadAfterwards() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = books.invoice();
    books.settle();
    withhold(books, PAYMENTS);
    xero.control(
        "POST",
        books.organisation()
            + "/invoices/"
            + books.ledgerId("invoice", invoice.value())
            + "/pay?amount=60.00");
    clock.advance(Duration.ofMinutes(10));
    books.settle();
    assertThat(books.find(invoice).paid()).isZero();
    consentAgain(books);
    books.settle();
    assertThat(books.find(invoice).paid()).isEqualByComparingTo("60.00");
  }

  @Test
  void whatAPersonSwitchedOffStaysHereAndIsNotAskedFor() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = books.invoice();
    books.settle();
    Browser owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    turn(owner, books, "payments", false);
    books.forgetCalls();
    PaymentId payment = books.pay(invoice, "110.00");
    clock.advance(Duration.ofMinutes(10));
    books.settle();
    assertThat(books.calls("GET", "/Payments") + books.calls("PUT", "/Payments")).isZero();
    assertThat(books.standing("payment", payment.value()))
        .matches(it -> it.state() == State.PAUSED)
        .matches(it -> String.valueOf(it.reason()).contains("switched off"));
    assertThat(consentPage(books)).doesNotContain(PAYMENTS).contains("accounting.invoices");

    turn(owner, books, "payments", true);
    assertThat(consentPage(books)).contains(PAYMENTS);
    books.settle();
    assertThat(books.standing("payment", payment.value()).state()).isEqualTo(State.IN_STEP);
  }

  @Test
  void withoutInvoicesThereAreNoPayments() {
    BooksRoom books = BooksRoom.open(house);
    Practices.run(books.practice(), () -> features.turn(books.binding(), Feature.INVOICES, false));
    Features now = books.in(() -> features.of(books.binding()));
    assertThat(now.one(Feature.PAYMENTS).state()).isEqualTo(Features.State.OFF);
    assertThat(now.one(Feature.CLIENTS).state()).isEqualTo(Features.State.ON);
    assertThat(consentPage(books)).doesNotContain("accounting.invoices", PAYMENTS);
    InvoiceId invoice = books.invoice();
    books.settle();
    assertThat(books.standing("invoice", invoice.value()).state()).isEqualTo(State.PAUSED);
    assertThat(books.records("invoices", _ -> true)).isEmpty();
  }

  @Test
  void whatEverythingElseStandsOnCannotBeSwitchedOff() {
    BooksRoom books = BooksRoom.open(house);
    assertThatThrownBy(
            () ->
                Practices.run(
                    books.practice(), () -> features.turn(books.binding(), Feature.CLIENTS, false)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("cannot be switched off");
  }

  @Test
  void theBroadScopesOfAnOlderAppCoverEverything() {
    BooksRoom books = BooksRoom.open(house);
    xero.control("POST", "/_simulator/apps/client/revoke");
    consent(
        books, "offline_access accounting.contacts accounting.transactions accounting.settings");
    Features now = books.in(() -> features.of(books.binding()));
    assertThat(now.wanting()).isEmpty();
    assertThat(now.surplus()).containsExactly("accounting.settings");
    InvoiceId invoice = books.invoice();
    books.pay(invoice, "110.00");
    books.settle();
    assertThat(books.records("payments", _ -> true)).hasSize(1);
  }

  @Test
  void moreThanIsNeededIsShownWithTheWayToHaveLess() {
    BooksRoom books = BooksRoom.open(house);
    consent(
        books,
        "offline_access accounting.contacts accounting.invoices accounting.payments"
            + " accounting.settings.read accounting.attachments");
    assertThat(
            TestPractice.of(house, books.practice())
                .browser(Role.OWNER)
                .get("/ledger/features")
                .body())
        .contains("more than it needs", "accounting.attachments", "Connected apps");
  }

  private String found(BooksRoom books) {
    return house.getBean(Doctor.class).practice(books.practice()).toString();
  }

  /** As if the consent had never covered it, with the next token on. */
  private void withhold(BooksRoom books, String scope) {
    xero.control("POST", "/_simulator/apps/client/scopes/" + scope + "/withhold");
    Practices.run(books.practice(), () -> connections.refreshNow(books.binding()));
  }

  private void turn(Browser owner, BooksRoom books, String feature, boolean on) {
    owner.get("/ledger/features");
    String path = "/ledger/connection/" + books.binding() + "/features";
    assertThat(owner.htmx(path, Map.of("feature", feature, "on", String.valueOf(on))).status())
        .isIn(200, 302, 303);
  }

  private String consentPage(BooksRoom books) {
    var visitor = new Visitor(new StaffId(UUID.randomUUID()), "asking");
    URI page = books.in(() -> connections.begin(visitor));
    return java.net.URLDecoder.decode(page.getRawQuery(), StandardCharsets.UTF_8);
  }

  private void consentAgain(BooksRoom books) {
    consent(books, null);
  }

  /**
   * @param scopes allowed on the consent page instead of those that were asked for
   */
  private void consent(BooksRoom books, String scopes) {
    var visitor = new Visitor(new StaffId(UUID.randomUUID()), "a-session");
    URI page = books.in(() -> connections.begin(visitor));
    String query = page.getRawQuery();
    if (scopes != null) {
      query =
          query.replaceAll(
              "scope=[^&]*", "scope=" + URLEncoder.encode(scopes, StandardCharsets.UTF_8));
    }
    String answer =
        xero.control("POST", "/_simulator/connect?" + query + "&tenant=" + BooksRoom.TENANT);
    var back =
        UriComponentsBuilder.fromUriString(
                new JsonMapper().readTree(answer).path("redirect").asString())
            .build()
            .getQueryParams();
    var grant =
        books.in(
            () -> connections.complete(visitor, back.getFirst("state"), back.getFirst("code")));
    books.in(() -> connections.choose(grant, BooksRoom.TENANT.toString(), visitor));
  }
}
