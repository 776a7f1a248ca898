package dev.tandem.simulator.accounting.money;

import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Problems;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a bank is told of a batch. Xero: Particulars, Code and Reference of twelve characters in New
 * Zealand, Details of eighteen elsewhere, a Narrative of eighteen in the United Kingdom.
 */
final class BatchTexts {
  private final String country;

  BatchTexts(Ledger ledger) {
    this.country = ledger.organisation().path("CountryCode").asString("");
  }

  void copyBatch(ObjectNode sent, ObjectNode batch, Problems problems) {
    copyShared(sent, batch, problems);
    if (country.equals("GB")) {
      Fields.copyText(sent, batch, "Narrative", 18, problems);
    }
  }

  void copyMember(ObjectNode sent, ObjectNode payment, Problems problems) {
    copyShared(sent, payment, problems);
  }

  private void copyShared(ObjectNode sent, ObjectNode next, Problems problems) {
    boolean newZealand = country.equals("NZ");
    Fields.copyText(sent, next, "Reference", newZealand ? 12 : 255, problems);
    if (newZealand) {
      Fields.copyText(sent, next, "Particulars", 12, problems);
      Fields.copyText(sent, next, "Code", 12, problems);
    } else {
      Fields.copyText(sent, next, "Details", 18, problems);
    }
  }
}
