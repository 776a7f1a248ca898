package dev.tandem.simulator.accounting;

import dev.tandem.simulator.accounting.attached.AttachmentsEndpoint;
import dev.tandem.simulator.accounting.attached.HistoryEndpoint;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Ledgers;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.accounting.call.ApiCall;
import dev.tandem.simulator.accounting.call.ApiHandler;
import dev.tandem.simulator.accounting.call.ApiRoutes;
import dev.tandem.simulator.accounting.call.ApiRoutes.Entry;
import dev.tandem.simulator.accounting.contacts.ContactGroupsEndpoint;
import dev.tandem.simulator.accounting.contacts.ContactsEndpoint;
import dev.tandem.simulator.accounting.documents.CreditNotesEndpoint;
import dev.tandem.simulator.accounting.documents.InvoiceExtras;
import dev.tandem.simulator.accounting.documents.InvoicesEndpoint;
import dev.tandem.simulator.accounting.documents.RepeatingInvoicesEndpoint;
import dev.tandem.simulator.accounting.money.BankSummaryEndpoint;
import dev.tandem.simulator.accounting.money.BankTransactionsEndpoint;
import dev.tandem.simulator.accounting.money.BatchPaymentsEndpoint;
import dev.tandem.simulator.accounting.money.CreditsEndpoint;
import dev.tandem.simulator.accounting.money.PaymentsEndpoint;
import dev.tandem.simulator.accounting.settings.AccountsEndpoint;
import dev.tandem.simulator.accounting.settings.BrandingThemesEndpoint;
import dev.tandem.simulator.accounting.settings.CurrenciesEndpoint;
import dev.tandem.simulator.accounting.settings.ItemsEndpoint;
import dev.tandem.simulator.accounting.settings.OrganisationEndpoint;
import dev.tandem.simulator.accounting.settings.TaxRatesEndpoint;
import dev.tandem.simulator.accounting.settings.TrackingEndpoint;
import dev.tandem.simulator.accounting.settings.UsersEndpoint;
import dev.tandem.simulator.faults.FaultGate;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Refusal;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import dev.tandem.simulator.http.Routes;
import dev.tandem.simulator.idempotency.IdempotencyKeys;
import dev.tandem.simulator.idempotency.KeyedWrite;
import dev.tandem.simulator.identity.ApiProblem;
import dev.tandem.simulator.identity.Caller;
import dev.tandem.simulator.identity.Entrance;
import dev.tandem.simulator.journal.Chapter;
import dev.tandem.simulator.limits.QuotaGate;
import dev.tandem.simulator.mail.Mailbox;
import java.util.Locale;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everything under {@code /api.xro/2.0}. A call passes, in this order: token, scope, organisation,
 * limits, faults, idempotency, endpoint.
 */
public final class AccountingApi {
  private final Routes<Entry> routes;
  private final Entrance entrance;
  private final Ledgers ledgers;
  private final QuotaGate quota;
  private final FaultGate faults;
  private final IdempotencyKeys idempotency;
  private final Runnable latency;
  private final Unanswered unanswered;
  private final Conditions conditions;
  private final Switches switches;

  public AccountingApi(
      Entrance entrance,
      Ledgers ledgers,
      QuotaGate quota,
      FaultGate faults,
      IdempotencyKeys idempotency,
      Runnable latency,
      Mailbox mailbox,
      Switches switches) {
    this.entrance = entrance;
    this.ledgers = ledgers;
    this.quota = quota;
    this.faults = faults;
    this.idempotency = idempotency;
    this.latency = latency;
    this.switches = switches;
    this.routes = routes(switches, entrance, mailbox);
    this.unanswered = new Unanswered(routes);
    this.conditions = new Conditions(switches);
  }

