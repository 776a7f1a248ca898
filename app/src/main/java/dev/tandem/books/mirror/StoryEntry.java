package dev.tandem.books.mirror;

import dev.tandem.shared.Fingerprint;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a record.
 *
 * @param tenant the organisation in which it happened; null of what is older than the second one
 * @param seq the lane's count of the call that it came of; null if none, or of before
 * @param batch the write call it belongs to, if it was one
 * @param by who caused it; empty of what is older than this was asked
 * @param changes the fields that travelled with the values sent or taken
 * @param before what the receiving side had in these fields before, as far as it is known
 * @param came what the ledger showed afterwards, where that is not what was sent
 */
public record StoryEntry(
    UUID id,
    Instant at,
    String kind,
    UUID record,
    @Nullable UUID tenant,
    @Nullable Long seq,
    @Nullable UUID batch,
    String text,
    List<Cause> by,
    Map<String, String> changes,
    Map<String, String> before,
    Map<String, String> came) {

  /**
   * 64 hexadecimal characters over all that it says, for the chain of the log; docs/runbook.md
   * tells others how to compute it.
   */
  public String digest() {
    var print =
        new Fingerprint()
            .add(id)
            .add(at)
            .add(kind)
            .add(record)
            .add(tenant)
            .add(seq)
            .add(batch)
            .add(text)
            .add(by.size());
    by.forEach(it -> print.add(it.kind()).add(it.id()).add(it.name()));
    add(print, changes);
    add(print, before);
    add(print, came);
    return HexFormat.of().formatHex(print.end());
  }

  private static void add(Fingerprint print, Map<String, String> values) {
    print.add(values.size());
    new TreeMap<>(values).forEach((field, value) -> print.add(field).add(value));
  }

  /** Values may be personal. */
  @Override
  public String toString() {
    return "StoryEntry[" + kind + " " + record + ", " + text + "]";
  }
}
