package dev.tandem.simulator.accounting;

import dev.tandem.simulator.accounting.call.ApiRoutes.Entry;
import dev.tandem.simulator.http.Response;
import dev.tandem.simulator.http.Routes;
import java.util.List;
import java.util.Locale;

/** What is said where the table of contents has nothing. */
final class Unanswered {
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

  Unanswered(Routes<Entry> routes) {
    this.routes = routes;
  }

  /**
   * Xero: 501 where a resource does not offer a method that others have (POST Organisation), 405
   * for a method that none has, 404 for no resource.
   */
  Response answer(String method, String path) {
    List<String> methods = routes.methods(path);
    if (!methods.isEmpty()) {
      boolean offeredElsewhere = method.equals("POST") || method.equals("PUT");
      return (offeredElsewhere
              ? Response.text(501, "The method is not implemented for this resource")
              : Response.text(405, "The method is not allowed for this resource"))
          .with("Allow", String.join(", ", methods));
    }
    String first = path.replaceFirst("^/+", "").split("/")[0].toLowerCase(Locale.ROOT);
    return KNOWN_ELSEWHERE.contains(first)
        ? Response.text(501, "The simulator does not answer this part of Xero's API yet: " + path)
        : Response.text(404, "The resource you're looking for cannot be found");
  }
}
