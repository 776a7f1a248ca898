package dev.tandem.books.outbox;

import dev.tandem.shared.RecordRef;
import java.util.UUID;

/**
 * A record is held because of an answer; told in the transaction that holds it.
 *
 * @param words as the ledger said them
 */
public record RecordRefused(UUID tenant, RecordRef record, String words) {}
