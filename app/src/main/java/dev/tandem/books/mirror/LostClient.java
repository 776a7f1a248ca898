package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Brings a client back that only the ledger remembers. */
@Component
class LostClient {

  private final ClientMirror clients;
  private final Homecoming homecoming;
  private final AdoptionRepository adoptions;

  LostClient(ClientMirror clients, Homecoming homecoming, AdoptionRepository adoptions) {
    this.clients = clients;
    this.homecoming = homecoming;
    this.adoptions = adoptions;
  }

  void bringBack(UUID tenant, long seq, UUID id, LedgerRecord found) {
    if (!clients.bringBack(id, found)) {
      adoptions.notePerson(
          Kind.CLIENT,
          tenant,
          found.id(),
          null,
          "A contact that Tandem made in Xero has no name there. Give it one in Xero, then look again.");
      return;
    }
    homecoming.agree(Kind.CLIENT, tenant, seq, id, found);
    adoptions.noteReturned(Kind.CLIENT, tenant, found.id(), id, null);
  }
}
