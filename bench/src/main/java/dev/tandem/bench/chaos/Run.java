package dev.tandem.bench.chaos;

import dev.tandem.bench.chaos.Finding.Sort;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/**
 * One run: clerks make changes while calls fail in every way and the application is killed once;
 * afterwards everything comes to rest, and both books are compared.
 */
final class Run {

  private static final int CLERKS = 3;
  private static final String LOG = "application.log";

  /**
   * How long the application may be away, by the simulator's clock: before, while and after the
   * keys last.
   */
  private static final List<Duration> ABSENCES =
      List.of(
          Duration.ZERO,
          Duration.ofSeconds(90),
          Duration.ofSeconds(150),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10));

  private final long seed;
  private final int changes;
  private final Installation installation;
  private final Office office;
  private final SimulatedXero xero;
  private final Keeper keeper;
  private final Path evidence;
  private final Random random;
  private final Acknowledged acknowledged = new Acknowledged();
  private final AtomicInteger left;
  private final Semaphore killNow = new Semaphore(0);
  private final Instant begun = Instant.now();

  Run(
      long seed,
      int changes,
      Installation installation,
      Office office,
      SimulatedXero xero,
      Keeper keeper,
      Path evidence) {
    this.seed = seed;
    this.changes = changes;
    this.installation = installation;
    this.office = office;
    this.xero = xero;
    this.keeper = keeper;
    this.evidence = evidence;
    this.random = new Random(seed);
    this.left = new AtomicInteger(changes);
  }

  /**
   * What a run came to.
   *
   * @param calls that the ledger received
   * @param refusedForLimits of them, refused because the engine called too often
   * @param took in real time
   */
  record Outcome(
      long seed,
      List<Finding> findings,
      int calls,
      int refusedForLimits,
      int struck,
      Duration took) {

    long count(Sort sort) {
      return findings.stream().filter(it -> it.sort() == sort).count();
    }
  }

  /** A run that breaks off is a finding, too: there is no good reason for it. */
  Outcome go() throws InterruptedException {
    Room room = office.room("Chaos " + seed, xero);
    var findings = new ArrayList<Finding>();
    List<JsonNode> struck = List.of();
    try {
      struck = live(room, findings);
    } catch (RuntimeException e) {
      findings.add(new Finding(Sort.UNEXPLAINED, "The run broke off: " + reason(e)));
      xero.calm();
      keeper.startIfAway(evidence.resolve(LOG));
    }
    var calls = xero.calls(room.tenant());
    var outcome =
        new Outcome(
            seed,
            List.copyOf(findings),
            calls.size(),
            Evidence.limits(calls, struck),
            struck.size(),
            Duration.between(begun, Instant.now()));
    new Evidence(evidence, office, room)
        .write(outcome, acknowledged, xero.books(room.tenant()), calls, struck);
    office.leave(room);
    return outcome;
  }

  private static String reason(Throwable e) {
    return e.getCause() == null ? String.valueOf(e.getMessage()) : reason(e.getCause());
  }

  /**
   * @return the calls that were struck by a fault
   */
  private List<JsonNode> live(Room room, List<Finding> findings) throws InterruptedException {
    var rest = new Rest(office, xero, room);
    xero.begin(Troubles.of(random, room.tenant()), Duration.ofMillis(random.nextInt(120)));
    work(room, rest);
    milestone("all changes made");
    rest.steps(3);
    List<JsonNode> struck = xero.struck(room.tenant());
    xero.calm();
    milestone("no more faults");
    boolean rested = rest.come();
    if (office.tryAgain(room) > 0) {
      rested = rest.come();
    }
    milestone("nothing left to send");
    long writes = writes(room);
    // The next readings find nothing new, and so nothing is sent.
    rest.pass(Duration.ofMinutes(5));
    rest.steps(2);
    rested &= rest.come();
    milestone("at rest");
    if (!rested) {
      findings.add(new Finding(Sort.UNEXPLAINED, "It does not come to rest: " + office.work(room)));
    }
    if (writes(room) != writes) {
      findings.add(
          new Finding(Sort.UNEXPLAINED, "It goes on writing though nobody changes anything"));
    }
    var doing = new Doing(new Desk(installation.address(), room), keeper);
    Ours ours = Ours.look(acknowledged, doing, office, room);
    var books = new Books(xero.books(room.tenant()));
    findings.addAll(new Comparison(acknowledged, ours, books).findings());
    return struck;
  }

  private long writes(Room room) {
    return xero.calls(room.tenant())
        .valueStream()
        .filter(it -> !it.path("method").asString().equals("GET"))
        .count();
  }

  private void work(Room room, Rest rest) throws InterruptedException {
    int killAfter = 10 + random.nextInt(changes);
    Duration delay = Duration.ofMillis(random.nextInt(600));
    Duration absence = ABSENCES.get(random.nextInt(ABSENCES.size()));
    LocalDate today = LocalDate.ofInstant(xero.now(), ZoneId.of("Australia/Sydney"));
    try (ExecutorService desks = Executors.newVirtualThreadPerTaskExecutor()) {
      var clerks = new ArrayList<Future<?>>();
      for (int i = 0; i < CLERKS; i++) {
        var doing = new Doing(new Desk(installation.address(), room), keeper);
        var clerk = new Clerk(i, random.nextLong(), doing, office, room, acknowledged, today);
        clerks.add(desks.submit(work(clerk, killAfter)));
      }
      killNow.acquire();
      Thread.sleep(delay);
      milestone("killed");
      keeper.kill();
      rest.pass(absence);
      keeper.start(evidence.resolve(LOG));
      milestone("back after " + absence);
      for (Future<?> it : clerks) {
        finish(it);
      }
    }
  }

  private void milestone(String what) {
    acknowledged.note(
        "-- " + what + ", " + Duration.between(begun, Instant.now()).toMillis() + " ms --");
  }

  private Callable<Void> work(Clerk clerk, int killAfter) {
    return () -> {
      try {
        for (int at = left.getAndDecrement(); at > 0; at = left.getAndDecrement()) {
          clerk.change();
          if (changes - at == killAfter) {
            killNow.release();
          }
        }
      } finally {
        // At the latest when everything is done: then the engine is killed in the middle of its
        // rest.
        killNow.release();
      }
      return null;
    };
  }

  private static void finish(Future<?> clerk) throws InterruptedException {
    try {
      clerk.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("A change could not be made", e.getCause());
    }
  }
}
