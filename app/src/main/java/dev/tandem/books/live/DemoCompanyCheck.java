package dev.tandem.books.live;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.Feature;
import dev.tandem.books.connection.Features;
import dev.tandem.books.connection.LedgerFeatures;
import dev.tandem.books.lane.LaneCalls;
import dev.tandem.books.lane.LaneState;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.ledger.Ledger;
import dev.tandem.books.ledger.Trial;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.doctor.Finding;
import dev.tandem.shared.doctor.LiveCheck;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Demo companies are tried out; a real organisation only if whoever asks names it. Where parts of
 * the work are switched off or not consented to, nothing is written.
 */
@Component
class DemoCompanyCheck implements LiveCheck {

  private static final Logger log = LoggerFactory.getLogger(DemoCompanyCheck.class);

  /** Xero's minute; who looks on waits that long for the cleaning up, and no longer. */
  private static final Duration MINUTE = Duration.ofSeconds(60);

  private static final Duration LONGEST = Duration.ofSeconds(90);

  private static final List<Feature> NEEDED =
      List.of(Feature.CLIENTS, Feature.INVOICES, Feature.REFERENCE);

  private final Connections connections;
  private final LedgerFeatures features;
  private final Lanes lanes;
  private final List<Ledger> ledgers;
  private final Setup setup;
  private final Clock clock;
  private final Pause pause;

  @Autowired
  DemoCompanyCheck(
      Connections connections,
      LedgerFeatures features,
      Lanes lanes,
      List<Ledger> ledgers,
      Setup setup,
      Clock clock) {
    this(connections, features, lanes, ledgers, setup, clock, Pause.by(clock));
  }

  DemoCompanyCheck(
      Connections connections,
      LedgerFeatures features,
      Lanes lanes,
      List<Ledger> ledgers,
      Setup setup,
      Clock clock,
      Pause pause) {
    this.connections = connections;
    this.features = features;
    this.lanes = lanes;
    this.ledgers = ledgers;
    this.setup = setup;
    this.clock = clock;
    this.pause = pause;
  }

  @Override
  public boolean run(@Nullable String permitted, Consumer<Finding> told) {
    List<Binding> active = connections.bindings().stream().filter(Binding::active).toList();
    if (active.isEmpty()) {
      told.accept(
          Finding.wrong(
              "Organisation",
              "This practice is connected to no organisation that can be reached.",
              "Connect one on the Ledger page."));
      return false;
    }
    if (permitted != null
        && active.stream().noneMatch(it -> it.organisationName().equals(permitted))) {
      told.accept(
          Finding.wrong(
              "Organisation",
              "No connected organisation is called “" + permitted + "”. Nothing was written.",
              "Give one of these names exactly: "
                  + active.stream().map(Binding::organisationName).collect(Collectors.joining(", "))
                  + "."));
      return false;
    }
    boolean well = true;
    for (Binding it : active) {
      well &= tryOut(it, permitted, active.size() > 1, told);
    }
    return well;
  }

  private boolean tryOut(
      Binding binding, @Nullable String permitted, boolean amongOthers, Consumer<Finding> told) {
    Trial trial =
        ledgers.stream()
            .filter(it -> it.provider().equals(binding.provider()))
            .findFirst()
            .orElseThrow()
            .trial(binding.id().value());
    var run = new OrganisationTrial(trial, told, marker(), today());
    Trial.About about = visit(binding, run::about);
    if (about == null) {
      return false;
    }
    boolean named = about.name().equals(permitted);
    if (!about.demo() && !named) {
      return leftOut(about, permitted != null && amongOthers, told);
    }
    if (!allFlows(binding, told)) {
      return false;
    }
    told.accept(
        Finding.fine(
            "Organisation",
            about.name() + (about.demo() ? ", a demo company." : ", permitted by name.")));
    boolean clean;
    try {
      visit(
          binding,
          calls -> {
            run.write(calls);
            return true;
          });
    } finally {
      clean = cleanUp(binding, run, told);
    }
    return clean && run.wentWell();
  }

