package dev.tandem.simulator;

import static dev.tandem.simulator.RandomWrites.amount;
import static dev.tandem.simulator.RandomWrites.status;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What must be so in books, whatever was done to them. */
final class BookChecks {
  private final Xero xero;
  private final Map<String, Long> updated = new HashMap<>();

  BookChecks(Xero xero) {
    this.xero = xero;
  }

  void all(String when) {
    for (JsonNode invoice : list("Invoices", "InvoiceID", when)) {
      invoice(invoice, when + " " + invoice);
    }
    for (String[] credit :
        new String[][] {
          {"CreditNotes", "CreditNoteID"},
          {"Overpayments", "OverpaymentID"},
          {"Prepayments", "PrepaymentID"}
        }) {
      for (JsonNode document : list(credit[0], credit[1], when)) {
        credit(document, when + " " + document);
      }
    }
    list("Payments", "PaymentID", when);
    list("Contacts", "ContactID", when);
  }

  private JsonNode list(String resource, String idField, String when) {
    JsonNode found = xero.get(resource + "?page=1&pageSize=1000").json().path(resource);
    for (JsonNode each : found) {
      String id = each.path(idField).asString();
      long moment =
          Long.parseLong(each.path("UpdatedDateUTC").asString().replaceAll("\\D*(\\d+).*", "$1"));
      Long before = updated.put(id, moment);
      assertThat(moment)
          .as("%s: UpdatedDateUTC of %s %s", when, resource, id)
          .isGreaterThanOrEqualTo(before == null ? 0 : before);
    }
    return found;
  }

  private static void invoice(JsonNode invoice, String when) {
    totals(invoice, when);
    if (status(invoice, "VOIDED", "DELETED")) {
      assertThat(amount(invoice, "AmountPaid")).as(when).isZero();
      assertThat(amount(invoice, "AmountCredited")).as(when).isZero();
      return;
    }
    BigDecimal total = amount(invoice, "Total");
    BigDecimal due = amount(invoice, "AmountDue");
    BigDecimal paid = amount(invoice, "AmountPaid");
    BigDecimal credited = amount(invoice, "AmountCredited");
    assertThat(due.add(paid).add(credited)).as(when).isEqualByComparingTo(total);
    assertThat(paid).as(when).isEqualByComparingTo(sum(invoice.path("Payments"), "Amount"));
    BigDecimal credits =
        sum(invoice.path("CreditNotes"), "AppliedAmount")
            .add(sum(invoice.path("Overpayments"), "AppliedAmount"))
            .add(sum(invoice.path("Prepayments"), "AppliedAmount"));
    assertThat(credited).as(when).isEqualByComparingTo(credits);
    if (status(invoice, "AUTHORISED", "PAID")) {
      assertThat(status(invoice, "PAID")).as(when).isEqualTo(due.signum() == 0);
      assertThat(invoice.has("FullyPaidOnDate")).as(when).isEqualTo(due.signum() == 0);
    }
  }

  private static void credit(JsonNode credit, String when) {
    totals(credit, when);
    if (!status(credit, "AUTHORISED", "PAID")) {
      return;
    }
    BigDecimal used =
        sum(credit.path("Allocations"), "Amount").add(sum(credit.path("Payments"), "Amount"));
    BigDecimal left = amount(credit, "RemainingCredit");
    assertThat(left.add(used)).as(when).isEqualByComparingTo(amount(credit, "Total"));
    assertThat(status(credit, "PAID")).as(when).isEqualTo(left.signum() == 0);
  }

  private static void totals(JsonNode document, String when) {
    BigDecimal lines = sum(document.path("LineItems"), "LineAmount");
    BigDecimal tax = sum(document.path("LineItems"), "TaxAmount");
    boolean inclusive = document.path("LineAmountTypes").asString("").equals("Inclusive");
    BigDecimal total = amount(document, "Total");
    assertThat(total)
        .as(when)
        .isEqualByComparingTo(amount(document, "SubTotal").add(amount(document, "TotalTax")));
    assertThat(amount(document, "TotalTax")).as(when).isEqualByComparingTo(tax);
    assertThat(inclusive ? total : amount(document, "SubTotal"))
        .as(when)
        .isEqualByComparingTo(lines);
  }

  private static BigDecimal sum(JsonNode array, String field) {
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode each : array) {
      sum = sum.add(amount(each, field));
    }
    return sum;
  }
}
