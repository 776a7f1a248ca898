package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.call.ListRules;
import java.util.List;

/** How credit notes and repeating invoices may be listed. */
final class DocumentLists {
  static final ListRules CREDIT_NOTES =
      new ListRules(true, true, List.of("CreditNoteNumber", "Reference"));

  /** Xero: filters and order only. */
  static final ListRules REPEATING_INVOICES = new ListRules(false, false, List.of());

  private DocumentLists() {}
}
