package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Kind;
import java.util.List;
import java.util.UUID;

/**
 * Credit notes or advances of ours may have been read when an invoice that they settle was not
 * here. Published in the transaction that linked the invoice.
 *
 * @param ledgerIds the ledger's ids of them
 */
public record CreditsToReadAgain(UUID tenant, Kind kind, List<String> ledgerIds) {}
