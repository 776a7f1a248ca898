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
 * @param seenAt the ledger's time of change that we last read
 * @param wroteAt the ledger's time of change that our last write returned
 * @param writeSeq the lane's count when our last write was recorded; older readings do not count
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
    boolean writing) {

  LinkRow with(Map<String, Pair> pairs) {
    var all = new LinkedHashMap<>(agreed);
    all.putAll(pairs);
    return new LinkRow(record, ledgerId, all, kept, held, seenAt, wroteAt, writeSeq, writing);
  }

  LinkRow seen(@Nullable Instant at, @Nullable String keptNow) {
    return new LinkRow(
        record,
        ledgerId,
        agreed,
        keptNow == null ? kept : keptNow,
        held,
        at == null ? seenAt : at,
        wroteAt,
        writeSeq,
        writing);
  }

  LinkRow wrote(@Nullable Instant at, long seq) {
    return new LinkRow(
        record, ledgerId, agreed, kept, held, seenAt, at == null ? wroteAt : at, seq, writing);
  }

  LinkRow held(@Nullable String reason) {
    return new LinkRow(record, ledgerId, agreed, kept, reason, seenAt, wroteAt, writeSeq, writing);
  }
}
