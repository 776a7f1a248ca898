package dev.tandem.books.ledger;

import java.util.List;

/** Reads what {@link LedgerRecord#kept} holds of a contact. */
public interface ContactLists {

  /** Addresses and telephones for which there is no field here; empty entries are left out. */
  List<Beside> beside(String kept);
}
