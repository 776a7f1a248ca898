package dev.tandem.books.inbox;

import dev.tandem.books.ledger.Kind;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record over there that could not be taken in.
 *
 * @param ledgerId the ledger's id of the record
 * @param record ours that it stands for; null if none is known
 * @param tries how often it was tried
 * @param why in words, without personal details
 * @param deadAt when it was given up, for a person to look at; null while it is tried by itself
 * @param nextAt when it is tried by itself; null if it is given up
 * @param correlation the ledger's id of the call that asked for it alone in vain; null if it was
 *     shown
 */
public record DeadLetter(
    UUID id,
    Kind kind,
    String ledgerId,
    @Nullable UUID record,
    int tries,
    String why,
    Instant since,
    @Nullable Instant deadAt,
    @Nullable Instant nextAt,
    @Nullable String correlation) {}
