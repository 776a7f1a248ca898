package dev.tandem.books.adoption;

import dev.tandem.books.adoption.Adoptions.Part;
import dev.tandem.books.adoption.Adoptions.Report;
import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.Route;
import dev.tandem.books.inbox.Inbox;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.LaneStopped;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerTrouble;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import dev.tandem.shared.Refused;
import dev.tandem.start.AdminCommand;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The same as the owner's button, done here and now. */
@Component
@Command(
    name = "adopt",
    description = {
      "After a restore: find again in Xero what this database lost. Also says that this database is the one that sends, where it is"
          + " a copy or was moved.",
      "Reads what changed in each organisation: records that Tandem made are linked again or brought back, invoice numbers go on"
          + " above the highest in use. Writes nothing to Xero. Leaves the calls to people that are kept for them.",
      "Ends with 0 when everything was read and nobody has to decide anything, else with 1."
    })
class AdoptCommand implements AdminCommand {

  private static final int NAMED = 50;

  private final Adoptions adoptions;
  private final Connections connections;
  private final Inbox inbox;
  private final Lanes lanes;
  private final Setup setup;
  private final Clock clock;

  @Option(
      names = "--practice",
      paramLabel = "NAME_OR_ID",
      description = "Only this one (otherwise every practice of the installation)")
  private String practice = "";

  AdoptCommand(
      Adoptions adoptions,
      Connections connections,
      Inbox inbox,
      Lanes lanes,
      Setup setup,
      Clock clock) {
    this.adoptions = adoptions;
    this.connections = connections;
    this.inbox = inbox;
    this.lanes = lanes;
    this.setup = setup;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    List<PracticeId> practices;
    try {
      practices =
          practice.isEmpty()
              ? connections.routes().stream().map(Route::practice).distinct().toList()
              : List.of(setup.named(practice));
    } catch (Refused e) {
      System.err.println(e.getMessage());
      return 1;
    }
    if (practices.isEmpty()) {
      System.out.println(
          "No practice is connected to an organisation: there is nothing to look at.");
      return 0;
    }
    boolean well = true;
    for (PracticeId it : practices) {
      well &= Practices.in(it, this::ofPractice);
    }
    return well ? 0 : 1;
  }

  private boolean ofPractice() {
    Instant began = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    System.out.printf("%s%n", setup.practice().name());
    if (adoptions.wokeElsewhere()) {
      System.out.println(
          "  This database was a copy or was moved. From now on it is the one that sends: make sure that the other one does not run.");
    }
    adoptions.takeOver();
    boolean well = true;
    List<Report> all = adoptions.reports(began, NAMED);
    if (all.isEmpty()) {
      System.out.println("  No organisation is connected.");
    }
    for (Report it : all) {
      well &= ofOrganisation(it.binding(), began);
    }
    System.out.printf("  The next invoice gets the number %s.%n%n", adoptions.upcomingNumber());
    return well;
  }

  private boolean ofOrganisation(Binding binding, Instant began) {
    System.out.printf("  %s%n", binding.organisationName());
    boolean whole = read(binding);
    Report report = adoptions.report(binding, began, NAMED);
    System.out.printf(
        "    %-10s %10s %13s %13s %15s%n",
        "", "looked at", "linked again", "brought back", "needs a person");
    for (Part it : report.parts()) {
      System.out.printf(
          "    %-10s %10d %13d %13d %15d%n",
          it.kind().text() + "s",
          it.lookedAt() == null || it.lookedAt().isBefore(began) ? 0 : it.looked(),
          it.adopted(),
          it.broughtBack(),
          it.undecided());
    }
    tellUndecided(report);
    boolean judged = isJudged(binding, report);
    if (whole && !judged) {
      System.out.println(
          "    Not all of it could be judged yet: what became of calls that this database had under way is still found out."
              + " A running Tandem does that and looks again by itself, mostly within minutes; run this again then.");
    }
    return whole && judged && report.parts().stream().allMatch(it -> it.undecided() == 0);
  }

  private static void tellUndecided(Report report) {
    List<String> reasons =
        report.entries().stream().flatMap(it -> Stream.ofNullable(it.reason())).toList();
    reasons.forEach(it -> System.out.printf("    Needs a person: %s%n", it));
    long more = report.parts().stream().mapToLong(Part::undecided).sum() - reasons.size();
    if (more > 0) {
      System.out.printf(
          "    … and %,d more that need a person: Ledger, After a restore lists all of them.%n",
          more);
    }
  }

  /** What was read can wait for the outcome of a call before anybody can say whose it is. */
  private boolean isJudged(Binding binding, Report report) {
    List<Kind> flowing = adoptions.flowing(binding.id());
    return report.parts().stream().noneMatch(it -> it.underWay() && flowing.contains(it.kind()));
  }

  /** Whether everything could be read. */
  private boolean read(Binding binding) {
    if (!binding.active()) {
      System.out.println(
          "    Could not be read: "
              + (binding.reason() == null ? "it is suspended." : reason(binding)));
      return false;
    }
    try {
      // What cannot be done here and now, the lane does before it sends anything.
      adoptions.ask(binding);
      for (Kind kind : adoptions.flowing(binding.id())) {
        lanes.visit(
            binding.id(),
            calls -> {
              // In bulk, though somebody waits: the desk's calls are not for thousands of records.
              inbox.sweepOnce(kind, LaneClass.SWEEP, calls);
              return kind;
            });
      }
      return true;
    } catch (LaneStopped e) {
      brokeOff(Unread.because(e, zone()));
    } catch (LedgerTrouble e) {
      brokeOff(Unread.because(e, clock.instant(), zone()));
    } catch (Refused e) {
      System.out.println("    Could not be read: " + e.getMessage());
    }
    return false;
  }

  private static void brokeOff(String why) {
    System.out.println("    Could not be read to the end: " + why);
  }

  private ZoneId zone() {
    return setup.practice().zone();
  }

  private static String reason(Binding binding) {
    var reason = Objects.requireNonNull(binding.reason());
    return reason.happened() + " " + reason.remedy();
  }
}
