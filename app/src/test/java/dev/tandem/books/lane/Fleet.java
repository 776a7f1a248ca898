package dev.tandem.books.lane;

import dev.tandem.AnotherNode;
import dev.tandem.Tandem;
import dev.tandem.TandemProcess;
import dev.tandem.TandemTest;
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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/**
 * Processes on one database and one simulated Xero that send the same crowds of clients. They wait
 * out minutes on the simulator's clock.
 */
final class Fleet implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();

  private final TestDatabase database = TestDatabase.fresh();
  private final TestXero xero = AnotherNode.xero(database);
  private final ConfigurableApplicationContext house =
      AnotherNode.withoutPages(database, xero, Map.of());
  private final Map<Integer, Integer> ports = new HashMap<>();
  private long before = -1;
  private Instant changed = Instant.now();

  TestDatabase database() {
    return database;
  }

  TestXero xero() {
    return xero;
  }

  @Override
  public void close() {
    house.close();
    xero.close();
  }

  /**
   * @param number tells it apart: 0 to 9
   * @param heartbeat how often it says that it lives; another takes its lanes after four
   */
  TandemProcess node(int number, Path home, Duration heartbeat) throws Exception {
    var environment = new HashMap<>(AnotherNode.environment(database, xero));
    environment.put("TANDEM_HOME", home.resolve("node" + number).toString());
    ports.put(number, TandemProcess.freePort());
    environment.put("TANDEM_PORT", String.valueOf(ports.get(number)));
    environment.put("XERO_WEBHOOK_KEY", TandemTest.WEBHOOK_KEY);
    environment.put("TANDEM_CLOCK_FROM", xero.uri().toString());
    // Processes that write down every statement are not what is looked at here.
    environment.put("LOGGING_LEVEL_DEV_TANDEM", "INFO");
    environment.put("XERO_DEBUG", "false");
    environment.put("DBSCHEDULER_SCHEDULERNAME", "node" + number);
    environment.put("DBSCHEDULER_HEARTBEATINTERVAL", heartbeat.toSeconds() + "s");
    return TandemProcess.start(Tandem.class, environment, "start");
  }

  /** A crowd of clients to be sent to the organisation that a practice is connected to. */
  void queue(DemoOrganisation there, PracticeId practice, int clients, int inACall)
      throws SQLException {
    UUID tenant = UUID.fromString(there.tenantId());
    Crowd.queue(database, practice, tenant, clients, inACall, Instant.now());
  }

  /** Where nothing happens any more, everybody waits for time to pass. */
  boolean arrivedOrTimePasses(Collection<DemoOrganisation> organisations, int clients)
      throws SQLException {
    long arrived =
        passes(
            () -> {
              long now = 0;
              for (DemoOrganisation it : organisations) {
                now += crowd(it).size();
              }
              return now;
            });
    return arrived == (long) organisations.size() * clients && waiting() == 0;
  }

  /** A number that people count. */
  interface Counted {
    long now() throws SQLException;
  }

  /** What is counted now. Where nothing happens any more, everybody waits for time to pass. */
  long passes(Counted counted) throws SQLException {
    long now = counted.now();
    if (now != before) {
      before = now;
      changed = Instant.now();
    } else if (Duration.between(changed, Instant.now()).toSeconds() >= 3) {
      xero.control("POST", "/_simulator/clock/advance?seconds=61");
      wake();
      changed = Instant.now();
    }
    return now;
  }

  <T> T bean(Class<T> type) {
    return house.getBean(type);
  }

  /** Xero tells this node of every change from now on. */
  void hear(int number) {
    String url = "http://localhost:" + ports.get(number) + "/webhooks/xero";
    xero.control(
        "POST",
        "/_simulator/webhooks?url=%s&key=%s"
            .formatted(
                URLEncoder.encode(url, StandardCharsets.UTF_8),
                URLEncoder.encode(TandemTest.WEBHOOK_KEY, StandardCharsets.UTF_8)));
  }

  /** Records that have their counterpart over there. */
  long linked(String kind) throws SQLException {
    return number("select count(*) from practice.link where kind = '" + kind + "'");
  }

  /** Payments that are known here and stand. */
  long payments() throws SQLException {
    return number("select count(*) from practice.payment where not deleted");
  }

  /** Events that nobody has dealt with. */
  long unread() throws SQLException {
    return number("select count(*) from house.delivery where done_at is null");
  }

  /** Lines of a record's story, or of people's trail, that are there more than once. */
  long doubled() throws SQLException {
    return number(
        """
        select (select count(*) from (
                  select 1 from practice.trail
                   group by kind, record_id, action, said having count(*) > 1) t)
             + (select count(*) from (
                  select 1 from practice.sync_story
                   group by kind, record, tenant, text, changes, before having count(*) > 1) s)""");
  }

  /** Changes that still have to go. */
  long waiting() throws SQLException {
    return number("select count(*) from practice.pending_push");
  }

  /** The names that have arrived over there. */
  List<String> crowd(DemoOrganisation there) {
    var books =
        JSON.readTree(
            xero.control("GET", "/_simulator/organisations/" + there.tenantId() + "/books"));
    return StreamSupport.stream(books.path("Contacts").spliterator(), false)
        .map(it -> it.path("Name").asString())
        .filter(it -> it.startsWith("Crowd "))
        .toList();
  }

  /** As whatever has work does; the lanes' watch hears it. */
  void wake() throws SQLException {
    sql("insert into house.wake (app, tenant) select app, tenant from house.lane");
  }

  /** The node that has most of the lanes, or -1. */
  int owner() throws SQLException {
    return (int)
        number(
            """
            select coalesce((select right(picked_by, 1)::int from house.scheduled_tasks
                              where task_name = 'lane' and picked group by 1
                              order by count(*) desc limit 1), -1)""");
  }

  long epochs() throws SQLException {
    return number("select sum(epoch) from house.lane");
  }

  /** Calls of the present turns that are under way. */
  long underWay() throws SQLException {
    return number("select sum(in_flight) from house.lane");
  }

  /** Calls that are recorded. */
  long logged() throws SQLException {
    return number("select count(*) from practice.sync_log");
  }

  /** All that is known of what was written. */
  String outcomes() throws SQLException {
    return text(
        """
        select (select md5(string_agg(concat_ws('|', l.record, l.ledger_id, l.write_seq, l.wrote_at, l.agreed),
                                      ' ' order by l.record))
                  from practice.link l where l.kind = 'client')
               || ' ' ||
               (select md5(string_agg(concat_ws('|', b.id, b.state, b.closed_at), ' ' order by b.id))
                  from practice.push_batch b)""");
  }

  /** A practice of its own for an organisation, decided and sending. */
  PracticeId connect(DemoOrganisation there) {
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

  private void sql(String sql) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long number(String sql) throws SQLException {
    return Long.parseLong(text(sql));
  }

  private String text(String sql) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var rows = connection.createStatement().executeQuery(sql)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    }
  }
}
