package dev.tandem.simulator.accounting.call;

import dev.tandem.simulator.accounting.where.Field;
import java.util.List;
import java.util.Set;

/**
 * How one kind may be listed. where and order may name every published property of the kind.
 *
 * @param paged whether page and pageSize mean anything
 * @param sinceHeader whether If-Modified-Since is honoured
 * @param searched fields that searchTerm looks into
 * @param ownFields properties besides the published ones, or read in a way of their own
 * @param leftOut lower-case properties that summaryOnly leaves out; empty where there is no summary
 */
public record ListRules(
    boolean paged,
    boolean sinceHeader,
    List<String> searched,
    List<Field> ownFields,
    Set<String> leftOut) {
  /** Xero: the fields that summaryOnly leaves out cannot be filtered on. */
  public static final ListRules CONTACTS =
      new ListRules(
          true,
          true,
          List.of(
              "Name", "FirstName", "LastName", "ContactNumber", "CompanyNumber", "EmailAddress"),
          List.of(),
          Set.of(
              "addresses",
              "balances",
              "contactgroups",
              "contactpersons",
              "iscustomer",
              "issupplier",
              "salesdefaultaccountcode",
              "purchasesdefaultaccountcode",
              "salestrackingcategories",
              "purchasestrackingcategories",
              "trackingcategoryname",
              "trackingcategoryoption"));

  public static final ListRules INVOICES =
      new ListRules(
          true,
          true,
          List.of("InvoiceNumber", "Reference"),
          List.of(),
          Set.of("payments", "lineitems", "hasattachments", "cisdeduction"));

  public static final ListRules PAYMENTS = new ListRules(true, true, List.of());

  public ListRules(
      boolean paged, boolean sinceHeader, List<String> searched, List<Field> ownFields) {
    this(paged, sinceHeader, searched, ownFields, Set.of());
  }

  public ListRules(boolean paged, boolean sinceHeader, List<String> searched) {
    this(paged, sinceHeader, searched, List.of());
  }

  boolean hasSummary() {
    return !leftOut.isEmpty();
  }
}
