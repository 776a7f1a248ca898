package dev.tandem.simulator;

import dev.tandem.simulator.accounting.AccountingApi;
import dev.tandem.simulator.accounting.books.Ledgers;
import dev.tandem.simulator.accounting.books.NewOrganisation;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.accounting.documents.DueTemplates;
import dev.tandem.simulator.clock.Agenda;
import dev.tandem.simulator.clock.SimulatorClock;
import dev.tandem.simulator.console.Console;
import dev.tandem.simulator.control.AccessControls;
import dev.tandem.simulator.control.CallLog;
import dev.tandem.simulator.control.Controls;
import dev.tandem.simulator.control.Latency;
import dev.tandem.simulator.control.OrganisationControls;
import dev.tandem.simulator.control.Pulse;
import dev.tandem.simulator.control.SecretsSeen;
import dev.tandem.simulator.control.StateControls;
import dev.tandem.simulator.control.SwitchControls;
import dev.tandem.simulator.control.UserControls;
import dev.tandem.simulator.faults.FaultControls;
import dev.tandem.simulator.faults.FaultGate;
import dev.tandem.simulator.faults.FaultScript;
import dev.tandem.simulator.faults.SkewedAnswer;
import dev.tandem.simulator.http.Handler;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.OwnPages;
import dev.tandem.simulator.http.Refusal;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import dev.tandem.simulator.http.Routes;
import dev.tandem.simulator.idempotency.IdempotencyKeys;
import dev.tandem.simulator.identity.Apps;
import dev.tandem.simulator.identity.Identity;
import dev.tandem.simulator.identity.ProblemShape;
import dev.tandem.simulator.identity.XeroUser;
import dev.tandem.simulator.journal.Journal;
import dev.tandem.simulator.journal.Journal.Told;
import dev.tandem.simulator.limits.Quota;
import dev.tandem.simulator.limits.QuotaGate;
import dev.tandem.simulator.mail.MailControls;
import dev.tandem.simulator.mail.MailEndpoint;
import dev.tandem.simulator.mail.Mailbox;
import dev.tandem.simulator.openapi.Operations;
import dev.tandem.simulator.webhook.DeliveryControls;
import dev.tandem.simulator.webhook.WebhookControls;
import dev.tandem.simulator.webhook.Webhooks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;

/** Everything behind the listener, put together. */
final class Premises implements AutoCloseable {
  /** What belongs to the simulator rather than to Xero: the console and the control side. */
  private static final Pattern OWN = Pattern.compile("/($|console(/|$)|_simulator(/|$))");

  /** Reading these changes nothing that anybody would want to see. */
  private static final Pattern WATCHING =
      Pattern.compile("/($|console(/|$)|_simulator(/|$)|favicon)");

  private final SimulatorSettings settings;
  private final OwnPages ownPages;
  private final SimulatorClock clock;
  private final Agenda agenda;
  private final Journal journal;
  private final ClockPosition clockPosition;
  private final Apps apps;
  private final Identity identity;
  private final Ledgers ledgers;
  private final Webhooks webhooks;
  private final Quota quota;
  private final FaultScript faults;
  private final IdempotencyKeys idempotency;
  private final CallLog calls;
  private final Mailbox mailbox;
  private final MailEndpoint mail;
  private final Switches switches;
  private final Latency latency = new Latency();
  private final SecretsSeen secrets = new SecretsSeen();
  private final Routes<Handler> routes = new Routes<>();
  private final Pulse pulse;
  private final CountDownLatch opened = new CountDownLatch(1);

  Premises(SimulatorSettings settings) {
    this.settings = settings;
    this.ownPages = new OwnPages(settings.hostNames());
    this.clock = new SimulatorClock(settings.clock());
    this.agenda = new Agenda(clock);
    this.faults = new FaultScript(clock);
    this.switches = new Switches(settings.switches());
    var data = settings.data();
    this.journal = data == null ? Journal.inMemory() : Journal.in(data);
    this.clockPosition = new ClockPosition(journal, clock);
    this.mailbox = new Mailbox(journal, clock);
    this.webhooks = new Webhooks(journal, agenda, clock, switches, this::writeToCollaborators);
    this.ledgers = new Ledgers(journal, clock, webhooks, settings.organisations());
    this.apps = new Apps(settings.apps());
    this.identity = new Identity(apps, ledgers, journal, clock, settings.refreshGrace(), switches);
    this.quota = new Quota(clock, settings.allowances());
    this.idempotency = new IdempotencyKeys(journal, clock, settings.idempotencyKept(), switches);
    this.calls = new CallLog(clock);
    this.mail = new MailEndpoint(mailbox, clock);
    this.pulse = new Pulse(() -> List.of(webhooks.subscriptions(), webhooks.deliveries().size()));
  }

  /** Reads what was kept, then starts answering under the given address. */
  void open(String address) throws IOException {
    journal.open();
    clockPosition.restore();
    clockPosition.watch();
    clock.onAdvance(this::makeRepeatingInvoices);
    agenda.in(Duration.ofHours(1), this::watchRepeatingInvoices);
    FaultGate faultGate = new FaultGate(faults, agenda, new SkewedAnswer(clock));
    Traffic traffic = new Traffic(identity, latency, faultGate, calls, secrets, clock);
    ProblemShape shape = new ProblemShape(switches);
    identity.addRoutes(routes, address, handler -> traffic.withFaultsAround(shape.around(handler)));
    AccountingApi accounting =
        new AccountingApi(
            identity.entrance(address),
            ledgers,
            new QuotaGate(quota, switches),
            faultGate,
            idempotency,
            latency::hold,
            mailbox,
            switches);
    routes.add("*", "/api.xro/2.0/*", traffic.around(shape.around(accounting::handle)));
    Operations operations = new Operations(routes);
    addControls(operations, address, accounting);
    addConsole(operations, address, accounting);
    routes
        .post("/emails", traffic.withFaultsAround(mail::send))
        .get("/emails/{id}", traffic.withFaultsAround(mail::one));
    webhooks.open(named(address), identity::hears);
    opened.countDown();
    Thread.startVirtualThread(identity::warmUp);
  }

