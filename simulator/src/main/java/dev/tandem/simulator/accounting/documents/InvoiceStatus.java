package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.call.ApiErrors;
import dev.tandem.simulator.accounting.call.Invalid;
import java.util.Map;
import java.util.Set;

/**
 * Which status may follow which when an invoice or a credit note is written. PAID comes from
 * payments and allocations only.
 */
public final class InvoiceStatus {
  private static final Map<String, Set<String>> NEXT =
      Map.of(
          "", Set.of("DRAFT", "SUBMITTED", "AUTHORISED"),
          "DRAFT", Set.of("DRAFT", "SUBMITTED", "AUTHORISED", "DELETED"),
          "SUBMITTED", Set.of("SUBMITTED", "AUTHORISED", "DRAFT", "DELETED"),
          "AUTHORISED", Set.of("AUTHORISED", "VOIDED"),
          "PAID", Set.of("PAID"),
          "VOIDED", Set.of(),
          "DELETED", Set.of());

  private static final Set<String> KNOWN =
      Set.of("DRAFT", "SUBMITTED", "AUTHORISED", "PAID", "VOIDED", "DELETED");

  private InvoiceStatus() {}

  /** The status a write leads to; an empty one stands for a document that does not exist yet. */
  static String next(DocumentType type, String now, String asked) {
    if (!asked.isEmpty() && !KNOWN.contains(asked)) {
      throw ApiErrors.postData("The Status " + asked + " is not valid");
    }
    String wanted = asked.isEmpty() ? (now.isEmpty() ? "DRAFT" : now) : asked;
    if (!NEXT.getOrDefault(now, Set.of()).contains(wanted)) {
      throw new Invalid(type.noun() + " not of valid status for modification");
    }
    return wanted;
  }

  public static boolean approved(String status) {
    return status.equals("AUTHORISED") || status.equals("PAID");
  }
}
