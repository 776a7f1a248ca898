package dev.tandem.simulator.console;

import dev.tandem.simulator.accounting.UserDesk;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Ledgers;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.clock.SimulatorClock;
import dev.tandem.simulator.control.CallLog;
import dev.tandem.simulator.control.Pulse;
import dev.tandem.simulator.faults.FaultScript;
import dev.tandem.simulator.http.Handler;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import dev.tandem.simulator.http.Routes;
import dev.tandem.simulator.identity.Apps;
import dev.tandem.simulator.identity.Identity;
import dev.tandem.simulator.mail.Mailbox;
import dev.tandem.simulator.openapi.OpenApi;
import dev.tandem.simulator.openapi.Operations;
import dev.tandem.simulator.webhook.Webhooks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;

/** The pages at {@code /}. */
public final class Console {
  /** What the pages are about. */
  public record Subjects(
      Ledgers ledgers,
      Function<Ledger, UserDesk> desks,
      Switches switches,
      SimulatorClock clock,
      CallLog calls,
      Webhooks webhooks,
      FaultScript faults,
      Apps apps,
      Identity identity,
      Mailbox mailbox,
      Pulse pulse) {}

  /** Shorter than browsers and proxies wait. */
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  private final Subjects about;
  private final Operations operations;
  private final String address;
  private final Frame frame;
  private final LedgerChoice choice;

  public Console(Subjects about, Operations operations, String address) {
    this.about = about;
    this.operations = operations;
    this.address = address;
    this.frame = new Frame(about.clock());
    this.choice = new LedgerChoice(about.ledgers());
  }

  /** The console's table of contents. */
  public void addRoutes(Routes<Handler> routes) {
    routes
        .get("/console/console.css", request -> asset("console.css", "text/css; charset=utf-8"))
        .get(
            "/console/console.js", request -> asset("console.js", "text/javascript; charset=utf-8"))
        .get("/console/live", this::live)
        .post("/console/act", new ControlDesk(routes)::act);
    addOrganisations(routes);
    addSimulator(routes);
    addApps(routes);
    addRecords(routes);
  }

  private void addOrganisations(Routes<Handler> routes) {
    OrganisationsPage organisations =
        new OrganisationsPage(
            about.ledgers(), about.identity().admission(), about.clock(), address, frame);
    routes
        .get("/", organisations::show)
        .post("/console/organisations", organisations::open)
        .post("/console/clock/advance", organisations::advance);
  }

  private void addSimulator(Routes<Handler> routes) {
    CallsPage calls = new CallsPage(about.calls(), about.ledgers(), frame);
    SwitchesPage switches = new SwitchesPage(about.switches(), frame);
    routes
        .get("/console/calls", calls::show)
        .get("/console/calls/{correlation}", calls::one)
        .get("/console/webhooks", new WebhooksPage(about.webhooks(), frame)::show)
        .get("/console/faults", new FaultsPage(about.faults(), about.ledgers(), frame)::show)
        .get("/console/mail", new MailPage(about.mailbox(), frame)::show)
        .get("/console/switches", switches::show)
        .post("/console/switches", switches::turn)
        .get(
            "/console/control",
            new ControlPage(() -> new OpenApi(operations.entries(), address).document(), frame)
                ::show);
  }

  private void addApps(Routes<Handler> routes) {
    AppsPage apps = new AppsPage(about.apps(), about.identity(), about.ledgers(), frame);
    routes
        .get("/console/apps", apps::show)
        .post("/console/apps/{client}/revoke", apps::revoke)
        .post("/console/apps/{client}/custom", apps::custom)
        .post("/console/apps/{client}/connections/{id}/disconnect", apps::disconnect)
        .post("/console/apps/{client}/scopes/{scope}/withhold", apps::withhold)
        .post("/console/apps/{client}/scopes/{scope}/return", apps::giveBack)
        .post("/console/organisations/{tenant}/role", apps::role)
        .post("/console/organisations/{tenant}/close", request -> apps.close(request, true))
        .post("/console/organisations/{tenant}/open", request -> apps.close(request, false))
        .post("/console/organisations/{tenant}/start-anew", apps::startAnew);
  }

  private void addRecords(Routes<Handler> routes) {
    OverviewPage overview =
        new OverviewPage(choice, about.desks(), about.identity().admission(), frame);
    NewPage additions = new NewPage(choice, about.desks(), frame);
    RecordPage record = new RecordPage(choice, about.desks(), frame);
    routes
        .get("/console/{tenant}", overview::show)
        .post("/console/{tenant}/set/{what}", overview::set)
        .get("/console/{tenant}/{kind}", new ListPage(choice, frame)::show)
        .get("/console/{tenant}/{kind}/new", additions::show)
        .post("/console/{tenant}/{kind}/new", additions::add)
        .get("/console/{tenant}/{kind}/{id}", record::show)
        .post("/console/{tenant}/{kind}/{id}", record::save)
        .get("/console/{tenant}/{kind}/{id}/edit", additions::edit)
        .post("/console/{tenant}/{kind}/{id}/edit", additions::save)
        .post("/console/{tenant}/{kind}/{id}/{act}", record::act);
  }

  /** Answers as soon as something may have changed, with the number to ask beyond next time. */
  private Response live(Request request) {
    try {
      long beats = about.pulse().after(request.query().number("since", 0), PATIENCE);
      return Response.text(200, Long.toString(beats)).with("Cache-Control", "no-store");
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return Response.empty(503);
    }
  }

  private static Response asset(String name, String type) {
    try (InputStream stream = Objects.requireNonNull(Console.class.getResourceAsStream(name))) {
      return Response.of(200, type, stream.readAllBytes());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
