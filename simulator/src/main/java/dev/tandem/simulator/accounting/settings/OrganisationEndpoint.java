package dev.tandem.simulator.accounting.settings;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.ApiCall;
import dev.tandem.simulator.accounting.call.ApiErrors;
import dev.tandem.simulator.accounting.call.ApiRoutes;
import dev.tandem.simulator.accounting.call.Resource;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Response;
import dev.tandem.simulator.identity.Admission;
import dev.tandem.simulator.identity.Entrance;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** {@code /Organisation}: one per tenant, and what may be done in it. */
public final class OrganisationEndpoint implements Resource {
  private static final List<String> INVOICING =
      List.of(
          "CreateApprovedInvoice",
          "CreateDraftPurchaseOrder",
          "CreateApprovedBill",
          "AttachFilesIntoInvoice",
          "CreateDraftInvoice",
          "CreateRepeatingInvoice",
          "CreateRepeatingBill",
          "CreateSentQuote",
          "CreateInvoicePayment",
          "CreateApprovedPurchaseOrder",
          "CreateDraftQuote",
          "CreateDraftBill");

  private final Entrance entrance;

  public OrganisationEndpoint(Entrance entrance) {
    this.entrance = entrance;
  }

  @Override
  public void addTo(ApiRoutes routes) {
    routes
        .under("accounting.settings")
        .get("/Organisation", this::organisation)
        .get("/Organisations", this::organisation)
        .get("/Organisation/Actions", this::actions)
        .get("/Organisation/{id}/CISSettings", this::cis);
  }

  Response organisation(ApiCall call) {
    Ledger ledger = call.ledger();
    return ledger.reading(
        () -> Answers.one(ledger, Kind.ORGANISATION, Answers.undated(ledger.organisation())));
  }

  /** What both the plan and the user's role allow. */
  Response actions(ApiCall call) {
    Ledger ledger = call.ledger();
    boolean writes = entrance.role(call.caller(), ledger.tenantId()) == Admission.Role.STANDARD;
    return ledger.reading(
        () -> {
          Plan plan = Plan.of(ledger.organisation());
          PlanLimits limits = new PlanLimits(ledger);
          Stream<ObjectNode> invoicing =
              INVOICING.stream()
                  .map(name -> action(name, writes && plan.invoicing() && within(limits, name)));
          ObjectNode currencies = action("UseMulticurrency", writes && plan.severalCurrencies());
          return Answers.many(
              ledger, "Actions", Stream.concat(invoicing, Stream.of(currencies)).toList());
        });
  }

  private static boolean within(PlanLimits limits, String action) {
    return switch (action) {
      case "CreateApprovedInvoice" -> limits.mayApprove(true);
      case "CreateApprovedBill" -> limits.mayApprove(false);
      default -> true;
    };
  }

  private static ObjectNode action(String name, boolean allowed) {
    return Json.object().put("Name", name).put("Status", allowed ? "ALLOWED" : "NOT-ALLOWED");
  }

  /** The construction industry scheme is a British matter. */
  Response cis(ApiCall call) {
    Ledger ledger = call.ledger();
    return ledger.reading(
        () -> {
          ObjectNode organisation = ledger.organisation();
          boolean known =
              ledger.tenantId().equalsIgnoreCase(call.request().variable("id").strip())
                  && organisation.path("Version").asString("").equals("UK");
          if (!known) {
            throw ApiErrors.notFound();
          }
          ObjectNode settings =
              Json.object()
                  .put("CISContractorEnabled", false)
                  .put("CISSubContractorEnabled", false);
          return Answers.many(ledger, "CISSettings", List.of(settings));
        });
  }
}
