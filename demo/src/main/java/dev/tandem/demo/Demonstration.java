package dev.tandem.demo;

import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.GrantId;
import dev.tandem.books.connection.Visitor;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.books.plan.Plans;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import dev.tandem.simulator.accounting.DemoOrganisation;
import dev.tandem.staff.ApiKeys;
import dev.tandem.staff.Role;
import dev.tandem.staff.Staff;
import dev.tandem.staff.StaffId;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.ApplicationContext;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What is done once with a running application so that there is something to see. Every step is
 * skipped when it is done.
 */
final class Demonstration {

  /** Xero takes sixty calls a minute; the sample practice needs some thirty. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Duration TELL_EVERY = Duration.ofSeconds(5);
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  private final ApplicationContext application;
  private final Staff staff;

  Demonstration(ApplicationContext application) {
    this.application = application;
    this.staff = application.getBean(Staff.class);
  }

  /** The sample practice, opened on the first run. */
  PracticeId practice() {
    return staff
        .findByEmail(SamplePractice.OWNER_EMAIL)
        .map(owner -> staff.practicesOf(owner).getFirst().practice())
        .orElseGet(this::openPractice);
  }

  private PracticeId openPractice() {
    System.out.println("Opening the sample practice ...");
    return new SamplePractice(application).open();
  }

  String apiKey(PracticeId practice, DemoHome home) {
    return home.apiKey().orElseGet(() -> newApiKey(practice, home));
  }

  /**
   * Connects as a person would: consent page, choice of the organisation, a plan decided without a
   * look, sending switched on.
   *
   * @return false if it was connected already
   */
  boolean connect(PracticeId practice, SimulatedXero xero) {
    Connections connections = application.getBean(Connections.class);
    if (Practices.in(practice, connections::main).isPresent()) {
      return false;
    }
    StaffId owner = staff.findByEmail(SamplePractice.OWNER_EMAIL).orElseThrow();
    var visitor = new Visitor(owner, "demonstration");
    URI page = Practices.in(practice, () -> connections.begin(visitor));
    var back = UriComponentsBuilder.fromUri(xero.allow(page)).build().getQueryParams();
    String state = Objects.requireNonNull(back.getFirst("state"));
    GrantId grant =
        Practices.in(practice, () -> connections.complete(visitor, state, back.getFirst("code")));
    BindingId binding =
        Practices.in(
            practice, () -> connections.choose(grant, DemoOrganisation.AU.tenantId(), visitor));
    Practices.run(practice, () -> application.getBean(Plans.class).decide(binding));
    Practices.run(practice, () -> connections.turnSendingOn(binding));
    return true;
  }

  /**
   * Waits until Xero has what the sample practice brings along, and tells how far it is. Whoever
   * reads "ready" finds both sides the same, and the next calls are those of their own doing.
   *
   * @return whether everything has arrived; if not, it goes on by itself
   */
  boolean awaitInStep(PracticeId practice) throws InterruptedException {
    Outbox outbox = application.getBean(Outbox.class);
    long end = System.nanoTime() + PATIENCE.toNanos();
    long nextWord = System.nanoTime();
    int left = onTheWay(practice, outbox);
    while (left > 0 && System.nanoTime() < end) {
      if (System.nanoTime() >= nextWord) {
        System.out.printf("Sending the sample practice to Xero: %,d records to go%n", left);
        nextWord += TELL_EVERY.toNanos();
      }
      Thread.sleep(LOOK_EVERY);
      left = onTheWay(practice, outbox);
    }
    return left == 0;
  }

  private static int onTheWay(PracticeId practice, Outbox outbox) {
    Map<State, Integer> counts = Practices.in(practice, outbox::counts);
    return counts.getOrDefault(State.WAITING, 0) + counts.getOrDefault(State.SENDING, 0);
  }

  private String newApiKey(PracticeId practice, DemoHome home) {
    ApiKeys keys = application.getBean(ApiKeys.class);
    String key = Practices.in(practice, () -> keys.create("Demonstration", Role.OWNER));
    home.rememberApiKey(key);
    return key;
  }
}
