package dev.tandem.bench.push;

import dev.tandem.bench.Control;
import dev.tandem.bench.Table;
import dev.tandem.bench.World;
import dev.tandem.books.lane.Lanes;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * Part c: many practices, each with an organisation of its own, all sending at once from one node,
 * in real time. Xero would let each have sixty calls a minute, and all of them together 10,000.
 */
final class ManyOrganisations {

  /** More than a node carries, so that no lane runs dry. */
  private static final int RECORDS_A_SECOND = 3_000;

  private static final int CALLS_EACH = 58;

  /** What bulk work may use of the app's minute. */
  private static final int APP_BULK = 9_500;

  private static final int MOST_AT_ONCE = 9_000;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final SimulatorProcess simulator;
  private final Control xero;
  private final World world;
  private final int most;
  private final Duration length;
  private final Consumer<String> progress;
  private final List<Practice> practices = new ArrayList<>();
  private final Map<String, Number> figures = new HashMap<>();
  private int runs;
  private final Table table =
      new Table(
          "Organisations",
          "records a call",
          "calls a minute",
          "records a minute",
          "refused for a limit",
          "processors: Tandem",
          "PostgreSQL",
          "Xero",
          "heap in use, MB");

  ManyOrganisations(
      SimulatorProcess simulator,
      Control xero,
      World world,
      int most,
      Duration length,
      Consumer<String> progress) {
    this.simulator = simulator;
    this.xero = xero;
    this.world = world;
    this.most = most;
    this.length = length;
    this.progress = progress;
  }

  Measured run() {
    connect();
    for (int count : List.of(most / 4, most / 2, most)) {
      measure(count, 10);
    }
    measure(most, 1);
    measure(most, 50);
    figures.put("organisations", most);
    return new Measured(
        "Many organisations on one node",
        table,
        figures,
        List.of(
            "Measured for %d s each; Xero's limits: 60 calls a minute and organisation, of which bulk work leaves 2, and 10,000 for the app."
                .formatted(length.toSeconds())));
  }

  private void connect() {
    long began = System.nanoTime();
    for (UUID tenant : xero.organisations(most)) {
      Practice practice = Practice.connect(world, xero, tenant);
      practice.send();
      practices.add(practice);
    }
    awaitFirstReadings();
    progress.accept(
        "%d organisations connected in %d s".formatted(most, seconds(System.nanoTime() - began)));
  }

  private void measure(int count, int together) {
    runs++;
    List<Practice> some = practices.subList(0, count);
    int each =
        Math.min(CALLS_EACH * together, (int) (RECORDS_A_SECOND * length.toSeconds() / count));
    some.forEach(it -> steer(it, false));
    some.forEach(it -> seed(it, each, together));
    awaitFreshMinutes(Math.min(MOST_AT_ONCE, count * CALLS_EACH));
    xero.forgetCalls();
    long there = linked();
    Load before = load();
    long began = System.nanoTime();
    some.forEach(it -> steer(it, true));
    PacedLane.pause(length);
    double minutes = (System.nanoTime() - began) / 60e9;
    Tally tally = tally();
    Load used = load().since(before);
    some.forEach(it -> steer(it, false));
    row(count, together, minutes, tally, linked() - there, used);
    some.forEach(this::forget);
  }

  private void steer(Practice practice, boolean on) {
    var lanes = world.bean(Lanes.class);
    practice.run(
        () -> {
          if (on) {
            lanes.resume(practice.lane());
          } else {
            lanes.pause(practice.lane());
          }
        });
  }

  /** Clients that wait to be sent, set down at once; how they got there is not measured here. */
  private void seed(Practice practice, int clients, int together) {
    var names = new ArrayList<String>();
    for (int i = 0; i < clients; i++) {
      names.add(Work.spoken(runs) + Work.spoken(i));
    }
    sql(
        practice,
        """
        with made as (
          insert into practice.client (id, kind, given_name, family_name, email, created_at, changed_at,
                                       name_key, family_key, email_key, phone_key)
          select gen_random_uuid(), 'PERSON', 'Kim', name, name || '@example.com', now(), now(),
                 'kim ' || name, name, name || '@example.com', ''
            from unnest(:names) as name
          returning id)
        insert into practice.pending_push (kind, record, document, tenant, revision, queued_at, at_most)
        select 'client', id, id, :tenant, 1, now(), :together from made""",
        Map.of(
            "names",
            names.toArray(String[]::new),
            "tenant",
            practice.tenant(),
            "together",
            together));
  }

