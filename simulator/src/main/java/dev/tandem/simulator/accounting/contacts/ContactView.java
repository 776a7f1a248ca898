package dev.tandem.simulator.accounting.contacts;

import dev.tandem.simulator.accounting.attached.Attachments;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.Detail;
import dev.tandem.simulator.accounting.call.Wire;
import dev.tandem.simulator.http.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A contact as Xero shows it. */
public final class ContactView {
  /** Xero: only on pages and for a single contact. */
  private static final List<String> NOT_IN_LIST =
      List.of(
          "MergedToContactID",
          "XeroNetworkKey",
          "SalesDefaultAccountCode",
          "PurchasesDefaultAccountCode",
          "SalesTrackingCategories",
          "PurchasesTrackingCategories",
          "SalesDefaultLineAmountType",
          "PurchasesDefaultLineAmountType",
          "PaymentTerms",
          "Website",
          "BrandingTheme",
          "BatchPayments",
          "Discount");

  private static final List<String> NOT_IN_SUMMARY =
      List.of(
          "Addresses",
          "Balances",
          "ContactGroups",
          "ContactPersons",
          "IsCustomer",
          "IsSupplier",
          "SalesDefaultAccountCode",
          "PurchasesDefaultAccountCode",
          "SalesTrackingCategories",
          "PurchasesTrackingCategories");

  private final Ledger ledger;
  private final OpenBalances balances;
  private final Membership membership;

  public ContactView(Ledger ledger) {
    this.ledger = ledger;
    this.balances = new OpenBalances(ledger);
    this.membership = new Membership(ledger);
  }

  public ObjectNode show(ObjectNode stored, Detail detail) {
    ObjectNode out = Wire.outward(stored);
    TaxNumbers.mask(ledger.organisation(), out);
    switch (detail) {
      case SUMMARY -> {
        out.remove(NOT_IN_LIST);
        out.remove(NOT_IN_SUMMARY);
      }
      case LIST -> {
        out.remove(NOT_IN_LIST);
        out.putArray("ContactGroups");
        out.putArray("ContactPersons");
      }
      case PAGE -> everything(stored, out);
      case SINGLE -> {
        everything(stored, out);
        Attachments.list(ledger, stored.path("ContactID").asString(), out);
      }
    }
    return out.put("HasValidationErrors", false);
  }

  private void everything(ObjectNode stored, ObjectNode out) {
    String id = stored.path("ContactID").asString();
    for (String list : new String[] {"SalesTrackingCategories", "PurchasesTrackingCategories"}) {
      if (!out.path(list).isArray()) {
        out.putArray(list);
      }
    }
    membership.add(id, out);
    balances.add(id, out);
  }

  /** The contact inside a document of a list: who, not more. */
  public static ObjectNode reference(ObjectNode contact) {
    return Json.object()
        .put("ContactID", contact.path("ContactID").asString())
        .put("Name", contact.path("Name").asString());
  }
}
