package dev.tandem.simulator.accounting.settings;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.Problems;
import java.time.YearMonth;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * How many invoices and bills the organisation's plan lets it approve in a calendar month of its
 * own zone: with Xero's smallest plan (Class STARTER) 20 and 5, otherwise as many as it likes,
 * unless a limit is set.
 */
public final class PlanLimits {
  private static final int STARTER_INVOICES = 20;
  private static final int STARTER_BILLS = 5;

  private final Ledger ledger;

  public PlanLimits(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Sets the limits and begins to count; null stands for what the plan says. */
  public void set(@Nullable Integer invoices, @Nullable Integer bills) {
    ObjectNode organisation = ledger.organisation().deepCopy();
    put(organisation, limitField(true), invoices);
    put(organisation, limitField(false), bills);
    organisation.remove(List.of(usedField(true), usedField(false)));
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
    OptionalInt limit = limit(sales);
    return limit.isEmpty() || used(sales) < limit.getAsInt();
  }

  private OptionalInt limit(boolean sales) {
    ObjectNode organisation = ledger.organisation();
    if (organisation.has(limitField(sales))) {
      return OptionalInt.of(organisation.path(limitField(sales)).asInt());
    }
    return organisation.path("Class").asString("").equals("STARTER")
        ? OptionalInt.of(sales ? STARTER_INVOICES : STARTER_BILLS)
        : OptionalInt.empty();
  }

  private int used(boolean sales) {
    ObjectNode organisation = ledger.organisation();
    boolean thisMonth = organisation.path("_limitMonth").asString("").equals(month());
    return thisMonth ? organisation.path(usedField(sales)).asInt(0) : 0;
  }

  private String month() {
    return YearMonth.from(ledger.today()).toString();
  }

  private static String limitField(boolean sales) {
    return sales ? "_invoiceLimit" : "_billLimit";
  }

  private static String usedField(boolean sales) {
    return sales ? "_invoicesApproved" : "_billsApproved";
  }

  /** Counts one more, unless anything is wrong with it; Xero's words when there may be none. */
  public void approve(boolean sales, Problems problems) {
    if (!mayApprove(sales)) {
      String what = sales ? "invoices" : "bills";
      problems.error("You have reached the limit of " + what + " you can approve");
    } else if (problems.none() && limit(sales).isPresent()) {
      count(sales);
    }
  }

  private void count(boolean sales) {
    ObjectNode organisation = ledger.organisation().deepCopy();
    if (!organisation.path("_limitMonth").asString("").equals(month())) {
      organisation.remove(List.of(usedField(true), usedField(false)));
    }
    organisation.put(usedField(sales), used(sales) + 1).put("_limitMonth", month());
    ledger.putQuietly(Kind.ORGANISATION, organisation);
  }
}
