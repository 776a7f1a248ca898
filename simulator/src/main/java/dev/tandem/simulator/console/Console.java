package dev.tandem.simulator.console;

import dev.tandem.simulator.accounting.UserDesk;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Ledgers;
import dev.tandem.simulator.clock.SimulatorClock;
import dev.tandem.simulator.control.CallLog;
import dev.tandem.simulator.faults.FaultScript;
import dev.tandem.simulator.http.Handler;
import dev.tandem.simulator.http.Response;
import dev.tandem.simulator.http.Routes;
import dev.tandem.simulator.identity.Apps;
import dev.tandem.simulator.identity.Identity;
import dev.tandem.simulator.mail.Mailbox;
import dev.tandem.simulator.webhook.Webhooks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.function.Function;

/** The pages at {@code /}. */
public final class Console {
  private final OrganisationsPage organisations;
  private final InvoicesPage invoices;
  private final ContactsPage contacts;
  private final ContactPage contact;
  private final CallsPage calls;
  private final WebhooksPage webhooks;
  private final FaultsPage faults;
  private final AppsPage apps;
  private final MailPage mail;

  public Console(
      Ledgers ledgers,
      Function<Ledger, UserDesk> desks,
      SimulatorClock clock,
      CallLog callLog,
      Webhooks hooks,
      FaultScript script,
      Apps registered,
      Identity identity,
      Mailbox mailbox) {
    LedgerChoice choice = new LedgerChoice(ledgers);
    this.organisations = new OrganisationsPage(ledgers, clock);
    this.invoices = new InvoicesPage(choice, desks);
    this.contacts = new ContactsPage(choice);
    this.contact = new ContactPage(choice, desks);
    this.calls = new CallsPage(callLog);
    this.webhooks = new WebhooksPage(hooks);
    this.faults = new FaultsPage(script);
    this.mail = new MailPage(mailbox);
    this.apps = new AppsPage(registered, identity, ledgers);
  }

  /** The console's table of contents. */
  public void addRoutes(Routes<Handler> routes) {
    routes
        .get("/", organisations::show)
        .get("/console/console.css", request -> style())
        .post("/console/clock/advance", organisations::advance)
        .get("/console/calls", calls::show)
        .get("/console/webhooks", webhooks::show)
        .post("/console/webhooks/retry", webhooks::retry)
        .post("/console/webhooks/lose", webhooks::lose)
        .get("/console/faults", faults::show)
        .post("/console/faults", faults::add)
        .post("/console/faults/clear", faults::clear)
        .get("/console/mail", mail::show)
        .get("/console/apps", apps::show)
        .post("/console/apps/{client}/revoke", apps::revoke)
        .post("/console/apps/{client}/custom", apps::custom)
        .post("/console/apps/{client}/connections/{id}/disconnect", apps::disconnect)
        .post("/console/apps/{client}/scopes/{scope}/withhold", apps::withhold)
        .post("/console/apps/{client}/scopes/{scope}/return", apps::giveBack)
        .post("/console/organisations/{tenant}/role", apps::role)
        .post("/console/organisations/{tenant}/close", request -> apps.close(request, true))
        .post("/console/organisations/{tenant}/open", request -> apps.close(request, false))
        .post("/console/organisations/{tenant}/start-anew", apps::startAnew)
        .get("/console/{tenant}/invoices", invoices::show)
        .post("/console/{tenant}/invoices/{id}/pay", invoices::pay)
        .post("/console/{tenant}/invoices/{id}/void", invoices::end)
        .get("/console/{tenant}/contacts", contacts::show)
        .get("/console/{tenant}/contacts/{id}", contact::show)
        .post("/console/{tenant}/contacts/{id}", contact::save)
        .post("/console/{tenant}/contacts/{id}/status", contact::changeStatus);
  }

  private static Response style() {
    try (InputStream stream =
        Objects.requireNonNull(Console.class.getResourceAsStream("console.css"))) {
      return Response.of(200, "text/css; charset=utf-8", stream.readAllBytes());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
