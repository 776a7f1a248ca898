package dev.tandem.books.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.EverySecret;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.TestXero;
import dev.tandem.shared.PracticeId;
import dev.tandem.staff.StaffId;
import dev.tandem.xero.oauth.TokenSet;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The secrets of custom connections live no longer than somebody needs them. */
@TandemTest
class CustomAppsTest {

  private static final String SECRET = "typed-in-and-kept-sealed";
  private static final StaffId PERSON = new StaffId(UUID.randomUUID());

  @Autowired ApplicationContext house;
  @Autowired CustomApps apps;
  @Autowired Grants grants;
  @Autowired UnusedGrantsSweep sweep;
  @Autowired TestXero xero;
  @Autowired TestClock clock;

  private PracticeId practice;

  @BeforeEach
  void open() {
    xero.fresh();
    practice = TestPractice.open(house).id();
    EverySecret.add("client secret", SECRET);
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void whatNobodyConfirmedIsWipedAfterADay() {
    UUID app = entered();
    grant(app);
    clock.advance(Duration.ofHours(23));
    sweep.runOnce();
    assertThat(apps.find(app).clientSecret()).isEqualTo(SECRET);
    clock.advance(Duration.ofHours(2));
    assertThat(sweep.runOnce()).isPositive();
    assertThatThrownBy(() -> apps.find(app)).isInstanceOf(NotConnected.class);
    assertThat(xero.control("GET", "/_simulator/calls?path=/connect/revocation")).isEqualTo("[]");
  }

  @Test
  void anAppThatAnotherGrantStillUsesKeepsItsSecret() {
    UUID app = entered();
    GrantId first = grant(app);
    grant(app);
    grants.revoked(first);
    assertThat(apps.find(app).clientSecret()).isEqualTo(SECRET);
  }

  @Test
  void neverPrintsASecret() {
    assertThat(apps.find(entered()).toString()).doesNotContain(SECRET);
    assertThat(new CustomApps.Typed("id", SECRET, SECRET).toString()).doesNotContain(SECRET);
  }

  private UUID entered() {
    return apps.add(
        practice,
        PERSON,
        new CustomApps.Typed("an-id", SECRET, null),
        UUID.randomUUID().toString());
  }

  private GrantId grant(UUID app) {
    var tokens =
        new TokenSet(
            "a.token.of-its-own",
            null,
            null,
            clock.instant().plus(Duration.ofMinutes(30)),
            Set.of("accounting.contacts"),
            null);
    return grants.add(practice, PERSON, tokens, new Grants.GivenTo(true, app, "xero/an-id"));
  }
}
