package dev.tandem.simulator.accounting.contacts;

import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Problems;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Where a contact is paid to: one account number under two names, as Xero has it. */
final class ContactBank {
  private static final Map<String, Integer> BATCH = new LinkedHashMap<>();

  static {
    BATCH.put("BankAccountNumber", 50);
    BATCH.put("BankAccountName", 100);
    BATCH.put("Details", 18);
    BATCH.put("Code", 12);
    BATCH.put("Reference", 12);
  }

  private ContactBank() {}

  static void copy(ObjectNode sent, ObjectNode next, Problems problems) {
    if (sent.path("BatchPayments") instanceof ObjectNode given) {
      ObjectNode batch = batch(next);
      BATCH.forEach((name, longest) -> Fields.copyText(given, batch, name, longest, problems));
      next.put("BankAccountDetails", batch.path("BankAccountNumber").asString(""));
    } else if (Fields.said(sent, "BankAccountDetails").isPresent()) {
      batch(next).put("BankAccountNumber", next.path("BankAccountDetails").asString());
    }
  }

  private static ObjectNode batch(ObjectNode next) {
    if (next.path("BatchPayments") instanceof ObjectNode known) {
      return known;
    }
    ObjectNode batch = next.putObject("BatchPayments");
    BATCH.keySet().forEach(name -> batch.put(name, ""));
    return batch;
  }
}
