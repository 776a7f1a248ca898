package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestXero;
import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Binding.Status;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.GrantId;
import dev.tandem.books.connection.LostReason;
import dev.tandem.books.connection.RecoverySweep;
import dev.tandem.books.connection.Visitor;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Practices;
import dev.tandem.shared.Refused;
import dev.tandem.simulator.accounting.DemoOrganisation;
import dev.tandem.staff.StaffId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/**
 * Each way in which Xero stops letting Tandem in ends in its own state within one turn of the lane,
 * and what can heal without a person in front of Tandem is noticed by itself.
 */
@TandemTest
class AccessLossJourneyTest {

  private static final String ROLE =
      "/_simulator/organisations/" + BooksRoom.TENANT + "/role?role=";

  @Autowired private ApplicationContext house;
  @Autowired private Connections connections;
  @Autowired private RecoverySweep sweep;
  @Autowired private JdbcClient jdbc;
  @Autowired private TestXero xero;
  @Autowired private TestClock clock;

  private BooksRoom room;

  @BeforeEach
  void connect() {
    room = BooksRoom.open(house);
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void aRevokedConsentEndsInItsOwnState() {
    xero.control("POST", "/_simulator/apps/client/revoke");
    clock.advance(Duration.ofHours(1));
    loseWithOneChange();
    assertLost(LostReason.GRANT_ENDED);
    // Only a new consent helps: looking again neither heals nor calls the organisation.
    room.forgetCalls();
    assertThat(lookLater()).isZero();
    assertThat(room.calls("", "")).isZero();
    assertLost(LostReason.GRANT_ENDED);
  }

  @Test
  void aLaterConsentOfTheSamePersonHealsWhatItCovers() {
    xero.control("POST", "/_simulator/apps/client/revoke");
    clock.advance(Duration.ofHours(1));
    ClientId waiting = loseWithOneChange();
    assertLost(LostReason.GRANT_ENDED);
    // The same Xero user allows both organisations, and the person chooses only the other one.
    var visitor = new Visitor(new StaffId(UUID.randomUUID()), "a-session");
    URI page = room.in(() -> connections.begin(visitor));
    String nz = DemoOrganisation.NZ.tenantId();
    String answer =
        xero.control(
            "POST",
            "/_simulator/connect?%s&tenant=%s,%s"
                .formatted(page.getRawQuery(), BooksRoom.TENANT, nz));
    var back =
        UriComponentsBuilder.fromUriString(
                new JsonMapper().readTree(answer).path("redirect").asString())
            .build()
            .getQueryParams();
    GrantId later =
        room.in(() -> connections.complete(visitor, back.getFirst("state"), back.getFirst("code")));
    room.in(() -> connections.choose(later, nz, visitor));
    assertLost(LostReason.GRANT_ENDED);
    assertHealsByItself(waiting);
    assertThat(binding().grant()).isEqualTo(later);
  }

  @Test
  void aMissingScopeIsToldApartFromAMissingRoleAndHealsWithAConsentThatCoversIt() {
    xero.control("POST", "/_simulator/apps/client/scopes/accounting.contacts/withhold");
    ClientId waiting = loseWithOneChange();
    assertLost(LostReason.SCOPE_MISSING);
    assertThat(lookLater()).isZero();
    assertLost(LostReason.SCOPE_MISSING);
    xero.control("POST", "/_simulator/apps/client/scopes/accounting.contacts/return");
    assertHealsByItself(waiting);
  }

  @Test
  void aRoleThatMayOnlyReadIsNoMissingScopeAndIsNotTakenForHealedByReading() {
    xero.control("POST", ROLE + "read_only");
    ClientId waiting = loseWithOneChange();
    assertLost(LostReason.ROLE_MISSING);
    assertThat(lookLater()).isZero();
    assertLost(LostReason.ROLE_MISSING);
    xero.control("POST", ROLE + "standard");
    int contacts = room.books().path("Contacts").size();
    assertHealsByItself(waiting);
    assertThat(room.books().path("Contacts").size()).isEqualTo(contacts + 1);
  }

  @Test
  void anOrganisationDisconnectedInXeroEndsInItsOwnState() {
    xero.control(
        "POST", "/_simulator/apps/client/organisations/" + BooksRoom.TENANT + "/disconnect");
    loseWithOneChange();
    assertLost(LostReason.DISCONNECTED_AT_LEDGER);
    assertThat(lookLater()).isZero();
    assertLost(LostReason.DISCONNECTED_AT_LEDGER);
  }

  @Test
  void aUserWhoWasPutOutOfTheOrganisationIsNoDisconnect() {
    xero.control("POST", ROLE + "none");
    ClientId waiting = loseWithOneChange();
    assertLost(LostReason.NO_ACCESS);
    xero.control("POST", ROLE + "standard");
    assertHealsByItself(waiting);
  }

  @Test
  void aClosedOrganisationIsNoticedAndItsReopening() {
    xero.control("POST", room.organisation() + "/close");
    ClientId waiting = loseWithOneChange();
    assertLost(LostReason.NO_ACCESS);
    xero.control("POST", room.organisation() + "/open");
    assertHealsByItself(waiting);
  }

  @Test
  void aResetDemoCompanyIsRecognisedByItsNameAndNewId() {
    xero.control("POST", room.organisation() + "/start-anew");
    loseWithOneChange();
    assertLost(LostReason.DEMO_RESET);
    assertThat(binding().reason().remedy()).contains("connect the new one", "no longer exist");
  }

  @Test
  void aWrongSecretIsTheInstallationsTroubleAndHealsOnceItIsRight() {
    xero.control("POST", "/_simulator/apps/client/secret?secret=replaced-in-the-portal-4711");
    clock.advance(Duration.ofHours(1));
    ClientId waiting = loseWithOneChange();
    assertLost(LostReason.APP_REFUSED);
    xero.control("POST", "/_simulator/apps/client/secret?secret=" + TandemTest.CLIENT_SECRET);
    assertHealsByItself(waiting);
  }

  @Test
  void whyIsAskedOnceAndLooksGrowRarer() {
    xero.control("POST", ROLE + "none");
    room.forgetCalls();
    loseWithOneChange();
    assertThat(connectionLists()).isEqualTo(1);
    Instant lost = binding().since();
    int looks = 0;
    for (int minute = 0; minute < 240; minute++) {
      clock.advance(Duration.ofMinutes(1));
      int before = connectionLists();
      sweep.runOnce();
      // A look asks for the list once, and once more to tell why the organisation is closed.
      looks += connectionLists() > before ? 1 : 0;
    }
    // After 1, 5, 10, 20, 40 minutes and then every hour.
    assertThat(looks).isBetween(6, 9);
    assertThat(binding().since()).isEqualTo(lost);
  }

  @Test
  void aGrantThatEndedWithoutAnybodyBeingToldIsNoticedByTheNextTurn() {
    GrantId grant = binding().grant();
    jdbc.sql("update house.oauth_grant set status = 'refresh_failed' where id = ?")
        .param(grant.value())
        .update();
    loseWithOneChange();
    assertLost(LostReason.GRANT_ENDED);
  }

  @Test
  void aDisconnectEndsTheConnectionThatSomebodyMadeAnewInXero() {
    xero.control(
        "POST", "/_simulator/apps/client/organisations/" + BooksRoom.TENANT + "/disconnect");
    loseWithOneChange();
    var visitor = new Visitor(new StaffId(UUID.randomUUID()), "a-session");
    URI page = room.in(() -> connections.begin(visitor));
    xero.control(
        "POST", "/_simulator/connect?" + page.getRawQuery() + "&tenant=" + BooksRoom.TENANT);
    assertThat(lookLater()).isEqualTo(1);
    room.in(() -> connections.disconnect(room.binding()));
    var calls = xero.control("GET", "/_simulator/calls?method=DELETE&path=/connections/");
    assertThat(new JsonMapper().readTree(calls).path(0).path("status").asInt()).isEqualTo(204);
  }

  @Test
  void oneThatCannotBeLookedAtDoesNotHoldUpTheOthers() {
    GrantId grant = binding().grant();
    String sealed =
        jdbc.sql("select access_token from house.oauth_grant where id = ?")
            .param(grant.value())
            .query(String.class)
            .single();
    Practices.run(room.practice(), () -> connections.lost(room.binding(), LostReason.NO_ACCESS));
    keep(grant, "unreadable");
    assertThat(lookLater()).isZero();
    keep(grant, sealed);
    assertThat(lookLater()).isEqualTo(1);
  }

  private void keep(GrantId grant, String token) {
    jdbc.sql("update house.oauth_grant set access_token = ? where id = ?")
        .params(token, grant.value())
        .update();
  }

  @Test
  void aSuspendedConnectionIsLeftAloneUntilAPersonResumesIt() {
    Practices.run(room.practice(), () -> connections.suspend(room.binding(), " month end "));
    room.forgetCalls();
    ClientId waiting = room.add("Held", "Back");
    assertThat(room.turn()).isNull();
    assertThat(room.calls("", "")).isZero();
    assertThat(binding().status()).isEqualTo(Status.SUSPENDED);
    assertThat(room.<String>in(() -> connections.suspendedBecause(room.binding())))
        .isEqualTo("month end");
    clock.advance(Duration.ofMinutes(10));
    sweep.runOnce();
    assertThat(binding().status()).isEqualTo(Status.SUSPENDED);

    Practices.run(room.practice(), () -> connections.resume(room.binding()));
    room.settle();
    assertThat(room.standing("client", waiting.value()).state()).isEqualTo(Outbox.State.IN_STEP);
    assertThatThrownBy(
            () -> Practices.run(room.practice(), () -> connections.resume(room.binding())))
        .isInstanceOf(Refused.class);
  }

  @Test
  void aConsentThatEndsDuringASuspensionIsAskedForOnResuming() {
    Practices.run(room.practice(), () -> connections.suspend(room.binding(), ""));
    xero.control("POST", "/_simulator/apps/client/revoke");
    assertThatThrownBy(
            () -> Practices.run(room.practice(), () -> connections.refreshNow(room.binding())))
        .hasMessageContaining("no longer accepts the consent");
    assertThat(binding().status()).isEqualTo(Status.SUSPENDED);
    Practices.run(room.practice(), () -> connections.resume(room.binding()));
    assertLost(LostReason.GRANT_ENDED);
  }

  @Test
  void whatDoesNotWorkCannotBeSuspendedAndAReasonHasItsLength() {
    assertThatThrownBy(
            () ->
                Practices.run(
                    room.practice(), () -> connections.suspend(room.binding(), "x".repeat(201))))
        .isInstanceOf(InvalidInput.class);
    Practices.run(room.practice(), () -> connections.lost(room.binding(), LostReason.GRANT_ENDED));
    assertThatThrownBy(
            () -> Practices.run(room.practice(), () -> connections.suspend(room.binding(), "")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("works");
  }

  /** A change, and the one turn that finds out. */
  private ClientId loseWithOneChange() {
    ClientId waiting = room.add("Waits", "Meanwhile");
    clock.advance(Duration.ofSeconds(5));
    room.turn();
    return waiting;
  }

  private void assertLost(LostReason reason) {
    assertThat(binding().status()).isEqualTo(Status.NEEDS_ATTENTION);
    assertThat(binding().reason()).isEqualTo(reason);
  }

  private void assertHealsByItself(ClientId waiting) {
    assertThat(lookLater()).isEqualTo(1);
    assertThat(binding().status()).isEqualTo(Status.ACTIVE);
    room.settle();
    assertThat(room.standing("client", waiting.value()).state()).isEqualTo(Outbox.State.IN_STEP);
  }

  private int lookLater() {
    clock.advance(Duration.ofHours(1));
    return sweep.runOnce();
  }

  private int connectionLists() {
    String calls = xero.control("GET", "/_simulator/calls?method=GET&path=/connections");
    return new JsonMapper().readTree(calls).size();
  }

  private Binding binding() {
    return room.in(() -> connections.binding(room.binding()));
  }
}
