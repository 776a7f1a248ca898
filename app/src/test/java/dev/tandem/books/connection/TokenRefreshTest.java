package dev.tandem.books.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.books.connection.ScriptedXero.Next;
import dev.tandem.practice.setup.NewPractice;
import dev.tandem.practice.setup.PracticeKind;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Addresses;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import dev.tandem.shared.SealingKey;
import dev.tandem.staff.StaffId;
import dev.tandem.xero.XeroAway;
import dev.tandem.xero.oauth.TokenSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@TandemTest
class TokenRefreshTest {

  private static final StaffId PERSON = new StaffId(UUID.randomUUID());

  @Autowired Setup setup;
  @Autowired Grants grants;
  @Autowired CustomApps apps;
  @Autowired Bindings bindings;
  @Autowired LostGrants lost;
  @Autowired BindingStates states;
  @Autowired Connections connections;
  @Autowired SealingKey key;
  @Autowired JdbcClient jdbc;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;
  @Autowired Environment environment;
  @Autowired TransactionTemplate transaction;

  private final ScriptedXero xero = new ScriptedXero();
  private PracticeId practice;
  private GrantId grant;
  private TokenRefresh refresh;

  @BeforeEach
  void connectAPractice() throws SQLException {
    // Those of other tests would be renewed beside it.
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement()) {
      statement.execute(
          "update house.oauth_grant set status = 'revoked', access_token = null, refresh_token = null");
    }
    practice =
        setup.open(
            new NewPractice(
                "Quay Street", PracticeKind.CLINIC, "AU", ZoneId.of("Australia/Sydney"), "AUD"));
    grant = grants.add(practice, PERSON, firstTokens());
    refresh = node();
  }

  @AfterEach
  void putBack() {
    clock.reset();
    xero.close();
  }

  @Test
  void leavesATokenAloneThatLasts() {
    assertThat(refresh.fresh(grant).accessToken()).isEqualTo("access-0");
    assertThat(xero.presented()).isEmpty();
  }

  @Test
  void renewsWhenUnderFiveMinutesAreLeft() {
    clock.advance(Duration.ofMinutes(26));
    Grant renewed = refresh.fresh(grant);
    assertThat(renewed.accessToken()).isEqualTo(ScriptedXero.accessToken(1));
    assertThat(renewed.refreshToken()).isEqualTo("refresh-1");
    assertThat(renewed.lasts(Duration.ofMinutes(29), clock.instant())).isTrue();
    assertThat(renewed.attemptAt()).isNull();
  }

  @Test
  void twentyCallersShareOneRefresh() throws Exception {
    clock.advance(Duration.ofHours(1));
    assertThat(askAll(20, List.of(refresh))).containsOnly(ScriptedXero.accessToken(1));
    assertThat(xero.presented()).containsExactly("refresh-0");
  }

  @Test
  void threeNodesShareOneRefresh() throws Exception {
    clock.advance(Duration.ofHours(1));
    assertThat(askAll(30, List.of(node(), node(), node())))
        .containsOnly(ScriptedXero.accessToken(1));
    assertThat(xero.presented()).containsExactly("refresh-0");
  }

  @Test
  void aLostReplyIsAskedForAgainWithTheOldToken() {
    clock.advance(Duration.ofHours(1));
    xero.next(Next.LOSE_THE_REPLY);
    assertThat(refresh.fresh(grant).accessToken()).isEqualTo(ScriptedXero.accessToken(2));
    assertThat(xero.presented()).containsExactly("refresh-0", "refresh-0");
  }

  @Test
  void aNodeThatDiedInTheMiddleIsReplacedWhenItsLeaseEnds() throws Exception {
    clock.advance(Duration.ofHours(1));
    grants.lease(grants.find(grant), Duration.ofMillis(300));
    assertThat(refresh.fresh(grant).accessToken()).isEqualTo(ScriptedXero.accessToken(1));
    assertThat(xero.presented()).containsExactly("refresh-0");
  }

  @Test
  void theAttemptIsWrittenDownBeforeItIsSent() {
    clock.advance(Duration.ofHours(1));
    var seen = new ArrayList<Grant>();
    xero.beforeAnswer(() -> seen.add(grants.find(grant)));
    refresh.fresh(grant);
    assertThat(seen).singleElement().extracting(Grant::attemptAt).isNotNull();
  }

  @Test
  void anotherNodesNewTokenIsTakenInsteadOfGivingUp() {
    clock.advance(Duration.ofHours(1));
    xero.next(Next.INVALID_GRANT);
    xero.beforeAnswer(() -> grants.renew(grants.find(grant), tokens("access-9", "refresh-9")));
    assertThat(refresh.fresh(grant).accessToken()).isEqualTo("access-9");
    assertThat(xero.presented()).hasSize(1);
  }

  @Test
  void anEndedGrantIsAskedTwiceAndThenNeedsAPerson() {
    BindingId binding = bind();
    clock.advance(Duration.ofHours(1));
    xero.next(Next.INVALID_GRANT, Next.INVALID_GRANT);
    assertThatThrownBy(() -> refresh.fresh(grant)).isInstanceOf(NotConnected.class);
    assertThat(xero.presented()).containsExactly("refresh-0", "refresh-0");
    Binding after = Practices.in(practice, () -> bindings.find(binding));
    assertThat(after.status()).isEqualTo(Binding.Status.NEEDS_ATTENTION);
    assertThat(after.reason()).isEqualTo(LostReason.GRANT_ENDED);
    assertThatThrownBy(() -> refresh.fresh(grant)).isInstanceOf(NotConnected.class);
    assertThat(xero.presented()).hasSize(2);
  }

  @Test
  void aGrantWhoseSecretsWereLostWithTheirKeyNeedsAPerson() {
    BindingId binding = bind();
    grants.renew(grants.find(grant), tokens("", ""));
    assertThatThrownBy(() -> refresh.fresh(grant)).isInstanceOf(NotConnected.class);
    assertThat(xero.presented()).isEmpty();
    assertThat(Practices.in(practice, () -> bindings.find(binding)).reason())
        .isEqualTo(LostReason.GRANT_ENDED);
  }

  @Test
  void aGrantWhoseKeyIsNotAtHandIsAStateAndRecoversWithTheKey() {
    BindingId binding = bind();
    String kept =
        jdbc.sql("select access_token from house.oauth_grant where id = ?")
            .param(grant.value())
            .query(String.class)
            .single();
    storeAccess("00000000" + kept.substring(8));
    assertThatThrownBy(() -> refresh.fresh(grant)).isInstanceOf(NotConnected.class);
    Binding lostNow = Practices.in(practice, () -> bindings.find(binding));
    assertThat(lostNow.reason()).isEqualTo(LostReason.KEY_MISSING);
    Practices.run(practice, () -> states.move(binding, Binding.Status.ACTIVE, null));
    assertThatThrownBy(() -> Practices.in(practice, () -> connections.access(binding)))
        .isInstanceOf(NotConnected.class);
    assertThat(Practices.in(practice, () -> bindings.find(binding)).reason())
        .as("the consent did not end")
        .isEqualTo(LostReason.KEY_MISSING);
    assertThat(grants.find(grant).active()).isFalse();
    assertThat(
            jdbc.sql("select status from house.oauth_grant where id = ?")
                .param(grant.value())
                .query(String.class)
                .single())
        .as("nothing is given up")
        .isEqualTo("active");
    storeAccess(kept);
    assertThat(refresh.newer(grant, 1).accessToken()).isEqualTo(ScriptedXero.accessToken(1));
  }

  @Test
  void aProcessThatOnlyLooksTellsNobodyOfALoss() {
    BindingId binding = bind();
    new LostGrants(grants, states, key, true).tell(grants.find(grant), LostReason.APP_REFUSED);
    assertThat(Practices.in(practice, () -> bindings.find(binding)).active()).isTrue();
    new LostGrants(grants, states, key, false).tell(grants.find(grant), LostReason.APP_REFUSED);
    assertThat(Practices.in(practice, () -> bindings.find(binding)).active()).isFalse();
  }

  @Test
  void anUnansweredRenewalIsAskedForAgainOnlyAsLongAsTheOldTokenIsTaken() {
    bind();
    xero.next(Next.LOSE_THE_REPLY, Next.LOSE_THE_REPLY);
    clock.advance(Duration.ofHours(1));
    assertThatThrownBy(() -> refresh.fresh(grant)).isInstanceOf(XeroAway.class);
    clock.advance(Duration.ofMinutes(31));
    int asked = xero.presented().size();
    ahead().runOnce();
    assertThat(xero.presented()).hasSize(asked);
  }

  private void storeAccess(String value) {
    jdbc.sql("update house.oauth_grant set access_token = ? where id = ?")
        .params(value, grant.value())
        .update();
  }

  @Test
  void xeroBeingAwayEndsNothing() {
    bind();
    clock.advance(Duration.ofHours(1));
    xero.next(Next.UNAVAILABLE, Next.UNAVAILABLE);
    assertThatThrownBy(() -> refresh.fresh(grant)).isInstanceOf(XeroAway.class);
    assertThat(refresh.fresh(grant).accessToken()).isEqualTo(ScriptedXero.accessToken(3));
  }

  @Test
  void aTokenThatStillLastsABitServesWhileXeroIsAway() {
    clock.advance(Duration.ofMinutes(27));
    xero.next(Next.UNAVAILABLE, Next.UNAVAILABLE);
    assertThat(refresh.fresh(grant).accessToken()).isEqualTo("access-0");
  }

  @Test
  void aGrantInUseIsRenewedBeforeAnybodyWaits() {
    refresh.fresh(grant);
    clock.advance(Duration.ofMinutes(15));
    refresh.fresh(grant);
    RefreshAheadSweep sweep = ahead();
    sweep.runOnce();
    assertThat(xero.presented()).as("15 minutes left").isEmpty();
    clock.advance(Duration.ofMinutes(6));
    sweep.runOnce();
    assertThat(xero.presented()).as("9 minutes left").containsExactly("refresh-0");
    assertThat(refresh.fresh(grant).accessToken()).isEqualTo(ScriptedXero.accessToken(1));
    assertThat(xero.presented()).as("nobody waited").hasSize(1);
  }

  @Test
  void aGrantThatNobodyUsesIsLeftAloneUntilTenDaysAreOver() {
    bind();
    refresh.fresh(grant);
    var idle = new KeepGrantsAliveSweep(grants, refresh);
    clock.advance(Duration.ofDays(9));
    ahead().runOnce();
    idle.runOnce();
    assertThat(xero.presented()).isEmpty();
    clock.advance(Duration.ofDays(1).plusMinutes(1));
    idle.runOnce();
    assertThat(xero.presented()).contains("refresh-0");
  }

  @Test
  void aRenewalOfAnIdleGrantThatWasNotAnsweredIsAskedForAgainAtOnce() {
    bind();
    clock.advance(Duration.ofDays(11));
    xero.next(Next.LOSE_THE_REPLY, Next.LOSE_THE_REPLY);
    new KeepGrantsAliveSweep(grants, refresh).runOnce();
    assertThat(grants.find(grant).version()).isEqualTo(1);
    clock.advance(Duration.ofMinutes(1));
    ahead().runOnce();
    assertThat(grants.find(grant).version()).isEqualTo(2);
    assertThat(grants.find(grant).attemptAt()).isNull();
  }

  @Test
  void oneThatCannotBeOpenedDoesNotStopTheOthers() {
    bind();
    var broken = grants.add(practice, PERSON, tokens("access-b", "refresh-b"));
    Practices.run(practice, () -> bindings.bind(organisation(), broken, PERSON));
    refresh.fresh(grant);
    refresh.fresh(broken);
    jdbc.sql("update house.oauth_grant set access_token = '00' || access_token where id = ?")
        .param(broken.value())
        .update();
    clock.advance(Duration.ofMinutes(21));
    ahead().runOnce();
    assertThat(grants.find(grant).version()).isEqualTo(2);
    clock.advance(Duration.ofDays(11));
    new KeepGrantsAliveSweep(grants, refresh).runOnce();
    assertThat(grants.find(grant).version()).isEqualTo(3);
    grants.revoked(broken);
  }

  @Test
  void oneThatCannotBeRenewedAheadDoesNotStopTheOthers() {
    refresh.fresh(grant);
    var other = grants.add(practice, PERSON, tokens("access-other", "refresh-other"));
    refresh.fresh(other);
    clock.advance(Duration.ofMinutes(21));
    xero.next(Next.UNAVAILABLE, Next.UNAVAILABLE);
    ahead().runOnce();
    assertThat(xero.presented()).contains("refresh-0", "refresh-other");
    assertThat(List.of(grants.find(grant).version(), grants.find(other).version())).contains(2L);
  }

  @Test
  void aCallerWhoseTokenWasRefusedGetsALaterOneThoughAnEarlierRefreshIsUnderWay() throws Exception {
    var asked = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    xero.beforeAnswer(
        () -> {
          asked.countDown();
          await(go);
        });
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = pool.submit(() -> refresh.newer(grant, 1));
      await(asked);
      var second = pool.submit(() -> refresh.newer(grant, 2));
      go.countDown();
      assertThat(first.get(20, TimeUnit.SECONDS).version()).isEqualTo(2);
      assertThat(second.get(20, TimeUnit.SECONDS).version()).isEqualTo(3);
    }
  }

  @Test
  void aTokenWhoseTimeHasNotBegunYetIsTaken() {
    clock.advance(Duration.ofHours(1));
    xero.notBefore(clock.instant().plusSeconds(45));
    Grant renewed = refresh.fresh(grant);
    assertThat(renewed.accessToken()).isEqualTo(xero.accessTokenNow(1));
    assertThat(refresh.fresh(grant).version()).as("good for the next caller, too").isEqualTo(2);
  }

  @Test
  void refusesToCallWithinATransaction() {
    clock.advance(Duration.ofHours(1));
    assertThatThrownBy(
            () -> Practices.in(practice, () -> transaction.execute(status -> refresh.fresh(grant))))
        .isInstanceOf(IllegalStateException.class);
    assertThat(xero.presented()).isEmpty();
  }

  @Test
  void noTokenLiesOpenInTheDatabase() throws Exception {
    clock.advance(Duration.ofHours(1));
    refresh.fresh(grant);
    try (var connection = database.connectAsSuperuser();
        var rows =
            connection
                .createStatement()
                .executeQuery("select row_to_json(g)::text from house.oauth_grant g")) {
      while (rows.next()) {
        assertThat(rows.getString(1))
            .doesNotContain("refresh-0", "refresh-1", "access-0", ScriptedXero.accessToken(1));
      }
    }
  }

  private List<String> askAll(int callers, List<TokenRefresh> nodes) throws Exception {
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var asks = new ArrayList<Callable<String>>();
      for (int i = 0; i < callers; i++) {
        var node = nodes.get(i % nodes.size());
        asks.add(() -> node.fresh(grant).accessToken());
      }
      var tokens = new ArrayList<String>();
      for (Future<String> answer : pool.invokeAll(asks)) {
        tokens.add(answer.get());
      }
      return tokens;
    }
  }

  private BindingId bind() {
    return Practices.in(practice, () -> bindings.bind(organisation(), grant, PERSON));
  }

  private static Organisation organisation() {
    return new Organisation(UUID.randomUUID().toString(), null, "Demo", null, "AU", "AUD");
  }

  private RefreshAheadSweep ahead() {
    return new RefreshAheadSweep(new GrantUse(jdbc, clock), grants, refresh);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As another process would have it: nothing shared but the database. */
  private TokenRefresh node() {
    var settings = new XeroAppSettings("client", "secret", "", "", xero.url().toString(), "", "");
    return new TokenRefresh(
        grants,
        new GrantUse(jdbc, clock),
        new XeroApp(settings, apps, new Addresses(environment), environment, clock),
        lost,
        clock);
  }

  private TokenSet firstTokens() {
    return tokens("access-0", "refresh-0");
  }

  private TokenSet tokens(String access, String refreshToken) {
    return new TokenSet(
        access,
        refreshToken,
        null,
        clock.instant().plus(Duration.ofMinutes(30)),
        Set.of("offline_access"),
        UUID.randomUUID());
  }
}
