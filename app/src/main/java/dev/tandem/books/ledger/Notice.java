package dev.tandem.books.ledger;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The ledger's word that a record changed; what changed has to be read.
 *
 * @param tenant the organisation
 * @param kind null for a kind that we do not keep
 * @param category the ledger's own word for the kind
 * @param id the ledger's id of the record
 * @param at the ledger's time of the change
 * @param type the ledger's own word for what happened
 */
public record Notice(
    UUID tenant, @Nullable Kind kind, String category, String id, Instant at, String type) {}
