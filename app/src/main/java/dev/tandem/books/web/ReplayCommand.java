package dev.tandem.books.web;

import dev.tandem.books.inbox.Replays;
import dev.tandem.books.lane.LaneState;
import dev.tandem.practice.setup.Setup;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Has what the ledger told us in a span of time dealt with once more. Beside a running application
 * it only asks and watches; without one it takes the lanes' turns itself.
 */
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
@Command(
    name = "replay",
    description = {
      "Deal once more with what Xero's webhooks told between two times: they are kept for a month.",
      "What is known already is dropped again, so it can be done as often as one likes.",
      "Without --practice: in every practice that has an organisation.",
      "Ends with 0 when all of it was dealt with, 1 when it cannot be, 3 when some of it still waits."
    })
class ReplayCommand extends LaneCommand {

  private static final Duration LOOK = Duration.ofMillis(200);

  private final Replays replays;
  private final Setup setup;
  private final Clock clock;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "TIME",
      description =
          "When it came: 2026-11-20T18:02 (the practice's clock), 2026-11-20, or with an offset,"
              + " 2026-11-20T07:02Z")
  private String from = "";

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "What came then or later is left out; a day counts whole (default: now)")
  private String to = "";

  @Option(
      names = "--anew",
      description = "Read each record in Xero again, also where all that was told is known")
  private boolean anew;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description = "How long to wait for it (default: 60)")
  private int wait = 60;

  ReplayCommand(PracticeLanes lanes, Replays replays, Setup setup, Clock clock) {
    super(lanes);
    this.replays = replays;
    this.setup = setup;
    this.clock = clock;
  }

  @Override
  @Nullable String wrong() {
    if (wait < 0) {
      return "--wait takes seconds, 0 or more.";
    }
    try {
      moment(from, ZoneOffset.UTC);
      if (!to.isBlank()) {
        end(to, ZoneOffset.UTC);
      }
      return null;
    } catch (DateTimeException _) {
      return "A time reads 2026-11-20T18:02, 2026-11-20 or 2026-11-20T07:02Z.";
    }
  }

  @Override
  String nothing() {
    return "No practice is connected to an organisation.";
  }

  @Override
  List<Integer> ends() {
    ZoneId zone = setup.practice().zone();
    Instant first = moment(from, zone);
    Instant last = to.isBlank() ? clock.instant() : end(to, zone);
    if (!first.isBefore(last)) {
      System.err.println(setup.practice().name() + ": --from has to be before --to.");
      return List.of(REFUSED);
    }
    int again = replays.replay(first, last, anew);
    lanes.until(Duration.ofSeconds(wait), LOOK, () -> replays.waiting(first, last) > 0);
    int waiting = replays.waiting(first, last);
    System.out.printf(
        "%s: %,d told again, %,d of that span wait%n", setup.practice().name(), again, waiting);
    if (waiting > 0) {
      lanes.states().stream()
          .flatMap(it -> Stream.ofNullable(why(it)))
          .distinct()
          .forEach(it -> System.out.println("  " + it));
    }
    return List.of(waiting > 0 ? WAITS : DONE);
  }

  private @Nullable String why(LaneState it) {
    if (it.paused()) {
      return "Calls to an organisation are paused. Whoever resumes them on the Ledger page lets this go, too.";
    }
    if (it.blockedUntil() != null) {
      return "Xero takes no more calls for now: it goes on by itself.";
    }
    boolean spent =
        it.daySpent() && (it.dayEnds() == null || it.dayEnds().isAfter(clock.instant()));
    if (spent) {
      return "The calls that Xero allows in a day are used up: it goes on by itself.";
    }
    return it.outage().lasts() ? "Xero cannot be reached. It is tried again by itself." : null;
  }

  /** A day is meant with all its hours. */
  private static Instant end(String text, ZoneId zone) {
    String it = text.strip();
    return it.contains("T")
        ? moment(it, zone)
        : LocalDate.parse(it).plusDays(1).atStartOfDay(zone).toInstant();
  }

  private static Instant moment(String text, ZoneId zone) {
    String it = text.strip();
    if (!it.contains("T")) {
      return LocalDate.parse(it).atStartOfDay(zone).toInstant();
    }
    return it.matches(".*T.*(Z|[+-]\\d\\d:\\d\\d)")
        ? OffsetDateTime.parse(it).toInstant()
        : LocalDateTime.parse(it).atZone(zone).toInstant();
  }
}
