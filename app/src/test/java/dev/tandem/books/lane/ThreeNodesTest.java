package dev.tandem.books.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.AnotherNode;
import dev.tandem.Tandem;
import dev.tandem.TandemProcess;
import dev.tandem.TestDatabase;
import dev.tandem.TestXero;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.GrantId;
import dev.tandem.books.connection.Visitor;
import dev.tandem.books.plan.Plans;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import dev.tandem.simulator.accounting.DemoOrganisation;
import dev.tandem.staff.StaffId;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/**
 * Three processes on one database send for several organisations, each within its limits, and one
 * of them is killed in the middle. They wait out minutes on the simulator's clock.
 */
class ThreeNodesTest {

  private static final int CLIENTS = 600;

  /** So that an organisation needs more calls than a minute has. */
  private static final int IN_A_CALL = 10;

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static TestDatabase database;
  private static TestXero xero;
  private static ConfigurableApplicationContext house;

  @TempDir Path home;

  @BeforeAll
  static void start() {
    database = TestDatabase.fresh();
    xero = AnotherNode.xero(database);
    house = AnotherNode.withoutPages(database, xero, Map.of());
  }

  @AfterAll
  static void stop() {
    house.close();
    xero.close();
  }

  @Test
  void aKilledNodeIsReplaced() throws Exception {
    Map<DemoOrganisation, PracticeId> practices = new HashMap<>();
    for (DemoOrganisation it : DemoOrganisation.values()) {
      practices.put(it, connect(it));
    }
    xero.control("POST", "/_simulator/latency?ms=300");
    List<TandemProcess> nodes = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        nodes.add(node(i));
      }
      nodes.forEach(it -> it.await("Tandem is ready"));
      for (var it : practices.entrySet()) {
        UUID tenant = UUID.fromString(it.getKey().tenantId());
        Crowd.queue(database, it.getValue(), tenant, CLIENTS, IN_A_CALL, Instant.now());
      }
      wake();
      await("all are under way", () -> DemoOrganisation.values().length == busy(100));
      int owner = owner();
      long epoch = epochs();
      nodes.get(owner).kill();
      Awaitility.await("its lanes go on elsewhere")
          .atMost(Duration.ofSeconds(30))
          .until(() -> epochs() > epoch && owner() >= 0 && owner() != owner);
      await("all have arrived", this::arrivedOrTimePasses);
    } finally {
      nodes.forEach(TandemProcess::close);
    }
    for (DemoOrganisation it : DemoOrganisation.values()) {
      List<String> names = crowd(it);
      assertThat(names).as(it.name()).doesNotHaveDuplicates().hasSize(CLIENTS);
    }
    assertThat(number("select count(*) from practice.pending_push")).isZero();
    assertThat(SimulatedCalls.count(xero, "/_simulator", "429"))
        .as("calls that Xero had to refuse")
        .isZero();
  }

  private static void await(String what, java.util.concurrent.Callable<Boolean> condition) {
    Awaitility.await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(condition);
  }

  private int before = -1;
  private Instant changed = Instant.now();

  /** Where nothing happens any more, everybody waits for time to pass. */
  private boolean arrivedOrTimePasses() throws SQLException {
    int now = 0;
    for (DemoOrganisation it : DemoOrganisation.values()) {
      now += crowd(it).size();
    }
    if (now != before) {
      before = now;
      changed = Instant.now();
    } else if (Duration.between(changed, Instant.now()).toSeconds() >= 3) {
      xero.control("POST", "/_simulator/clock/advance?seconds=61");
      wake();
      changed = Instant.now();
    }
    return now == DemoOrganisation.values().length * CLIENTS
        && number("select count(*) from practice.pending_push") == 0;
  }

  private static int busy(int least) {
    int busy = 0;
    for (DemoOrganisation it : DemoOrganisation.values()) {
      busy += crowd(it).size() >= least ? 1 : 0;
    }
    return busy;
  }

  private static List<String> crowd(DemoOrganisation there) {
    var books =
        JSON.readTree(
            xero.control("GET", "/_simulator/organisations/" + there.tenantId() + "/books"));
    return StreamSupport.stream(books.path("Contacts").spliterator(), false)
        .map(it -> it.path("Name").asString())
        .filter(it -> it.startsWith("Crowd "))
        .toList();
  }

  /** As whatever has work does; the lanes' watch hears it. */
  private static void wake() throws SQLException {
    sql("insert into house.wake (app, tenant) select app, tenant from house.lane");
  }

  /** The node that has most of the lanes, or -1. */
  private static int owner() throws SQLException {
    return (int)
        number(
            """
            select coalesce((select right(picked_by, 1)::int from house.scheduled_tasks
                              where task_name = 'lane' and picked group by 1
                              order by count(*) desc limit 1), -1)""");
  }

  private static long epochs() throws SQLException {
    return number("select sum(epoch) from house.lane");
  }

  private TandemProcess node(int number) throws Exception {
    var environment = new HashMap<>(AnotherNode.environment(database, xero));
    environment.put("TANDEM_HOME", home.resolve("node" + number).toString());
    environment.put("TANDEM_PORT", String.valueOf(TandemProcess.freePort()));
    environment.put("TANDEM_CLOCK_FROM", xero.uri().toString());
    // Three processes that write down every statement are not what is looked at here.
    environment.put("LOGGING_LEVEL_DEV_TANDEM", "INFO");
    environment.put("XERO_DEBUG", "false");
    environment.put("DBSCHEDULER_SCHEDULERNAME", "node" + number);
    environment.put("DBSCHEDULER_HEARTBEATINTERVAL", "1s");
    return TandemProcess.start(Tandem.class, environment, "start");
  }

  /** A practice of its own for an organisation, decided and sending. */
  private static PracticeId connect(DemoOrganisation there) {
    PracticeId practice = PracticeRoom.open(house).practice();
    var visitor = new Visitor(new StaffId(UUID.randomUUID()), "a-session");
    var connections = house.getBean(Connections.class);
    URI page = Practices.in(practice, () -> connections.begin(visitor));
    String answer =
        xero.control(
            "POST", "/_simulator/connect?" + page.getRawQuery() + "&tenant=" + there.tenantId());
    var back =
        UriComponentsBuilder.fromUriString(JSON.readTree(answer).path("redirect").asString())
            .build()
            .getQueryParams();
    GrantId grant =
        Practices.in(
            practice,
            () -> connections.complete(visitor, back.getFirst("state"), back.getFirst("code")));
    BindingId binding =
        Practices.in(practice, () -> connections.choose(grant, there.tenantId(), visitor));
    Practices.run(practice, () -> house.getBean(Plans.class).decide(binding));
    Practices.run(practice, () -> connections.turnSendingOn(binding));
    return practice;
  }

  private static void sql(String sql) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long number(String sql) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var rows = connection.createStatement().executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
