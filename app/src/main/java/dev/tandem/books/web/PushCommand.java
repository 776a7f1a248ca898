package dev.tandem.books.web;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.books.outbox.PushAll;
import dev.tandem.practice.setup.Setup;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;
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
class PushCommand extends LaneCommand {

  private static final Duration LOOK = Duration.ofMillis(500);
  private static final int TOLD_EVERY = 10;

  private final PushAll all;
  private final Outbox outbox;
  private final PushPreview preview;
  private final StillWaiting waiting;
  private final Connections connections;
  private final Setup setup;
  private final JsonMapper json;

  @Option(names = "--dry-run", description = "Say what would be sent, and send none of it")
  private boolean dryRun;

  @Option(names = "--retry", description = "First give everything that was refused a new chance")
  private boolean retry;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description =
          "How long to wait for what becomes of it (default: 600). 0 only wakes a running Tandem; where none runs nothing is sent")
  private int wait = 600;

  @Option(names = "--json", description = "One line of JSON for each practice")
  private boolean asJson;

  PushCommand(
      PracticeLanes lanes,
      PushAll all,
      Outbox outbox,
      PushPreview preview,
      StillWaiting waiting,
      Connections connections,
      Setup setup,
      JsonMapper json) {
    super(lanes);
    this.all = all;
    this.outbox = outbox;
    this.preview = preview;
    this.waiting = waiting;
    this.connections = connections;
    this.setup = setup;
    this.json = json;
  }

  @Override
  @Nullable String wrong() {
    if (wait < 0) {
      return "--wait takes seconds, 0 or more.";
    }
    return dryRun && retry
        ? "--dry-run sends nothing, so nothing is tried again: leave out either --dry-run or --retry."
        : null;
  }

  @Override
  String nothing() {
    return "No practice is connected to an organisation.";
  }

  @Override
  List<Integer> ends() {
    if (dryRun) {
      preview.print(System.out, asJson);
      return List.of(DONE);
    }
    int retried = retry ? outbox.tryAgainAll() : 0;
    PushAll.Counts counts = push();
    List<String> reasons = counts.waiting() == 0 ? List.of() : waiting.because(lanes.alone());
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
    return List.of(counts.refused() > 0 ? REFUSED : counts.waiting() > 0 ? WAITS : DONE);
  }

  private PushAll.Counts push() {
    PushAll.Run run = all.begin();
    var looked = new AtomicInteger();
    lanes.until(
        Duration.ofSeconds(wait),
        LOOK,
        () -> {
          if (looked.incrementAndGet() % TOLD_EVERY == 0 && !asJson) {
            PushAll.Counts now = run.counts();
            System.out.printf("  %,d sent, %,d waiting%n", now.sent(), now.waiting());
          }
          return !run.over();
        });
    return run.counts();
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
