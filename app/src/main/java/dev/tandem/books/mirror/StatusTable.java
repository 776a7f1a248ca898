package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.mirror.FieldRules.Owner;

/**
 * Whose word counts where a document's status was changed on both sides to different things. It is
 * no field like others: what was voided in the ledger is void, what is voided here is not approved
 * by anybody there, and money that stands on it there is nothing that either side may forget.
 */
final class StatusTable {

  private StatusTable() {}

  /**
   * @param ours {@link Fields#DRAFT}, {@link Fields#APPROVED} or {@link Fields#REMOVED}
   * @param theirs likewise, another one
   * @param used whether something is paid on it or credited there, or was made of it
   */
  static Owner whose(String ours, String theirs, boolean used) {
    if (theirs.equals(Fields.REMOVED)) {
      // Xero: voided and deleted are final.
      return Owner.THEIRS;
    }
    if (ours.equals(Fields.REMOVED)) {
      // Xero refuses to void what is paid or credited: only a person can say what is to be.
      return used ? Owner.NOBODY : Owner.OURS;
    }
    // Nobody takes an approval back: whoever approved it, it is.
    return ours.equals(Fields.APPROVED) ? Owner.OURS : Owner.THEIRS;
  }
}
