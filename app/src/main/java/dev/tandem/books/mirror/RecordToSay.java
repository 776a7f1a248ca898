package dev.tandem.books.mirror;

import dev.tandem.shared.RecordRef;
import java.time.Duration;

/**
 * What our record says is to be said to the ledger once more, though nobody changed it now.
 * Published in the transaction that made it so.
 *
 * @param pause how long it stays here before it goes; nothing if it may go at once
 */
public record RecordToSay(RecordRef record, Duration pause) {

  public RecordToSay(RecordRef record) {
    this(record, Duration.ZERO);
  }
}
