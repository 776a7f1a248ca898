package dev.tandem.demo;

import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.GrantId;
import dev.tandem.books.connection.Visitor;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import dev.tandem.simulator.accounting.DemoOrganisation;
import dev.tandem.staff.ApiKeys;
import dev.tandem.staff.Role;
import dev.tandem.staff.Staff;
import dev.tandem.staff.StaffId;
import java.net.URI;
import java.util.Objects;
import org.springframework.context.ApplicationContext;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What is done once with a running application so that there is something to see. Every step is
 * skipped when it is done.
 */
final class Demonstration {

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
        .orElseGet(() -> new SamplePractice(application).open());
  }

  String apiKey(PracticeId practice, DemoHome home) {
    return home.apiKey().orElseGet(() -> newApiKey(practice, home));
  }

  /** Connects as a person would: consent page, choice of the organisation, sending switched on. */
  void connect(PracticeId practice, SimulatedXero xero) {
    Connections connections = application.getBean(Connections.class);
    if (Practices.in(practice, connections::main).isPresent()) {
      return;
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
    Practices.run(practice, () -> connections.turnSendingOn(binding));
  }

  private String newApiKey(PracticeId practice, DemoHome home) {
    ApiKeys keys = application.getBean(ApiKeys.class);
    String key = Practices.in(practice, () -> keys.create("Demonstration", Role.OWNER));
    home.rememberApiKey(key);
    return key;
  }
}
