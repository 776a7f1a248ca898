package dev.tandem.books.outbox;

import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.Prepared;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A write call, stored whole before it is made: sent again it is the same call, byte for byte.
 *
 * @param key random; with the same bytes it makes a repetition harmless for six minutes
 * @param replay whether it may be sent once more as it is; no longer once the ledger has spoken
 * @param failures how often writing down what became of it failed
 * @param items those that are still open, by their place in the call
 */
record PushBatch(
    UUID id,
    UUID tenant,
    Kind kind,
    Prepared write,
    String key,
    Instant preparedAt,
    boolean replay,
    int failures,
    List<Item> items) {

  /** Begins the verdict on what the ledger calls a duplicate. */
  static final String TAKEN = "taken: ";

  boolean creation() {
    return items.getFirst().ledgerId() == null;
  }

  /** The same of one of its records. */
  PushBatch only(Item item) {
    return new PushBatch(id, tenant, kind, write, key, preparedAt, replay, failures, List.of(item));
  }

  /** The same, prepared at another time, its items freed and nothing to be sent again. */
  PushBatch asOf(Instant prepared) {
    return new PushBatch(
        id,
        tenant,
        kind,
        write,
        key,
        prepared,
        false,
        failures,
        items.stream().map(it -> it.judged(PushOutcome.FREED)).toList());
  }

  /**
   * One record's part.
   *
   * @param ledgerId null if it is to be created
   * @param sent the fields that travel, in the ledger's form
   * @param ours all our fields when it was prepared
   * @param verdict what the ledger said of it so far
   */
  record Item(
      int position,
      UUID record,
      UUID document,
      long revision,
      @Nullable String ledgerId,
      Map<String, String> sent,
      Map<String, String> ours,
      String marker,
      @Nullable String verdict) {

    /** Refused because somebody over there carries its name or number. */
    boolean taken() {
      return verdict != null && verdict.startsWith(TAKEN);
    }

    /** What the ledger said, for people; empty if nothing. */
    String said() {
      return verdict == null ? "" : taken() ? verdict.substring(TAKEN.length()) : verdict;
    }

    Item judged(String said) {
      return new Item(position, record, document, revision, ledgerId, sent, ours, marker, said);
    }

    PendingPushes.Revision edit() {
      return new PendingPushes.Revision(record, revision);
    }

    /** Fields may be personal. */
    @Override
    public String toString() {
      return "Item[" + position + ", " + record + "]";
    }
  }
}