  /** What was not sent in time is not sent any more. */
  private void forget(Practice practice) {
    sql(practice, "delete from practice.pending_push", Map.of());
  }

  private int sql(Practice practice, String statement, Map<String, ?> values) {
    var transaction = world.bean("inPractice", TransactionTemplate.class);
    Integer rows =
        practice.in(
            () ->
                transaction.execute(
                    _ -> world.bean(JdbcClient.class).sql(statement).params(values).update()));
    return rows == null ? 0 : rows;
  }

  /** Their first readings are over, and what they took of their minutes, too. */
  private void awaitFirstReadings() {
    long began = System.nanoTime();
    while (house("select count(*) from house.lane where seq < 4") > 0) {
      if (System.nanoTime() - began > PATIENCE.toNanos()) {
        throw new IllegalStateException("The first readings do not end, see " + world.log());
      }
      PacedLane.pause(Duration.ofMillis(100));
    }
  }

  /**
   * @param calls so many will follow
   */
  private void awaitFreshMinutes(int calls) {
    while (house("select count(*) from house.lane where minute_ends > now()") > 0
        || house(
                "select count(*) from house.app_minute where minute = date_trunc('minute', now()) and taken > "
                    + (APP_BULK - calls))
            > 0) {
      PacedLane.pause(Duration.ofMillis(100));
    }
  }

  private long house(String question) {
    return world.bean(JdbcClient.class).sql(question).query(Long.class).single();
  }

  /** What Xero saw. */
  private record Tally(int calls, int refused) {}

  private Tally tally() {
    int calls = 0;
    int refused = 0;
    for (JsonNode it : xero.ask("GET", "calls")) {
      boolean books = it.path("path").asString().startsWith("/api.xro/");
      calls += books ? 1 : 0;
      refused += books && it.path("status").asInt() == 429 ? 1 : 0;
    }
    return new Tally(calls, refused);
  }

  /** Records that both sides have, by our own books: Xero's are too big to be read each time. */
  private long linked() {
    var transaction = world.bean("inPractice", TransactionTemplate.class);
    long linked = 0;
    for (Practice it : practices) {
      Long here =
          it.in(
              () ->
                  transaction.execute(
                      _ ->
                          world
                              .bean(JdbcClient.class)
                              .sql("select count(*) from practice.link")
                              .query(Long.class)
                              .single()));
      linked += here == null ? 0 : here;
    }
    return linked;
  }

  private Load load() {
    return Load.now(world.postgres(), simulator.handle());
  }

  private void row(int count, int together, double minutes, Tally tally, long carried, Load used) {
    long calls = Math.round(tally.calls() / minutes);
    long records = Math.round(carried / minutes);
    table.row(
        "" + count,
        "" + together,
        text(calls),
        text(records),
        "" + tally.refused(),
        processors(used.application(), minutes),
        processors(used.database(), minutes),
        processors(used.simulator(), minutes),
        text(heap()));
    String name = together == 10 && count == most ? "callsPerMinute" : null;
    if (name != null) {
      figures.put(name, calls);
    }
    progress.accept(
        "%d organisations, %d records a call: %,d calls a minute"
            .formatted(count, together, calls));
  }

  private static String processors(Duration used, double minutes) {
    return String.format(Locale.ROOT, "%.2f", used.toMillis() / 60_000.0 / minutes);
  }

  /** After a collection: what is needed, not what lies about. */
  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
  }

  private static String text(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static long seconds(long nanos) {
    return Duration.ofNanos(nanos).toSeconds();
  }
}
