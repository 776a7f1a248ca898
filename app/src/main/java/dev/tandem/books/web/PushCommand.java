package dev.tandem.books.web;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.Route;
import dev.tandem.books.lane.LaneId;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.books.outbox.PushAll;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import dev.tandem.shared.Refused;
import dev.tandem.shared.nodes.Nodes;
import dev.tandem.start.AdminCommand;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends what waits, or says what would be sent. Beside a running application it only wakes the
 * lanes and watches; without one it takes their turns itself.
 */
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
@Command(
    name = "push",
    description = {
      "Send what waits for Xero and count what became of it; or only say what would be sent.",
      "Without --practice: of every practice that has an organisation.",
      "Ends with 0 when nothing waits any more, 1 when Xero or Tandem refused something, 3 when nothing was refused but"
          + " something still waits; it says what and why. --dry-run ends with 0."
    })
class PushCommand implements AdminCommand {

  private static final Duration LOOK = Duration.ofMillis(500);
  private static final int TOLD_EVERY = 10;

  /** Everything went, or there was nothing to send. */
  private static final int WENT = 0;

  private static final int REFUSED = 1;

  /** Also what cannot go at present: somebody has to decide first, or paused it. */
  private static final int WAITS = 3;

  private final PushAll all;
  private final Outbox outbox;
  private final PushPreview preview;
  private final StillWaiting waiting;
  private final Connections connections;
  private final Lanes lanes;
  private final Nodes nodes;
  private final Setup setup;
  private final JsonMapper json;
  private final Clock clock;

  @Option(names = "--dry-run", description = "Say what would be sent, and send none of it")
  private boolean dryRun;

  @Option(names = "--retry", description = "First give everything that was refused a new chance")
  private boolean retry;

  @Option(names = "--practice", paramLabel = "NAME_OR_ID", description = "Only this practice")
  private String practice = "";

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description =
          "How long to wait for what becomes of it (default: 600). 0 only wakes a running Tandem; where none runs nothing is sent")
  private int wait = 600;

  @Option(names = "--json", description = "One line of JSON for each practice")
  private boolean asJson;

  PushCommand(
      PushAll all,
      Outbox outbox,
      PushPreview preview,
      StillWaiting waiting,
      Connections connections,
      Lanes lanes,
      Nodes nodes,
      Setup setup,
      JsonMapper json,
      Clock clock) {
    this.all = all;
    this.outbox = outbox;
    this.preview = preview;
    this.waiting = waiting;
    this.connections = connections;
    this.lanes = lanes;
    this.nodes = nodes;
    this.setup = setup;
    this.json = json;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    String wrong = wrong();
    if (wrong != null) {
      System.err.println(wrong);
      return CommandLine.ExitCode.USAGE;
    }
    try {
      List<PracticeId> wanted = practices();
      if (wanted.isEmpty()) {
        System.err.println("No practice is connected to an organisation.");
        return REFUSED;
      }
      var ends = new TreeSet<Integer>();
      for (PracticeId it : wanted) {
        ends.add(Practices.in(it, this::one));
      }
      return ends.contains(REFUSED) ? REFUSED : ends.last();
    } catch (Refused e) {
      System.err.println(e.getMessage());
      return REFUSED;
    }
  }

  private @Nullable String wrong() {
    if (wait < 0) {
      return "--wait takes seconds, 0 or more.";
    }
    return dryRun && retry
        ? "--dry-run sends nothing, so nothing is tried again: leave out either --dry-run or --retry."
        : null;
  }

  private List<PracticeId> practices() {
    return practice.isEmpty()
        ? connections.routes().stream().map(Route::practice).distinct().toList()
        : List.of(setup.named(practice));
  }

  /** How it ended for the current practice. */
  private int one() {
    if (dryRun) {
      preview.print(System.out, asJson);
      return WENT;
    }
    int retried = retry ? outbox.tryAgainAll() : 0;
    boolean alone = nodes.living().isEmpty();
    PushAll.Counts counts = push(alone);
    List<String> reasons = counts.waiting() == 0 ? List.of() : waiting.because(alone);
    if (asJson) {
      var said = new LinkedHashMap<String, Object>(Map.of("practice", setup.practice().name()));
      said.put("retried", retried);
      said.put("sent", counts.sent());
      said.put("refused", counts.refused());
      said.put("waiting", counts.waiting());
      said.put("reasons", reasons);
      System.out.println(json.writeValueAsString(said));
    } else {
      tell(retried, counts, reasons);
    }
    return counts.refused() > 0 ? REFUSED : counts.waiting() > 0 ? WAITS : WENT;
  }

  private PushAll.Counts push(boolean alone) {
    PushAll.Run run = all.begin();
    long end = System.nanoTime() + Duration.ofSeconds(wait).toNanos();
    int looked = 0;
    while (System.nanoTime() < end && !run.over()) {
      Instant due = alone ? turns() : null;
      if (due == null || due.isAfter(clock.instant())) {
        LockSupport.parkNanos(LOOK.toNanos());
      }
      if (++looked % TOLD_EVERY == 0 && !asJson) {
        PushAll.Counts now = run.counts();
        System.out.printf("  %,d sent, %,d waiting%n", now.sent(), now.waiting());
      }
    }
    return run.counts();
  }

  /** When the first of the lanes has to be up again; null if none has. */
  private @Nullable Instant turns() {
    Instant first = null;
    for (LaneId it : lanes.ofPractice()) {
      Instant due = lanes.runOnce(it);
      first = due == null || (first != null && first.isBefore(due)) ? first : due;
    }
    return first;
  }

  private void tell(int retried, PushAll.Counts counts, List<String> reasons) {
    System.out.printf(
        "%s: %s%,d sent, %,d refused, %,d waiting%n",
        setup.practice().name(),
        retried == 0 ? "" : "%,d tried again, ".formatted(retried),
        counts.sent(),
        counts.refused(),
        counts.waiting());
    reasons.forEach(it -> System.out.println("  " + it));
    if (counts.refused() > 0) {
      System.out.println("  Why: Ledger, Refusals, or ./tandem push --retry to try them again");
    }
    boolean off =
        connections.bindings().stream().allMatch(it -> it.status() == Binding.Status.DISCONNECTED);
    if (off) {
      System.out.println("  No organisation is connected.");
    }
  }
}
