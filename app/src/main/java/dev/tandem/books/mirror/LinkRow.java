package dev.tandem.books.mirror;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The pair (our record, their record).
 *
 * @param kept what the adapter wants back when the record is updated
 * @param seenAt the latest of the ledger's times of change that we have read
 * @param wroteAt the ledger's time of change that our last write returned
 * @param writeSeq the lane's count when our last write was recorded; older readings do not count
 * @param readSeq the lane's count of the latest call whose reading of it was taken; 0 if none was
 * @param readAt when that was, by our clock; kept by the database
 * @param writing whether a write of the record or its document is under way
 */
record LinkRow(
    UUID record,
    String ledgerId,
    Map<String, Pair> agreed,
    @Nullable String kept,
    @Nullable String held,
    @Nullable Instant seenAt,
    @Nullable Instant wroteAt,
    long writeSeq,
    long readSeq,
    @Nullable Instant readAt,
    boolean writing) {

  /** One of which no reading was taken yet. */
  LinkRow(
      UUID record,
      String ledgerId,
      Map<String, Pair> agreed,
      @Nullable String kept,
      @Nullable String held,
      @Nullable Instant seenAt,
      @Nullable Instant wroteAt,
      long writeSeq,
      boolean writing) {
    this(record, ledgerId, agreed, kept, held, seenAt, wroteAt, writeSeq, 0, null, writing);
  }

  LinkRow with(Map<String, Pair> pairs) {
    var all = new LinkedHashMap<>(agreed);
    all.putAll(pairs);
    return new LinkRow(
        record, ledgerId, all, kept, held, seenAt, wroteAt, writeSeq, readSeq, readAt, writing);
  }

  LinkRow seen(@Nullable Instant at, @Nullable String keptNow) {
    return new LinkRow(
        record,
        ledgerId,
        agreed,
        keptNow == null ? kept : keptNow,
        held,
        later(at, seenAt),
        wroteAt,
        writeSeq,
        readSeq,
        readAt,
        writing);
  }

  LinkRow wrote(@Nullable Instant at, long seq) {
    return new LinkRow(
        record,
        ledgerId,
        agreed,
        kept,
        held,
        seenAt,
        at == null ? wroteAt : at,
        seq,
        readSeq,
        readAt,
        writing);
  }

  /** A call showed it: it is not missing over there. */
  LinkRow shown() {
    return WholeComparison.GONE.equals(held) ? held(null) : this;
  }

  LinkRow held(@Nullable String reason) {
    return new LinkRow(
        record, ledgerId, agreed, kept, reason, seenAt, wroteAt, writeSeq, readSeq, readAt,
        writing);
  }

  /** A reading of it by this call was taken. */
  LinkRow read(long seq) {
    return new LinkRow(
        record,
        ledgerId,
        agreed,
        kept,
        held,
        seenAt,
        wroteAt,
        writeSeq,
        Math.max(readSeq, seq),
        readAt,
        writing);
  }

  /**
   * Whether a reading says nothing that a later one, which was taken before it, has not said. The
   * earlier call may have been answered later: then it shows a later change.
   *
   * @param seq the lane's count of the call that read
   * @param changedAt the ledger's time of change that it showed
   */
  boolean isOvertaken(long seq, @Nullable Instant changedAt) {
    return seq < readSeq && (changedAt == null || seenAt == null || !changedAt.isAfter(seenAt));
  }

  private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
    return a == null ? b : b == null || a.isAfter(b) ? a : b;
  }
}
