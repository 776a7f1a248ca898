package dev.tandem.shared;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

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

  /**
   * All of a kind that are not in step and stand so; none if whoever asks may not know.
   *
   * @param status pending or error
   */
  Collection<RecordRef> standing(String kind, String status);

  /** The same where there may be no books: then there are none. */
  static Map<RecordRef, Side> of(ObjectProvider<LedgerSides> books, Collection<RecordRef> records) {
    LedgerSides sides = books.getIfAvailable();
    return sides == null ? Map.of() : sides.of(records);
  }
}
