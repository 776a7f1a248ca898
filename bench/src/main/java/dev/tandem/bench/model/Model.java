package dev.tandem.bench.model;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.tandem.bench.Control;
import dev.tandem.bench.World;
import dev.tandem.bench.push.PacedLane;
import dev.tandem.bench.push.Practice;
import dev.tandem.bench.push.Work;
import dev.tandem.practice.clients.ClientDetails;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientKind;
import dev.tandem.practice.clients.Clients;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Refused;
import dev.tandem.simulator.SimulatorSettings;
import dev.tandem.simulator.XeroSimulator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The whole run. */
final class Model {

  private static final int CLIENTS = 12;

  /** After so many steps everything comes to rest and both sides are compared. */
  private static final int REST_EVERY = 300;

  /** A little more than what is looked at as a precaution waits for the next. */
  private static final Duration LOOK = Duration.ofMinutes(11);

  /** Longer than events that do not come are waited for. */
  private static final Duration SILENT = Duration.ofMinutes(70);

  /** So many without anything new are longer than an hour. */
  private static final int STEADY = 8;

  private static final int MOST_LOOKS = 400;

  /** Of all that is before a person when they have looked at it. */
  private static final int DECIDED_AT_REST = 60;

  private static final List<Duration> WHILES =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(4),
          Duration.ofSeconds(20),
          Duration.ofSeconds(65),
          Duration.ofMinutes(3),
          Duration.ofMinutes(16),
          Duration.ofHours(1),
          Duration.ofHours(30));

  private final Practice practice;
  private final Random random;
  private final Consumer<String> tell;
  private final PacedLane lane;
  private final Task<Void> gapWatch;
  private final Cast cast = new Cast();
  private final Edits edits = new Edits();
  private final Clockwork clockwork;
  private final OurUser ours;
  private final TheirUser theirs;
  private final Archive archive;
  private final Lines lines;
  private final Arbiter arbiter;
  private final Weather weather;
  private final List<Step> steps;
  private final Map<String, Integer> done = new TreeMap<>();
  private final Comparison comparison;
  private final Set<String> broken = new LinkedHashSet<>();

  private Model(World world, Control xero, Practice practice, long seed, Consumer<String> tell) {
    this.practice = practice;
    this.tell = tell;
    this.random = new Random(seed);
    this.lane = new PacedLane(practice, xero);
    this.gapWatch = gapWatch(world);
    this.clockwork = new Clockwork(world.bean(Clock.class));
    this.ours = new OurUser(practice, cast, edits, clockwork, random);
    this.theirs = new TheirUser(practice, xero, cast, edits, clockwork, random);
    this.lines = new Lines(practice, xero, cast, edits, clockwork, random);
    this.archive = new Archive(practice, xero, cast, edits, clockwork, random);
    this.arbiter = new Arbiter(practice, cast, ours, archive, edits, clockwork, random);
    this.weather = new Weather(practice, xero, random);
    this.steps = steps();
    this.comparison = new Comparison(practice, xero, cast, edits, tell);
  }

  /**
   * @param tell is given a line at each rest, and what was found there
   */
  static ModelTally go(ModelOptions options, Consumer<String> tell) {
    try (XeroSimulator simulator = XeroSimulator.start(SimulatorSettings.defaults());
        var xero = new Control(simulator.uri());
        World world = World.onItsClock(xero)) {
      world.hear(xero);
      Practice practice = Practice.connect(world, xero, xero.organisations(1).getFirst());
      practice.send();
      return new Model(world, xero, practice, options.seed(), tell).run(options.steps());
    }
  }

  private ModelTally run(int steps) {
    Instant began = Instant.now();
    begin();
    for (int i = 1; i <= steps; i++) {
      step();
      if (i % REST_EVERY == 0 || i == steps) {
        rest();
      }
    }
    var traces = new Traces(practice);
    int open = traces.open();
    int held = traces.held().size();
    // Whatever waits for a person has an end.
    settleAll();
    rest();
    return new ModelTally(
        steps,
        done,
        edits.count(),
        comparison.vanished(),
        comparison.unequal(),
        List.copyOf(broken),
        open,
        held,
        new Traces(practice).decided(),
        new Traces(practice).overlaps(),
        comparison.toldOnly(),
        Duration.between(began, Instant.now()));
  }

  private void begin() {
    for (int i = 0; i < CLIENTS; i++) {
      int number = i;
      ClientDetails person = Work.person("Model", number);
      if (i % 3 == 2) {
        cast.addOrganisation(add(organisation(person)));
      } else {
        cast.add(add(person));
      }
    }
    for (int i = 0; i < CLIENTS; i++) {
      ours.issue();
    }
    lane.settle();
  }

  private ClientId add(ClientDetails details) {
    return practice.in(() -> practice.world().bean(Clients.class).add(details));
  }

  /** For which this person speaks. */
  private static ClientDetails organisation(ClientDetails person) {
    return person.with(
        Map.of(
            ClientField.KIND,
            ClientKind.ORGANISATION.name(),
            ClientField.ORGANISATION_NAME,
            person.familyName() + " Partners"));
  }

  /**
   * Something that somebody may do.
   *
   * @param weight how often, beside the others
   */
  private record Step(int weight, String what, Runnable run) {}

  private List<Step> steps() {
    return List.of(
        new Step(13, "a client, here", ours::editClient),
        new Step(13, "a contact, in Xero", theirs::editContact),
        new Step(4, "a client's name, here", ours::editName),
        new Step(4, "a contact's name, in Xero", theirs::editName),
        new Step(1, "archived or brought back, here", archive::here),
        new Step(1, "archived or brought back, in Xero", archive::inXero),
        new Step(3, "a payer, here", ours::editPayer),
        new Step(3, "a payer, in Xero", theirs::editPayer),
        new Step(7, "an invoice, here", ours::editInvoice),
        new Step(7, "an invoice, in Xero", theirs::editInvoice),
        new Step(4, "a line, here", lines::here),
        new Step(4, "a line, in Xero", lines::inXero),
        new Step(4, "paid here", ours::pay),
        new Step(4, "paid in Xero", theirs::pay),
        new Step(2, "a payment taken back here", ours::takeBack),
        new Step(2, "a payment removed in Xero", theirs::removePayment),
        new Step(1, "voided here", ours::voidInvoice),
        new Step(1, "voided in Xero", theirs::voidInvoice),
        new Step(3, "issued", ours::issue),
        new Step(3, "decided", arbiter::decideOne),
        new Step(3, "a call goes wrong", weather::strike),
        new Step(3, "deliveries go wrong", weather::disturb),
        new Step(8, "time passes", () -> live(WHILES.get(random.nextInt(WHILES.size())))),
        new Step(11, "a moment", () -> PacedLane.pause(Duration.ofMillis(1 + random.nextInt(80)))),
        new Step(1, "another node takes over", this::takeOver));
  }

  private void step() {
    clockwork.next();
    int dice = random.nextInt(steps.stream().mapToInt(Step::weight).sum());
    for (Step it : steps) {
      dice -= it.weight();
      if (dice < 0) {
        take(it.what(), it.run());
        return;
      }
    }
  }

  /** In one leap what is looked at now and then would grow too old before anybody looked. */
  private void live(Duration whole) {
    Duration left = whole;
    if (left.compareTo(SILENT) > 0) {
      later(SILENT);
      left = left.minus(SILENT);
    }
    String known = "";
    for (String now = unlooked();
        left.compareTo(LOOK) > 0 && !(now.equals(known) && now.startsWith("0 "));
        now = unlooked()) {
      known = now;
      later(LOOK);
      left = left.minus(LOOK);
    }
    lane.pass(left);
  }

  @SuppressWarnings("unchecked")
  private static Task<Void> gapWatch(World world) {
    return world.bean("gapWatchTask", Task.class);
  }

  private void later(Duration time) {
    lane.pass(time);
    // It comes every half minute of the machine's own time, while hours pass here.
    gapWatch.execute(new TaskInstance<>(gapWatch.getName(), "now"), null);
    lane.toRest();
  }

  private void take(String what, Runnable step) {
    try {
      step.run();
      done.merge(what, 1, Integer::sum);
    } catch (Refused | InvalidInput | OptimisticLockingFailureException | IllegalStateException e) {
      // Nothing was accepted: whoever tried it was told.
      done.merge("refused: " + what, 1, Integer::sum);
    } catch (RuntimeException e) {
      if (broken.add(what + ": " + e.getMessage())) {
        tell.accept("  Broke off: " + what + ": " + e.getMessage());
      }
    }
  }

  /** Whoever works for the organisation now is stopped at their next claim. */
  private void takeOver() {
    practice
        .world()
        .bean(JdbcClient.class)
        .sql("update house.lane set epoch = epoch + 1 where tenant = :tenant")
        .param("tenant", practice.tenant())
        .update();
  }

  private void rest() {
    weather.clear();
    lane.settle();
    quiet();
    int before = comparison.found();
    comparison.compare();
    var traces = new Traces(practice);
    tell.accept(
        "step %,d: %s, %d changes, %d open, %d held"
            .formatted(
                clockwork.step(),
                comparison.found() == before ? "as it has to be" : "NOT RIGHT",
                edits.count(),
                traces.open(),
                traces.held().size()));
    traces.held().forEach(it -> tell.accept("  held: " + it));
    arbiter.decideSome(DECIDED_AT_REST);
    arbiter.helpOut();
  }

  private void settleAll() {
    for (int i = 0; i < 3; i++) {
      arbiter.decideSome(100);
      arbiter.helpOut();
      lane.settle();
    }
  }

  /**
   * Until the history was looked at of all of which it is looked at: that is done now and then, and
   * some of it an hour after events ceased to come.
   */
  private void quiet() {
    String known = "";
    int same = 0;
    for (int i = 0; i < MOST_LOOKS && same < STEADY; i++) {
      String now = unlooked();
      same = now.equals(known) && now.startsWith("0 ") ? same + 1 : 0;
      known = now;
      later(LOOK);
    }
  }

  /** How many writes are suspected, and before how many records nobody has looked at a gap. */
  private String unlooked() {
    var jdbc = practice.world().bean(JdbcClient.class);
    var transaction = practice.world().bean("inPractice", TransactionTemplate.class);
    return String.valueOf(
        practice.<String>in(
            () ->
                transaction.execute(
                    _ ->
                        jdbc.sql(
                                """
                                select (select count(*) from practice.overlap) || ' '
                                    || (select count(*) from practice.link where gaps <> '{}')""")
                            .query(String.class)
                            .single())));
  }
}
