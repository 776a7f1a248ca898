package dev.tandem.books.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a reading.
 *
 * @param records those of it that are a practice's: the ledger may list others among them, and a
 *     page may consist of nothing else
 * @param unreadable the ledger's ids of those in a form that cannot be read, whosever they are
 * @param more whether the ledger has another page
 * @param latest the latest change of all that the ledger listed; null if none of it told
 * @param asOf when the ledger answered, by its own clock; null if it did not tell
 */
public record LedgerPage(
    List<LedgerRecord> records,
    List<String> unreadable,
    boolean more,
    @Nullable Instant latest,
    @Nullable Instant asOf) {}
