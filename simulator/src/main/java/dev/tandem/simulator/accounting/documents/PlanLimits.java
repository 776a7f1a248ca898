package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * How many invoices and bills the organisation's plan lets it approve in a calendar month of its
 * own zone. There is no limit until one is set.
 */
public final class PlanLimits {
  private final Ledger ledger;

  public PlanLimits(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Sets the limits and begins to count; null stands for none. */
  public void set(@Nullable Integer invoices, @Nullable Integer bills) {
    ObjectNode organisation = ledger.organisation().deepCopy();
    put(organisation, "_invoiceLimit", invoices);
    put(organisation, "_billLimit", bills);
    organisation.remove(java.util.List.of("_invoiceLimitUsed", "_billLimitUsed", "_limitMonth"));
    ledger.putQuietly(Kind.ORGANISATION, organisation);
  }

  private static void put(ObjectNode organisation, String name, @Nullable Integer limit) {
    if (limit == null) {
      organisation.remove(name);
    } else {
      organisation.put(name, limit);
    }
  }

  /** Whether one more may be approved this month. */
  public boolean mayApprove(boolean sales) {
    ObjectNode organisation = ledger.organisation();
    String limit = limit(sales);
    return !organisation.has(limit) || used(organisation, limit) < organisation.path(limit).asInt();
  }

  private static String limit(boolean sales) {
    return sales ? "_invoiceLimit" : "_billLimit";
  }

  private int used(ObjectNode organisation, String limit) {
    boolean thisMonth = organisation.path("_limitMonth").asString("").equals(month());
    return thisMonth ? organisation.path(limit + "Used").asInt(0) : 0;
  }

  private String month() {
    return java.time.YearMonth.from(ledger.today()).toString();
  }

  /** Xero's words; what is approved already does not count again. */
  void checkApproval(Revision revision) {
    boolean invoice = revision.type().kind() == Kind.INVOICE;
    if (!invoice || InvoiceStatus.approved(revision.statusBefore())) {
      return;
    }
    boolean sales = revision.type().sales();
    if (!mayApprove(sales)) {
      revision
          .problems()
          .error(
              "You have reached the limit of "
                  + (sales ? "invoices" : "bills")
                  + " you can approve");
    } else if (revision.problems().none()) {
      count(sales);
    }
  }

  private void count(boolean sales) {
    ObjectNode organisation = ledger.organisation().deepCopy();
    String limit = limit(sales);
    if (organisation.has(limit)) {
      if (!organisation.path("_limitMonth").asString("").equals(month())) {
        organisation.remove(java.util.List.of("_invoiceLimitUsed", "_billLimitUsed"));
      }
      organisation.put(limit + "Used", used(organisation, limit) + 1).put("_limitMonth", month());
      ledger.putQuietly(Kind.ORGANISATION, organisation);
    }
  }
}
