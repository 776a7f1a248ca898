package dev.tandem.books.live;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.ledger.Ledger;
import dev.tandem.books.ledger.Trial;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.doctor.Finding;
import dev.tandem.shared.doctor.LiveCheck;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Meant for demo companies; a real organisation has to be named by whoever asks. */
@Component
class DemoCompanyCheck implements LiveCheck {

  private final Connections connections;
  private final Lanes lanes;
  private final List<Ledger> ledgers;
  private final Setup setup;
  private final Clock clock;

  DemoCompanyCheck(
      Connections connections, Lanes lanes, List<Ledger> ledgers, Setup setup, Clock clock) {
    this.connections = connections;
    this.lanes = lanes;
    this.ledgers = ledgers;
    this.setup = setup;
    this.clock = clock;
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
    boolean well = true;
    for (Binding it : active) {
      well &=
          permitted == null || active.size() == 1 || it.organisationName().equals(permitted)
              ? tryOut(it, permitted, told)
              : skipped(it, told);
    }
    return well;
  }

  private static boolean skipped(Binding binding, Consumer<Finding> told) {
    told.accept(
        Finding.fine("Organisation", binding.organisationName() + " was not asked for: left out."));
    return true;
  }

  private boolean tryOut(Binding binding, @Nullable String permitted, Consumer<Finding> told) {
    Trial trial =
        ledgers.stream()
            .filter(it -> it.provider().equals(binding.provider()))
            .findFirst()
            .orElseThrow()
            .trial(binding.id().value());
    return lanes.visit(
        binding.id(),
        OrganisationTrial.CALLS,
        calls -> {
          var run = new OrganisationTrial(trial, calls, told, marker(), today());
          Trial.About about = run.about();
          return about != null && mayWrite(about, permitted, told) && run.run();
        });
  }

  private static boolean mayWrite(
      Trial.About about, @Nullable String permitted, Consumer<Finding> told) {
    if (about.demo() || about.name().equals(permitted)) {
      told.accept(
          Finding.fine(
              "Organisation",
              about.name() + (about.demo() ? ", a demo company." : ", permitted by name.")));
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

  private LocalDate today() {
    return LocalDate.now(clock.withZone(setup.practice().zone()));
  }

  private static String marker() {
    byte[] random = new byte[5];
    ThreadLocalRandom.current().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
