package dev.tandem.books.mirror;

import dev.tandem.shared.RecordRef;

/**
 * What our record says is to be said to the ledger once more, though nobody changed it now.
 * Published in the transaction that made it so.
 */
public record RecordToSay(RecordRef record) {}
