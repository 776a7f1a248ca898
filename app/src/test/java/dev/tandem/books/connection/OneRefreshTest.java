package dev.tandem.books.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.AnotherNode;
import dev.tandem.TandemProcess;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestXero;
import dev.tandem.books.BooksRoom;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Several instances want one grant renewed, and one of them dies over it. */
@TandemTest
class OneRefreshTest {

  private static final int CALLERS = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JsonMapper JSON = new JsonMapper();

  @Autowired ApplicationContext house;
  @Autowired Grants grants;
  @Autowired TokenRefresh tokens;
  @Autowired Connections connections;
  @Autowired TestDatabase database;
  @Autowired TestXero xero;
  @Autowired TestClock clock;
  @TempDir Path home;

  private BooksRoom room;
  private GrantId grant;

  @BeforeEach
  void connect() {
    room = BooksRoom.openSilent(house);
    grant = room.in(() -> connections.binding(room.binding())).grant();
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void twoHundredCallersOfThreeInstancesCauseOneRefresh() throws Exception {
    try (var second = AnotherNode.beside(database, xero, Map.of());
        var third = AnotherNode.beside(database, xero, Map.of())) {
      String before = grants.find(grant).accessToken();
      clock.advance(Duration.ofHours(1));
      room.forgetCalls();
      List<String> answers = askAll(List.of(house, second, third));
      assertThat(answers).hasSize(CALLERS).doesNotContain(before);
      assertThat(answers).containsOnly(grants.find(grant).accessToken());
      assertThat(refreshes()).singleElement().matches(it -> it.path("status").asInt() == 200);
    }
  }

  @Test
  void whatAKilledInstanceHadBegunIsFinishedByTheNextCaller() throws Exception {
    String before = grants.find(grant).accessToken();
    expireInTwoMinutes();
    room.forgetCalls();
    // Slow enough to take the row between the lease and the answer.
    xero.control(
        "POST", "/_simulator/faults?kind=slow&delayMs=4000&method=POST&path=/connect/token");
    try (var row = database.connectAsSuperuser();
        TandemProcess instance = instance()) {
      Awaitility.await("an instance has the lease").atMost(PATIENCE).until(this::leased);
      row.setAutoCommit(false);
      row.createStatement()
          .execute("select 1 from house.oauth_grant where id = '" + grant + "' for update");
      Awaitility.await("Xero has answered").atMost(PATIENCE).until(() -> refreshes().size() == 1);
      Awaitility.await("it waits to commit").atMost(PATIENCE).until(this::somebodyWaitsForTheRow);
      instance.kill();
      row.rollback();
    }
    assertThat(grants.find(grant).accessToken()).as("the answer is lost").isEqualTo(before);
    assertThat(grants.find(grant).attemptAt()).as("the attempt is known").isNotNull();
    leaseEndsSoon();
    Grant after = tokens.fresh(grant);
    assertThat(after.accessToken()).isNotEqualTo(before);
    assertThat(after.attemptAt()).isNull();
    assertThat(refreshes()).extracting(it -> it.path("status").asInt()).containsExactly(200, 200);
    assertThat(room.in(() -> connections.binding(room.binding())).status())
        .isEqualTo(Binding.Status.ACTIVE);
    assertThat(xeroAccepts(after)).as("the new pair is good at Xero").isTrue();
  }

  @Test
  void aLostReplyIsMadeGoodWithinTheGraceAndNeedsAPersonAfterIt() {
    clock.advance(Duration.ofHours(1));
    loseTheReplies();
    assertThat(catchFailure()).isNotNull();
    clock.advance(Duration.ofMinutes(20));
    assertThat(xeroAccepts(tokens.fresh(grant))).isTrue();

    clock.advance(Duration.ofHours(1));
    loseTheReplies();
    assertThat(catchFailure()).isNotNull();
    clock.advance(Duration.ofMinutes(31));
    assertThat(catchFailure()).isInstanceOf(NotConnected.class);
    assertThat(room.in(() -> connections.binding(room.binding())).status())
        .isEqualTo(Binding.Status.NEEDS_ATTENTION);
  }

  private RuntimeException catchFailure() {
    try {
      tokens.fresh(grant);
      return null;
    } catch (RuntimeException e) {
      return e;
    }
  }

  /** Of both attempts that one caller makes. */
  private void loseTheReplies() {
    xero.control(
        "POST",
        "/_simulator/faults?kind=drop-after-commit&method=POST&path=/connect/token&count=2");
  }

  private boolean xeroAccepts(Grant it) {
    return !house.getBean(XeroApp.class).xero().oauth().tenants(it.accessToken()).value().isEmpty();
  }

  private List<String> askAll(List<ApplicationContext> instances) throws Exception {
    var together = new CountDownLatch(1);
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<String>>();
      for (int i = 0; i < CALLERS; i++) {
        var refresh = instances.get(i % instances.size()).getBean(TokenRefresh.class);
        Callable<String> ask =
            () -> {
              together.await();
              return refresh.fresh(grant).accessToken();
            };
        answers.add(pool.submit(ask));
      }
      together.countDown();
      var tokens = new ArrayList<String>();
      for (Future<String> it : answers) {
        tokens.add(it.get(60, TimeUnit.SECONDS));
      }
      return tokens;
    }
  }

  private TandemProcess instance() throws Exception {
    var environment = new HashMap<>(AnotherNode.environment(database, xero));
    environment.put("TANDEM_HOME", home.toString());
    environment.put("TANDEM_PORT", String.valueOf(TandemProcess.freePort()));
    return TandemProcess.start(dev.tandem.Tandem.class, environment, "start");
  }

  /** And somebody has just used it: the next sweep of any instance renews it. */
  private void expireInTwoMinutes() throws SQLException {
    sql(
        "update house.oauth_grant set used_at = clock_timestamp(), access_expires_at ="
            + " clock_timestamp() + interval '2 minutes' where id = '"
            + grant
            + "'");
  }

  /** As if most of the lease's 50 s had passed; it ends by itself. */
  private void leaseEndsSoon() throws SQLException {
    assertThat(leased()).isTrue();
    sql(
        "update house.oauth_grant set refreshing_until = clock_timestamp() + interval '2 seconds' where id = '"
            + grant
            + "'");
  }

  private boolean leased() throws SQLException {
    return yes(
        "select refreshing_until > clock_timestamp() from house.oauth_grant where id = '"
            + grant
            + "'");
  }

  private boolean somebodyWaitsForTheRow() throws SQLException {
    return yes(
        "select exists (select from pg_stat_activity where datname = current_database() and"
            + " wait_event_type = 'Lock' and query like '%oauth_grant%')");
  }

  private List<JsonNode> refreshes() {
    var found = new ArrayList<JsonNode>();
    JSON.readTree(xero.control("GET", "/_simulator/calls?path=/connect/token")).forEach(found::add);
    return found;
  }

  private boolean yes(String question) throws SQLException {
    try (Connection connection = database.connectAsSuperuser();
        var row = connection.createStatement().executeQuery(question)) {
      return row.next() && row.getBoolean(1);
    }
  }

  private void sql(String sql) throws SQLException {
    try (Connection connection = database.connectAsSuperuser()) {
      connection.createStatement().execute(sql);
    }
  }
}
