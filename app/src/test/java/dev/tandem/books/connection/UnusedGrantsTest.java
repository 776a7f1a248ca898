package dev.tandem.books.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestPractice;
import dev.tandem.TestXero;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import dev.tandem.simulator.accounting.DemoOrganisation;
import dev.tandem.staff.StaffId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

@TandemTest
class UnusedGrantsTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String AU = DemoOrganisation.AU.tenantId();

  @Autowired ApplicationContext house;
  @Autowired Connections connections;
  @Autowired Grants grants;
  @Autowired UnusedGrantsSweep sweep;
  @Autowired TestXero xero;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;

  private final Visitor visitor = new Visitor(new StaffId(UUID.randomUUID()), "a-session");
  private PracticeId practice;

  @BeforeEach
  void nobodyElseHasAGrant() throws SQLException {
    xero.fresh();
    sql(
        "update house.oauth_grant set status = 'revoked', access_token = null, refresh_token ="
            + " null");
    practice = TestPractice.open(house).id();
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void aConsentFromWhichNobodyChoseIsWipedAfterADayAndRevoked() throws SQLException {
    GrantId grant = consent();
    clock.advance(Duration.ofHours(23));
    assertThat(sweep.runOnce()).isZero();
    assertThat(grants.find(grant).active()).isTrue();
    clock.advance(Duration.ofHours(2));
    assertThat(sweep.runOnce()).isEqualTo(1);
    assertWiped(grant);
    assertThat(revocations()).isEqualTo(1);
    assertThat(sweep.runOnce()).as("once").isZero();
  }

  @Test
  void nothingIsRevokedThatAnOrganisationHangsOn() {
    GrantId used = consent();
    Practices.run(practice, () -> connections.choose(used, AU, visitor));
    GrantId unused = consent();
    clock.advance(Duration.ofHours(25));
    sweep.runOnce();
    assertWiped(unused);
    assertThat(revocations()).as("it would take the organisation along").isZero();
    assertThat(grants.find(used).active()).isTrue();
  }

  @Test
  void nothingIsRevokedThatSomebodyMayJustBeChoosingFrom() {
    GrantId old = consent();
    clock.advance(Duration.ofHours(25));
    GrantId young = consent();
    sweep.runOnce();
    assertWiped(old);
    assertThat(revocations()).isZero();
    assertThat(grants.find(young).active()).isTrue();
  }

  @Test
  void itIsWipedThoughXeroIsAway() {
    GrantId grant = consent();
    clock.advance(Duration.ofHours(25));
    xero.control("POST", "/_simulator/faults?kind=503&path=/connect/revocation");
    sweep.runOnce();
    assertWiped(grant);
  }

  @Test
  void anAttemptFromWhichNobodyCameBackIsForgotten() throws SQLException {
    Practices.run(practice, () -> connections.begin(visitor));
    assertThat(attempts()).isEqualTo(1);
    clock.advance(Duration.ofHours(26));
    sweep.runOnce();
    assertThat(attempts()).isZero();
  }

  private GrantId consent() {
    var page = Practices.in(practice, () -> connections.begin(visitor));
    String answer =
        xero.control("POST", "/_simulator/connect?" + page.getRawQuery() + "&tenant=" + AU);
    var back =
        UriComponentsBuilder.fromUriString(JSON.readTree(answer).path("redirect").asString())
            .build()
            .getQueryParams();
    return Practices.in(
        practice,
        () -> connections.complete(visitor, back.getFirst("state"), back.getFirst("code")));
  }

  private void assertWiped(GrantId id) {
    Grant grant = grants.find(id);
    assertThat(grant.status()).isEqualTo(Grant.Status.REVOKED);
    assertThat(grant.accessToken()).isEmpty();
    assertThat(grant.refreshToken()).isNull();
  }

  private int revocations() {
    return JSON.readTree(xero.control("GET", "/_simulator/calls?path=/connect/revocation")).size();
  }

  private int attempts() throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "select count(*) from house.consent_attempt where practice_id = '"
                        + practice
                        + "'")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private void sql(String sql) throws SQLException {
    try (var connection = database.connectAsSuperuser()) {
      connection.createStatement().execute(sql);
    }
  }
}
