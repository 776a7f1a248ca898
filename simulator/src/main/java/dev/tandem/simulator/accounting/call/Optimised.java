package dev.tandem.simulator.accounting.call;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.where.Names;
import dev.tandem.simulator.http.Parameters;
import java.util.Map;
import java.util.Set;

/**
 * Lists of more than 100,000 records. Xero refuses those that come as a whole, and filters and
 * orders by fields that it has no quick way to.
 */
final class Optimised {
  private static final int LARGEST = 100_000;

  private static final Map<Kind, Set<String>> FILTERS =
      Map.of(
          Kind.INVOICE,
          Set.of(
              "status",
              "type",
              "reference",
              "contact.contactid",
              "contact.name",
              "contact.contactnumber",
              "date",
              "duedate",
              "invoicenumber",
              "invoiceid",
              "amountpaid",
              "amountdue"),
          Kind.CONTACT,
          Set.of("name", "emailaddress", "accountnumber"),
          Kind.PAYMENT,
          Set.of("paymenttype", "status", "reference", "invoice.invoiceid", "date", "paymentid"),
          Kind.CREDIT_NOTE,
          Set.of(
              "status",
              "type",
              "reference",
              "contact.contactid",
              "contact.name",
              "contact.contactnumber",
              "date"));

  private static final Map<Kind, Set<String>> ORDERS =
      Map.of(
          Kind.INVOICE, Set.of("invoiceid", "updateddateutc", "date"),
          Kind.CONTACT, Set.of("contactid", "updateddateutc", "name"),
          Kind.PAYMENT, Set.of("paymentid", "updateddateutc", "date"),
          Kind.CREDIT_NOTE, Set.of("creditnoteid", "updateddateutc", "date"));

  private Optimised() {}

  /** Whether Xero would look through this many records for the request at all. */
  static boolean takes(Kind kind, Parameters query, int records) {
    Set<String> filters = FILTERS.get(kind);
    Set<String> orders = ORDERS.get(kind);
    if (filters == null || orders == null || records <= LARGEST) {
      return true;
    }
    return filters.containsAll(Names.in(query.get("where", "")))
        && orders.containsAll(Names.in(query.get("order", "")));
  }

  /** Whether Xero would send this many records at once. */
  static boolean fits(Kind kind, boolean paged, int records) {
    return paged || records <= LARGEST || !FILTERS.containsKey(kind);
  }
}
