package dev.tandem.books.mirror;

import dev.tandem.shared.RecordRef;
import java.util.UUID;

/**
 * A record is linked with what the ledger had lost and shows again, after a person had ended that
 * link. Published in the transaction that linked the two.
 *
 * @param ledgerId the ledger's id, as it was before
 */
public record LinkedAgain(UUID tenant, RecordRef record, String ledgerId) {}