  /** Whoever reaches it as Xero is told of resources at Xero's own address. */
  private String named(String address) {
    return settings.asXero() == null ? address : "https://api.xero.com";
  }

  private void writeToCollaborators(String subject, String text) {
    mailbox.receive("Xero <no-reply@xero.example>", XeroUser.DEMO.email(), subject, text);
  }

  private void addConsole(Operations operations, String address, AccountingApi accounting) {
    Console.Subjects subjects =
        new Console.Subjects(
            ledgers,
            accounting::desk,
            switches,
            clock,
            calls,
            webhooks,
            faults,
            apps,
            identity,
            mailbox,
            pulse);
    new Console(subjects, operations, address).addRoutes(routes);
  }

  private void addControls(Operations operations, String address, AccountingApi accounting) {
    new Controls(clock, latency, ledgers, calls, this::reset).addOperations(operations, address);
    new OrganisationControls(ledgers, accounting::desk).addOperations(operations);
    new UserControls(ledgers, accounting::desk).addOperations(operations);
    new SwitchControls(switches).addOperations(operations);
    new StateControls(journal::tell, state -> become(state, address)).addOperations(operations);
    new AccessControls(apps, identity, ledgers).addOperations(operations);
    identity.addOperations(operations);
    new FaultControls(faults).addOperations(operations);
    new WebhookControls(webhooks, apps).addOperations(operations);
    new DeliveryControls(webhooks, apps).addOperations(operations);
    new MailControls(mailbox, mail).addOperations(operations);
  }

  Response handle(Request request) {
    try {
      opened.await();
      Response response = answer(request);
      if (!WATCHING.matcher(request.path()).lookingAt() || !request.method().equals("GET")) {
        pulse.beat();
      }
      return response;
    } catch (Refusal refusal) {
      return refusal.response();
    } catch (IllegalArgumentException unreadable) {
      return Response.json(400, Json.object().put("error", "A value could not be read"));
    } catch (RuntimeException unforeseen) {
      System.getLogger(Premises.class.getName())
          .log(System.Logger.Level.ERROR, request.path() + " failed", unforeseen);
      return Response.json(500, Json.object().put("error", "The simulator failed; see its log"));
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return Response.empty(503);
    }
  }

  private Response answer(Request request) {
    boolean own = OWN.matcher(request.path()).lookingAt();
    Optional<Response> foreign = own ? ownPages.refusal(request) : Optional.empty();
    if (foreign.isPresent()) {
      return foreign.get();
    }
    Routes.Match<Handler> match = routes.find(request.method(), request.rawPath());
    if (match == null) {
      return request.path().startsWith(Operations.PREFIX)
          ? unknownControl(request)
          : unknown(request);
    }
    return match.target().handle(request.with(match.variables()));
  }

  private Response unknown(Request request) {
    List<String> methods = routes.methods(request.rawPath());
    return methods.isEmpty()
        ? Response.text(404, "The resource you're looking for cannot be found")
        : Response.text(405, "The method is not allowed for this resource")
            .with("Allow", String.join(", ", methods));
  }

  private Response unknownControl(Request request) {
    boolean known = routes.knows(request.rawPath());
    String what = request.method() + " " + request.path();
    return Response.json(
        known ? 405 : 404,
        Json.object()
            .put("error", "There is no " + what + "; see " + Operations.PREFIX + "openapi.json"));
  }

  List<String> routes() {
    return routes.list();
  }

  FaultScript faults() {
    return faults;
  }

  private void makeRepeatingInvoices() {
    DueTemplates.makeAll(ledgers.all(), switches);
  }

  /** Days begin without anybody pushing the clock, too. */
  private void watchRepeatingInvoices() {
    makeRepeatingInvoices();
    agenda.in(Duration.ofHours(1), this::watchRepeatingInvoices);
  }

  SecretsSeen secrets() {
    return secrets;
  }

  SimulatorClock clock() {
    return clock;
  }

  void reset() {
    faults.reset();
    agenda.clear();
    agenda.in(Duration.ofHours(1), this::watchRepeatingInvoices);
    switches.reset();
    ledgers.reset();
    identity.reset();
    idempotency.reset();
    webhooks.reset();
    quota.reset(settings.allowances());
    calls.clear();
    mail.reset();
    latency.set(Duration.ZERO);
  }

  void open(NewOrganisation organisation) {
    ledgers.found(organisation);
  }

  List<Told> state() {
    return journal.tell();
  }

  /** Nothing is left of what was before; the address is the one that webhooks name. */
  void become(List<Told> state, String address) {
    reset();
    try {
      journal.become(state);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    clockPosition.restore();
    identity.reread();
    webhooks.open(named(address), identity::hears);
  }

  @Override
  public void close() {
    agenda.close();
    webhooks.close();
    journal.close();
  }
}
