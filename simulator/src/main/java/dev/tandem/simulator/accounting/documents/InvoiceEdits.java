package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Problems;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What may still be changed once an invoice is part-paid, paid or in a locked period. */
final class InvoiceEdits {
  static final String HAS_PAYMENTS =
      "This document cannot be edited as it has a payment or credit note allocated to it.";

  private static final List<String> FROZEN_BY_PAYMENT =
      List.of(
          "Date",
          "LineAmountTypes",
          "CurrencyCode",
          "CurrencyRate",
          "SubTotal",
          "TotalTax",
          "Total");
  private static final List<String> FROZEN_IN_LINES =
      List.of(
          "LineItemID",
          "Quantity",
          "UnitAmount",
          "TaxType",
          "TaxAmount",
          "LineAmount",
          "ItemCode",
          "DiscountRate",
          "DiscountAmount");

  private InvoiceEdits() {}

  static boolean settled(ObjectNode invoice) {
    boolean credit = invoice.has("RemainingCredit");
    return credit
        ? Fields.amount(invoice, "RemainingCredit").compareTo(Fields.amount(invoice, "Total")) != 0
        : Fields.amount(invoice, "AmountPaid").signum() != 0
            || Fields.amount(invoice, "AmountCredited").signum() != 0;
  }

  static void refuseForbidden(Revision revision, ObjectNode organisation) {
    ObjectNode before = revision.before();
    ObjectNode next = revision.next();
    Problems problems = revision.problems();
    boolean approved = InvoiceStatus.approved(revision.statusBefore());
    if (approved) {
      LocalDate date = LocalDate.parse(before.path("Date").asString());
      LockDates.check(organisation, date, problems);
    }
    boolean closed = settled(before);
    boolean credited = Fields.amount(before, "AmountCredited").signum() != 0;
    boolean forbidden =
        !sameMoney(before, next)
            || (credited && !before.path("Contact").equals(next.path("Contact")));
    problems.errorIf(closed && forbidden, HAS_PAYMENTS);
  }

  private static boolean sameMoney(ObjectNode before, ObjectNode next) {
    return same(before, next, FROZEN_BY_PAYMENT)
        && sameLines(before.path("LineItems"), next.path("LineItems"));
  }

  private static boolean sameLines(JsonNode before, JsonNode next) {
    if (before.size() != next.size()) {
      return false;
    }
    for (int i = 0; i < before.size(); i++) {
      if (!same(before.get(i), next.get(i), FROZEN_IN_LINES)) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(JsonNode before, JsonNode next, List<String> fields) {
    return fields.stream().allMatch(field -> same(before.path(field), next.path(field)));
  }

  private static boolean same(JsonNode before, JsonNode next) {
    if (before.isNumber() && next.isNumber()) {
      BigDecimal one = before.decimalValue();
      return one.compareTo(next.decimalValue()) == 0;
    }
    return before.equals(next);
  }

  /** DueDate and SentToContact of a part-paid invoice change without moving UpdatedDateUTC. */
  static boolean movesNoDate(ObjectNode before, ObjectNode next) {
    if (before.isEmpty() || !settled(before)) {
      return false;
    }
    List<String> quiet = List.of("DueDate", "SentToContact");
    return before.deepCopy().remove(quiet).equals(next.deepCopy().remove(quiet))
        && !before.equals(next);
  }
}
