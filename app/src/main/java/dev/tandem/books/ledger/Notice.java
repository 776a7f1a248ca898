package dev.tandem.books.ledger;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * "This record changed", in the ledger's own words: read it again.
 *
 * @param organisation in whose books; null: it concerns our app, not any books
 * @param category which kind of record, as the ledger calls it; one that we do not know is none the
 *     less a notice
 * @param type made or changed, as the ledger calls it
 * @param resource the record's id in the ledger
 * @param at when it changed, by the ledger's clock
 * @param suppliers whether it says of itself that it is about what is owed to suppliers or by them:
 *     nothing of that is kept here. Most do not say
 * @param raw the notice as it came
 */
public record Notice(
    @Nullable UUID organisation,
    String category,
    String type,
    String resource,
    Instant at,
    boolean suppliers,
    byte[] raw) {}