  private static boolean leftOut(
      Trial.About about, boolean anotherIsMeant, Consumer<Finding> told) {
    if (anotherIsMeant) {
      told.accept(
          Finding.fine("Organisation", about.name() + " is no demo company and was left alone."));
      return true;
    }
    told.accept(
        Finding.wrong(
            "Organisation",
            about.name() + " is no demo company. Nothing was written.",
            "Connect Xero's demo company for this; or, if a contact and a draft may come and go in these books,"
                + " add --yes-this-organisation \""
                + about.name()
                + "\"."));
    return false;
  }

  /** Before anything is written: what is refused in the middle would leave the rest behind. */
  private boolean allFlows(Binding binding, Consumer<Finding> told) {
    Features present = features.of(binding.id());
    boolean all = true;
    for (Feature it : NEEDED) {
      Features.One one = present.one(it);
      if (one.state() != Features.State.ON) {
        all = false;
        told.accept(
            Finding.wrong(
                binding.organisationName(),
                Objects.requireNonNullElse(one.reason(), "It is switched off.")
                    + " Nothing was written.",
                "Switch it on, or allow it, under Ledger, Features; then try again."));
      }
    }
    return all;
  }

  private boolean cleanUp(Binding binding, OrganisationTrial run, Consumer<Finding> told) {
    if (!run.wrote()) {
      return true;
    }
    List<String> left = takeAway(binding, run);
    Instant next = nextGo(binding);
    if (!left.isEmpty() && !next.isAfter(clock.instant().plus(LONGEST))) {
      told.accept(
          Finding.look(
              "Cleaning up",
              "It could not be done at once.",
              "Please wait: it is tried again in at most 90 seconds."));
      pause.until(next);
      left = takeAway(binding, run);
    }
    OrganisationTrial.Unclear unclear = run.unclear();
    if (unclear != null) {
      told.accept(mayStillAppear(binding, unclear));
    }
    if (!left.isEmpty()) {
      told.accept(
          Finding.wrong(
              "Left behind",
              "Could not take away: " + String.join(", ", left) + ".",
              "Open " + binding.organisationName() + " in Xero and delete or archive it there."));
    } else if (unclear == null) {
      told.accept(Finding.fine("Cleaning up", "The draft is deleted, the contact archived."));
    }
    return left.isEmpty() && unclear == null;
  }

  /** What is left; all of it when the way there is barred. */
  private List<String> takeAway(Binding binding, OrganisationTrial run) {
    try {
      return visit(binding, run::cleanUp);
    } catch (RuntimeException e) {
      log.error("Cleaning up was not possible: {}", e.getClass().getName());
      return run.everything();
    }
  }

  private static Finding mayStillAppear(Binding binding, OrganisationTrial.Unclear it) {
    return Finding.wrong(
        "May still appear",
        "Xero gave no clear answer when the "
            + it.what()
            + " was to be created. It was not seen there, and may still appear.",
        "In a few minutes open "
            + binding.organisationName()
            + " in Xero, look under "
            + it.place()
            + " for it and "
            + it.end()
            + " it there.");
  }

  /** When Xero lets us call again, as far as it is known. */
  private Instant nextGo(Binding binding) {
    var lane = lanes.id(binding);
    return lanes.states().stream()
        .filter(it -> it.lane().equals(lane))
        .map(LaneState::blockedUntil)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseGet(() -> clock.instant().plus(MINUTE));
  }

  private <T extends @Nullable Object> T visit(Binding binding, Function<LaneCalls, T> work) {
    return lanes.visit(binding.id(), work);
  }

  private LocalDate today() {
    return LocalDate.now(clock.withZone(setup.practice().zone()));
  }

  private static String marker() {
    byte[] random = new byte[5];
    ThreadLocalRandom.current().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
