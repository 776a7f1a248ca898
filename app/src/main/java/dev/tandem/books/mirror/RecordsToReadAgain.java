package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Kind;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * What was read of these records of ours may mean something else by now: an invoice that a credit
 * settles came back, or somebody to whom a document was given became known. Published in the
 * transaction that made it so.
 *
 * @param ledgerIds the ledger's ids of them
 * @param later whether they are the same for some time most likely
 */
public record RecordsToReadAgain(UUID tenant, Kind kind, List<String> ledgerIds, boolean later) {

  /** How much later. */
  public static final Duration LATER = Duration.ofMinutes(15);

  public RecordsToReadAgain(UUID tenant, Kind kind, List<String> ledgerIds) {
    this(tenant, kind, ledgerIds, false);
  }
}
