package dev.tandem.books.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestXero;
import dev.tandem.practice.setup.NewPractice;
import dev.tandem.practice.setup.PracticeKind;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import dev.tandem.shared.Refused;
import dev.tandem.simulator.accounting.DemoOrganisation;
import dev.tandem.staff.NewPerson;
import dev.tandem.staff.Role;
import dev.tandem.staff.Staff;
import dev.tandem.staff.StaffId;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/** The connection's front door against the simulated Xero, without pages. */
@TandemTest
class ConnectAtXeroTest {

  private static final String AU = DemoOrganisation.AU.tenantId();
  private static final String UK = DemoOrganisation.UK.tenantId();

  @Autowired Setup setup;
  @Autowired Connections connections;
  @Autowired Disconnection disconnection;
  @Autowired Grants grants;
  @Autowired Bindings bindings;
  @Autowired Staff staff;
  @Autowired KeepGrantsAliveSweep sweep;
  @Autowired TestXero xero;
  @Autowired TestClock clock;

  private Visitor visitor = new Visitor(new StaffId(UUID.randomUUID()), "a-session");
  private PracticeId practice;

  @BeforeEach
  void begin() {
    xero.fresh();
    practice = open();
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void offersWhatThisConsentOpenedFirst() {
    consent(practice, AU);
    GrantId second = consent(practice, UK);
    Offer offer = Practices.in(practice, () -> connections.offer(second, visitor));
    assertThat(offer.choices())
        .extracting(Offer.Choice::tenantId, Offer.Choice::opened)
        .containsExactly(tuple(UK, true), tuple(AU, false));
  }

  @Test
  void warnsOfBooksInAnotherCurrencyAndCountry() {
    GrantId grant = consent(practice, UK);
    var choice =
        Practices.in(practice, () -> connections.offer(grant, visitor)).choices().getFirst();
    assertThat(choice.warnings()).hasSize(2);
    assertThat(choice.warnings().getFirst()).contains("GBP", "AUD");
    assertThat(choice.warnings().getLast()).contains("GB", "AU");
  }

  @Test
  void theOrganisationAnswersOverItsAccess() {
    BindingId binding = connect(practice, AU);
    var name =
        Practices.in(
            practice, () -> connections.access(binding).ledger().organisation().value().name());
    assertThat(name)
        .isEqualTo(Practices.in(practice, () -> connections.binding(binding).organisationName()));
  }

  @Test
  void goesOnWithAFreshTokenAfterTheOldOneRanOut() {
    BindingId binding = connect(practice, AU);
    clock.advance(Duration.ofHours(2));
    var access = Practices.in(practice, () -> connections.access(binding));
    assertThat(access.ledger().organisation().value().name()).isNotBlank();
    assertThat(calls("POST", "/connect/token")).isEqualTo(2);
  }

  @Test
  void aTokenThatXeroRefusedIsReplacedOnce() {
    BindingId binding = connect(practice, AU);
    Access refused = Practices.in(practice, () -> connections.access(binding));
    Access first = Practices.in(practice, () -> connections.accessAfter(refused));
    Access second = Practices.in(practice, () -> connections.accessAfter(refused));
    assertThat(first.accessToken()).isNotEqualTo(refused.accessToken());
    assertThat(second.accessToken()).isEqualTo(first.accessToken());
    assertThat(calls("POST", "/connect/token")).isEqualTo(2);
  }

  @Test
  void anotherPracticeCannotTakeTheOrganisation() {
    connect(practice, AU);
    PracticeId other = open();
    GrantId own = consent(other, AU);
    var choice = Practices.in(other, () -> connections.offer(own, visitor)).choices().getFirst();
    assertThat(choice.takenElsewhere()).isTrue();
    assertThatThrownBy(() -> Practices.in(other, () -> connections.choose(own, AU, visitor)))
        .isInstanceOf(OrganisationHeldElsewhere.class);
  }

  @Test
  void thePersonWhoGaveAConsentUsesItInASecondPractice() {
    visitor = new Visitor(joins(practice), "a-session");
    GrantId grant = consent(practice, AU, UK);
    Practices.in(practice, () -> connections.choose(grant, AU, visitor));
    PracticeId second = open();
    assertThat(Practices.in(second, () -> connections.consents(visitor.person())))
        .extracting(EarlierConsent::grant)
        .containsExactly(grant);
    BindingId there = Practices.in(second, () -> connections.choose(grant, UK, visitor));
    var access = Practices.in(second, () -> connections.access(there));
    assertThat(access.ledger().organisation().value().baseCurrency()).isEqualTo("GBP");

    // One of the two goes: the consent lives on for the other.
    Practices.in(second, () -> connections.disconnect(there));
    assertThat(calls("POST", "/connect/revocation")).isZero();
    assertThat(Practices.in(second, () -> connections.consents(visitor.person()))).hasSize(1);
  }

  @Test
  void whoHasLeftThePracticeLeavesTheConsentThere() {
    visitor = new Visitor(joins(practice), "a-session");
    GrantId grant = consent(practice, AU, UK);
    Practices.in(practice, () -> connections.choose(grant, AU, visitor));
    Practices.run(practice, () -> staff.remove(visitor.person()));
    // Somebody else may sit behind the account by now.
    PracticeId second = open();
    assertThat(connections.consents(visitor.person())).isEmpty();
    assertThatThrownBy(() -> Practices.in(second, () -> connections.offer(grant, visitor)))
        .isInstanceOf(NoSuchRecord.class);
    assertThatThrownBy(() -> Practices.in(second, () -> connections.choose(grant, UK, visitor)))
        .isInstanceOf(NoSuchRecord.class);
  }

  private StaffId joins(PracticeId where) {
    String email = UUID.randomUUID() + "@example.com";
    var owner = new NewPerson("first" + email, "Robin First", Role.OWNER, null);
    Practices.in(where, () -> staff.add(owner));
    return Practices.in(where, () -> staff.add(new NewPerson(email, "Jo", Role.OWNER, null)));
  }

  @Test
  void aConsentThatWasEndedMeanwhileOpensNothing() {
    GrantId grant = consent(practice, AU);
    assertThat(grants.retire(grant)).isTrue();
    assertThatThrownBy(() -> Practices.in(practice, () -> connections.choose(grant, AU, visitor)))
        .isInstanceOf(NotConnected.class);
    var organisation = new Organisation(AU, null, "Harbour", null, null, null);
    assertThatThrownBy(
            () ->
                Practices.in(practice, () -> bindings.bind(organisation, grant, visitor.person())))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("ended meanwhile");
    assertThat(connections.route("xero", AU)).isEmpty();
  }

  @Test
  void aConsentIsNotEndedWhileAnOrganisationIsOnIt() {
    BindingId binding = connect(practice, AU);
    GrantId grant = Practices.in(practice, () -> connections.binding(binding)).grant();
    disconnection.endGrant(grant);
    assertThat(grants.find(grant).active()).isTrue();
    assertThat(calls("POST", "/connect/revocation")).isZero();
  }

  @Test
  void anEndedBindingLeavesAnotherPracticesConnectionAlone() {
    GrantId both = consent(practice, AU, UK);
    BindingId ended = Practices.in(practice, () -> connections.choose(both, AU, visitor));
    Practices.in(practice, () -> connections.choose(both, UK, visitor));
    xero.control("POST", "/_simulator/faults?kind=503&method=DELETE&path=/connections/*");
    assertThat(Practices.in(practice, () -> connections.disconnect(ended))).isFalse();
    PracticeId other = open();
    BindingId theirs = connect(other, AU);
    int before = calls("DELETE", "/connections/");
    Practices.in(practice, () -> connections.disconnect(ended));
    assertThat(calls("DELETE", "/connections/")).isEqualTo(before);
    var access = Practices.in(other, () -> connections.access(theirs));
    assertThat(access.ledger().organisation().value().name()).isNotBlank();
  }

  @Test
  void insteadOfSaysWhenXeroCouldNotBeTold() {
    BindingId old = connect(practice, AU);
    GrantId again = consent(practice, UK);
    xero.control("POST", "/_simulator/faults?kind=503&method=DELETE&path=/connections/*");
    var chosen = Practices.in(practice, () -> connections.choose(again, UK, old, visitor));
    assertThat(chosen.told()).isFalse();
    assertThat(Practices.in(practice, () -> connections.binding(old)).status())
        .isEqualTo(Binding.Status.DISCONNECTED);
  }

  @Test
  void whatAPersonHoldsStaysHeldUnderANewConsent() {
    BindingId binding = connect(practice, AU);
    Practices.run(practice, () -> connections.suspend(binding, "the audit"));
    connect(practice, AU);
    Binding held = Practices.in(practice, () -> connections.binding(binding));
    assertThat(held.status()).isEqualTo(Binding.Status.SUSPENDED);
    assertThat(Practices.in(practice, () -> connections.suspendedBecause(binding)))
        .isEqualTo("the audit");
  }

  @Test
  void nobodyUsesAnotherPersonsConsentNotEvenInTheSamePractice() {
    GrantId grant = consent(practice, AU);
    var other = new Visitor(new StaffId(UUID.randomUUID()), "another-session");
    assertThat(Practices.in(practice, () -> connections.consents(other.person()))).isEmpty();
    assertThatThrownBy(() -> Practices.in(practice, () -> connections.offer(grant, other)))
        .isInstanceOf(NoSuchRecord.class);
    assertThatThrownBy(() -> Practices.in(practice, () -> connections.choose(grant, AU, other)))
        .isInstanceOf(NoSuchRecord.class);
    assertThat(Practices.in(practice, () -> connections.bindings())).isEmpty();
  }

  @Test
  void oneConsentBringsTwoOrganisations() {
    GrantId grant = consent(practice, AU, UK);
    BindingId main = Practices.in(practice, () -> connections.choose(grant, AU, visitor));
    BindingId beside = Practices.in(practice, () -> connections.choose(grant, UK, visitor));
    assertThat(Practices.in(practice, () -> connections.bindings()))
        .extracting(Binding::id, Binding::main)
        .containsExactly(tuple(main, true), tuple(beside, false));

    assertThat(Practices.in(practice, () -> connections.disconnect(main))).isTrue();
    assertThat(calls("DELETE", "/connections/")).isEqualTo(1);
    assertThat(calls("POST", "/connect/revocation")).isZero();
    var access = Practices.in(practice, () -> connections.access(beside));
    assertThat(access.ledger().organisation().value().baseCurrency()).isEqualTo("GBP");

    assertThat(Practices.in(practice, () -> connections.disconnect(beside))).isTrue();
    assertThat(calls("DELETE", "/connections/")).isEqualTo(2);
    assertThat(calls("POST", "/connect/revocation")).isEqualTo(1);
    assertThat(connections.consents(visitor.person())).isEmpty();
  }

  @Test
  void aNewConsentForTheSameOrganisationTakesTheOldOnesPlaceWithoutRevokingAnything() {
    BindingId binding = connect(practice, AU);
    Practices.run(practice, () -> connections.turnSendingOn(binding));
    GrantId before = Practices.in(practice, () -> connections.binding(binding)).grant();
    GrantId again = consent(practice, AU);
    assertThat(Practices.in(practice, () -> connections.choose(again, AU, visitor)))
        .isEqualTo(binding);
    Binding now = Practices.in(practice, () -> connections.binding(binding));
    assertThat(now.grant()).isEqualTo(again);
    assertThat(now.mayPush()).isTrue();
    assertThat(grants.find(before).status()).isEqualTo(Grant.Status.REVOKED);
    assertThat(grants.find(before).refreshToken()).isNull();
    assertThat(calls("POST", "/connect/revocation")).isZero();
    assertThat(calls("DELETE", "/connections/")).isZero();
    assertThat(Practices.in(practice, () -> connections.access(binding)).ledger().organisation())
        .isNotNull();
  }

  @Test
  void refusesAnOrganisationTheConsentDoesNotReach() {
    GrantId grant = consent(practice, AU);
    assertThatThrownBy(
            () ->
                Practices.in(
                    practice,
                    () -> connections.choose(grant, UUID.randomUUID().toString(), visitor)))
        .hasMessageContaining("does not show this organisation");
  }

  @Test
  void disconnectingClosesItAtXeroAndEndsTheGrant() {
    BindingId binding = connect(practice, AU);
    assertThat(Practices.in(practice, () -> connections.disconnect(binding))).isTrue();
    assertThat(calls("DELETE", "/connections/")).isEqualTo(1);
    assertThat(calls("POST", "/connect/revocation")).isEqualTo(1);
    assertThat(connections.route("xero", AU)).isEmpty();
    assertThatThrownBy(() -> Practices.in(practice, () -> connections.access(binding)))
        .isInstanceOf(NotConnected.class);
  }

  @Test
  void disconnectingOneLeavesAnotherPracticeOfTheSamePersonAlone() {
    PracticeId other = open();
    BindingId kept = connect(other, UK);
    BindingId ended = connect(practice, AU);
    Practices.in(practice, () -> connections.disconnect(ended));
    assertThat(calls("POST", "/connect/revocation")).isZero();
    clock.advance(Duration.ofHours(1));
    var access = Practices.in(other, () -> connections.access(kept));
    assertThat(access.ledger().organisation().value().baseCurrency()).isEqualTo("GBP");
  }

  @Test
  void anOrganisationClosedAtXeroIsNoticedAndFoundAgain() {
    BindingId binding = connect(practice, AU);
    Practices.run(practice, () -> connections.lost(binding, LostReason.DISCONNECTED_AT_LEDGER));
    assertThatThrownBy(() -> Practices.in(practice, () -> connections.access(binding)))
        .isInstanceOf(NotConnected.class)
        .hasMessageContaining("Reconnect");
    Practices.run(practice, () -> connections.refreshNow(binding));
    assertThat(Practices.in(practice, () -> connections.binding(binding)).active()).isTrue();
  }

  @Test
  void aGrantNobodyUsesIsKeptAlive() {
    BindingId binding = connect(practice, AU);
    assertThat(sweep.runOnce()).isZero();
    for (int month = 0; month < 12; month++) {
      clock.advance(Duration.ofDays(30));
      assertThat(sweep.runOnce()).isEqualTo(1);
    }
    var access = Practices.in(practice, () -> connections.access(binding));
    assertThat(access.ledger().organisation().value().name()).isNotBlank();
  }

  private BindingId connect(PracticeId practice, String tenant) {
    GrantId grant = consent(practice, tenant);
    return Practices.in(practice, () -> connections.choose(grant, tenant, visitor));
  }

  /** The person allows these organisations on one consent page. */
  private GrantId consent(PracticeId practice, String... tenants) {
    URI page = Practices.in(practice, () -> connections.begin(visitor));
    String answer =
        xero.control(
            "POST",
            "/_simulator/connect?"
                + page.getRawQuery()
                + "&tenant="
                + String.join("&tenant=", tenants));
    var back =
        UriComponentsBuilder.fromUriString(
                new JsonMapper().readTree(answer).path("redirect").asString())
            .build()
            .getQueryParams();
    return Practices.in(
        practice,
        () -> connections.complete(visitor, back.getFirst("state"), back.getFirst("code")));
  }

  private int calls(String method, String path) {
    String answer = xero.control("GET", "/_simulator/calls?method=" + method + "&path=" + path);
    return new JsonMapper().readTree(answer).size();
  }

  private PracticeId open() {
    return setup.open(
        new NewPractice(
            "Quay Street", PracticeKind.CLINIC, "AU", ZoneId.of("Australia/Sydney"), "AUD"));
  }
}
