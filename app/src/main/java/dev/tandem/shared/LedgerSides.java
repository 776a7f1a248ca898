package dev.tandem.shared;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a module may tell of its records' other side without knowing the books: who asks for a
 * client or an invoice by program wants to know whether the ledger has it. Without books there is
 * no such thing.
 */
public interface LedgerSides {

  /**
   * @param id the ledger's id of the record; null while it has none
   * @param status synced, pending, error or none
   * @param syncedAt when anything last travelled between both sides; null if nothing did
   * @param error what keeps it, in words; null unless a person has to do something
   */
  record Side(
      @Nullable String id, String status, @Nullable Instant syncedAt, @Nullable String error) {}

  /** Those that may be told to whoever asks; others are missing. */
  Map<RecordRef, Side> of(Collection<RecordRef> records);
}
