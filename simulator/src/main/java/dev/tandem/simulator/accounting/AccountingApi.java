package dev.tandem.simulator.accounting;

import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Ledgers;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.accounting.call.ApiCall;
import dev.tandem.simulator.accounting.call.ApiHandler;
import dev.tandem.simulator.accounting.call.ApiRoutes;
import dev.tandem.simulator.accounting.call.ApiRoutes.Entry;
import dev.tandem.simulator.accounting.contacts.ContactsEndpoint;
import dev.tandem.simulator.accounting.documents.InvoicesEndpoint;
import dev.tandem.simulator.accounting.money.BankTransactionsEndpoint;
import dev.tandem.simulator.accounting.money.PaymentsEndpoint;
import dev.tandem.simulator.accounting.settings.SettingsEndpoint;
import dev.tandem.simulator.faults.FaultGate;
import dev.tandem.simulator.http.Refusal;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import dev.tandem.simulator.http.Routes;
import dev.tandem.simulator.idempotency.IdempotencyKeys;
import dev.tandem.simulator.identity.Admission;
import dev.tandem.simulator.identity.ApiProblem;
import dev.tandem.simulator.identity.Bearers;
import dev.tandem.simulator.identity.Caller;
import dev.tandem.simulator.identity.CustomConnections;
import dev.tandem.simulator.identity.Grants;
import dev.tandem.simulator.identity.Scopes;
import dev.tandem.simulator.limits.QuotaGate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Everything under {@code /api.xro/2.0}. A call passes, in this order: token, scope, organisation,
 * limits, faults, idempotency, endpoint.
 */
public final class AccountingApi {
  private static final List<String> KNOWN_ELSEWHERE =
      List.of(
          "banktransactions",
          "banktransfers",
          "batchpayments",
          "brandingthemes",
          "budgets",
          "contactgroups",
          "creditnotes",
          "currencies",
          "employees",
          "expenseclaims",
          "invoicereminders",
          "items",
          "journals",
          "linkedtransactions",
          "manualjournals",
          "overpayments",
          "paymentservices",
          "prepayments",
          "purchaseorders",
          "quotes",
          "receipts",
          "repeatinginvoices",
          "reports",
          "setup",
          "taxrates",
          "trackingcategories",
          "users",
          "contacts",
          "invoices",
          "payments",
          "accounts",
          "organisation",
          "organisations");

  private final Routes<Entry> routes;
  private final Bearers bearers;
  private final Grants grants;
  private final Admission admission;
  private final CustomConnections connections;
  private final Ledgers ledgers;
  private final QuotaGate quota;
  private final FaultGate faults;
  private final IdempotencyKeys idempotency;
  private final Runnable latency;

  public AccountingApi(
      Bearers bearers,
      Grants grants,
      Admission admission,
      CustomConnections connections,
      Ledgers ledgers,
      QuotaGate quota,
      FaultGate faults,
      IdempotencyKeys idempotency,
      Runnable latency,
      Switches switches) {
    this.bearers = bearers;
    this.grants = grants;
    this.admission = admission;
    this.connections = connections;
    this.ledgers = ledgers;
    this.quota = quota;
    this.faults = faults;
    this.idempotency = idempotency;
    this.latency = latency;
    this.routes = routes(switches);
  }

  /** The accounting side's table of contents. */
  private static Routes<Entry> routes(Switches switches) {
    return new ApiRoutes()
        .add(new SettingsEndpoint())
        .add(new ContactsEndpoint())
        .add(new InvoicesEndpoint(switches))
        .add(new PaymentsEndpoint(switches))
        .add(new BankTransactionsEndpoint(switches))
        .table();
  }

  public Response handle(Request request) {
    Caller caller = bearers.caller(request);
    String path = request.rawPath().substring("/api.xro/2.0".length());
    Routes.Match<Entry> match = routes.find(request.method(), path);
    if (match == null) {
      return unanswered(path);
    }
    boolean write = !request.method().equals("GET");
    if (!Scopes.allow(scopes(caller), match.target().area(), write)) {
      throw ApiProblem.missingScope();
    }
    Ledger ledger = ledger(request, caller);
    admission.check(caller, ledger.tenantId(), write);
    ApiCall call = new ApiCall(request.with(match.variables()), caller, ledger);
    refuseXml(request);
    return quota.pass(
        caller.app().clientId(),
        ledger.tenantId(),
        () -> {
          latency.run();
          return faults.pass(request, ledger.tenantId(), execution(call, match.target().handler()));
        });
  }

  private Set<String> scopes(Caller caller) {
    return caller.custom()
        ? caller.scopes()
        : grants.left(caller.app().clientId(), caller.scopes());
  }

  private FaultGate.Execution execution(ApiCall call, ApiHandler handler) {
    String client = call.caller().app().clientId();
    return new FaultGate.Execution() {
      @Override
      public Response run() {
        return idempotency.once(client, call.request(), () -> handler.handle(call));
      }

      @Override
      public Response runAfter(Runnable wait) {
        return idempotency.once(
            client,
            call.request(),
            () -> {
              wait.run();
              return handler.handle(call);
            });
      }

      @Override
      public Response insteadAnswer(Response response) {
        return idempotency.once(client, call.request(), () -> response);
      }
    };
  }

  private Ledger ledger(Request request, Caller caller) {
    Optional<String> named = request.header("xero-tenant-id").filter(text -> !text.isEmpty());
    String custom = caller.app().customTenant();
    if (caller.custom() && custom != null) {
      if (connections.state(caller.app()) != CustomConnections.State.AUTHORISED) {
        throw ApiProblem.noAccess();
      }
      return named
          .or(() -> Optional.of(custom))
          .filter(tenant -> tenant.equalsIgnoreCase(custom))
          .flatMap(ledgers::get)
          .orElseThrow(ApiProblem::noAccess);
    }
    return named
        .map(tenant -> tenant.toLowerCase(Locale.ROOT))
        .filter(tenant -> grants.connected(caller.app().clientId(), tenant))
        .flatMap(ledgers::get)
        .orElseThrow(ApiProblem::noAccess);
  }

  /**
   * Real Xero answers XML by default; the simulator always answers JSON and says so when it may
   * not.
   */
  private static void refuseXml(Request request) {
    String accept = request.header("Accept").orElse("");
    if (accept.contains("xml") && !accept.contains("json") && !accept.contains("*/*")) {
      throw new Refusal(Response.text(406, "The simulator answers JSON only"));
    }
  }

  private Response unanswered(String path) {
    if (routes.knows(path)) {
      return Response.text(405, "The method is not allowed for this resource");
    }
    String first = path.replaceFirst("^/", "").split("/")[0].toLowerCase(Locale.ROOT);
    return KNOWN_ELSEWHERE.contains(first)
        ? Response.text(501, "The simulator does not answer this part of Xero's API yet: " + path)
        : Response.text(404, "The resource you're looking for cannot be found");
  }
}