  /** The accounting side's table of contents. */
  private static Routes<Entry> routes(Switches switches, Entrance entrance, Mailbox mailbox) {
    return new ApiRoutes()
        .add(new OrganisationEndpoint(entrance))
        .add(new AccountsEndpoint())
        .add(new TaxRatesEndpoint())
        .add(new CurrenciesEndpoint())
        .add(new ItemsEndpoint())
        .add(new TrackingEndpoint())
        .add(new BrandingThemesEndpoint())
        .add(new UsersEndpoint())
        .add(new HistoryEndpoint())
        .add(new AttachmentsEndpoint())
        .add(new ContactsEndpoint())
        .add(new ContactGroupsEndpoint())
        .add(new InvoicesEndpoint(switches))
        .add(new CreditNotesEndpoint(switches))
        .add(new InvoiceExtras(mailbox))
        .add(new RepeatingInvoicesEndpoint(switches))
        .add(new PaymentsEndpoint(switches))
        .add(new BankTransactionsEndpoint(switches))
        .add(new BankSummaryEndpoint())
        .add(new BatchPaymentsEndpoint(switches))
        .add(new CreditsEndpoint(Kind.OVERPAYMENT, switches))
        .add(new CreditsEndpoint(Kind.PREPAYMENT, switches))
        .table();
  }

  /** Where Xero's own user works on an organisation's books. */
  public UserDesk desk(Ledger ledger) {
    return new UserDesk(ledger, new UserCalls(routes, switches));
  }

  public Response handle(Request request) {
    try {
      return admitted(request);
    } catch (Refusal refusal) {
      String tenant = request.header("xero-tenant-id").orElse("").toLowerCase(Locale.ROOT);
      return quota.uncounted(refusal.response(), entrance.app(request), tenant);
    }
  }

  private Response admitted(Request request) {
    Caller caller = entrance.caller(request);
    String path = request.rawPath().substring("/api.xro/2.0".length());
    Routes.Match<Entry> match = routes.find(request.method(), path);
    boolean write = !request.method().equals("GET");
    if (match != null) {
      entrance.checkScope(caller, match.target().areas(), write);
    }
    String tenant = entrance.tenant(request, caller, match != null && write);
    Ledger ledger = ledgers.get(tenant).orElseThrow(ApiProblem::noAccess);
    return quota.pass(
        caller.app().clientId(),
        tenant,
        entrance.justConnected(caller, tenant),
        () -> {
          latency.run();
          conditions.check(request);
          return faults.pass(
              request,
              tenant,
              match == null
                  ? new Unexecuted(unanswered.answer(request.method(), path))
                  : execution(
                      new ApiCall(request.with(match.variables()), caller, ledger, switches),
                      match.target().handler()));
        });
  }

  private FaultGate.Execution execution(ApiCall call, ApiHandler handler) {
    String client = call.caller().app().clientId();
    return new FaultGate.Execution() {
      @Override
      public Response run() {
        return runAfter(() -> {});
      }

      @Override
      public Response runAfter(Runnable wait) {
        return idempotency.once(client, call.request(), new Call(call, handler, ledgers, wait));
      }

      @Override
      public Response insteadAnswer(Response response) {
        return idempotency.once(client, call.request(), () -> response);
      }

      @Override
      public void editAsUser(String write, String record) {
        if (!write.isEmpty()) {
          desk(call.ledger()).write("POST", write, (ObjectNode) Json.parse(record));
        }
      }
    };
  }

  /** An admitted call, to be executed once. */
  private record Call(ApiCall call, ApiHandler handler, Ledgers ledgers, Runnable meeting)
      implements KeyedWrite {
    @Override
    public void await() {
      meeting.run();
    }

    @Override
    public Response execute() {
      return call.answeredBy(handler);
    }

    @Override
    public Response asOne(Chapter memory, Supplier<Response> work) {
      return ledgers.asOne(call.ledger(), memory, work);
    }
  }

  /** Nothing to execute and nothing to remember: the address is not answered. */
  private record Unexecuted(Response response) implements FaultGate.Execution {
    @Override
    public Response run() {
      return response;
    }

    @Override
    public Response insteadAnswer(Response other) {
      return other;
    }
  }
}
