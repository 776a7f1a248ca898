package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one kind of record means on both sides. Everything runs in the caller's transaction. */
interface RecordMirror extends FieldRules {

  Kind kind();

  /** Our side of those records that exist, as it is told to this organisation. */
  Map<UUID, Ours> ours(UUID tenant, Collection<UUID> records);

  /** Changes our record as this organisation says; it is a fact. */
  void take(UUID tenant, UUID record, Map<String, String> fields);

  /** Takes what is no field: payments, credits. Does nothing where there is no such thing. */
  default void takeFacts(UUID tenant, UUID record, LedgerRecord theirs) {}

  /** Takes records of this kind that belong to one of ours: an invoice's payments. */
  default void takeSet(UUID owner, List<LedgerRecord> theirs) {
    throw new UnsupportedOperationException("No set of " + kind());
  }

  /** The path of the page that shows our record, ending in its id; null where it has none. */
  default @Nullable String path(UUID record) {
    return null;
  }

  /** Our record has its counterpart over there now. */
  default void linked(UUID record, String ledgerId) {}
}
