package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one kind of record means on both sides. Everything runs in the caller's transaction. */
interface RecordMirror extends FieldRules {

  Kind kind();

  /** Our side of those records that exist, as it is told to this organisation. */
  Map<UUID, Ours> ours(UUID tenant, Collection<UUID> records);

  /** Nobody changes what these records of ours say before the transaction ends. */
  default void hold(Collection<UUID> records) {}

  /**
   * The same of those that nobody else holds just now, without waiting.
   *
   * @return these
   */
  default Set<UUID> holdFree(Collection<UUID> records) {
    return Set.copyOf(records);
  }

  /**
   * Those of the ledger's values that are not to be taken beside the others: here they are made of
   * them, and what comes of that is said to the ledger afterwards.
   *
   * @param agreed what both last agreed
   */
  default Set<String> madeOfOthers(
      UUID record, Map<String, String> theirs, Map<String, Pair> agreed) {
    return Set.of();
  }

  /** Changes our record as this organisation says; it is a fact. */
  void take(UUID tenant, UUID record, Map<String, String> fields);

  /**
   * The same because a person gives our own change up: what was taken back here stands again. A
   * reading may not bring it back by itself.
   */
  default void giveUp(UUID tenant, UUID record, Map<String, String> theirs) {
    take(tenant, record, theirs);
  }

  /**
   * Changes our record as a person says it should be, in the ledger's form.
   *
   * @throws dev.tandem.shared.InvalidInput if it cannot be that
   */
  default void correct(UUID tenant, UUID record, Map<String, String> fields) {
    take(tenant, record, fields);
  }

  /**
   * Whether a field is our own word whatever the ledger says: both sides differ then, knowingly.
   */
  default boolean keepsOwn(String field) {
    return false;
  }

  /** Takes what is no field: payments, credits. Does nothing where there is no such thing. */
  default void takeFacts(UUID tenant, UUID record, LedgerRecord theirs) {}

  /**
   * What this organisation says of our record and nobody here can follow, in words for a person;
   * null if there is nothing.
   */
  default @Nullable String unknown(UUID tenant, Ours ours, LedgerRecord theirs) {
    return null;
  }

  /** The words that {@link #unknown} has; null if it never has any. */
  default @Nullable String unknownWords() {
    return null;
  }

  /** Takes records of this kind that belong to one of ours: an invoice's payments. */
  default void takeSet(UUID tenant, UUID owner, List<LedgerRecord> theirs) {
    throw new UnsupportedOperationException("No set of " + kind());
  }

  /** Our record has its counterpart over there now. */
  default void linked(UUID record, String ledgerId) {}
}
