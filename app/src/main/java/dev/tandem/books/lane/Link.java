package dev.tandem.books.lane;

import dev.tandem.shared.Fingerprint;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * One link of the log's chain.
 *
 * @param position counted from 1 for each organisation
 * @param stories the entries of records' stories that it covers
 * @param hash 64 hexadecimal characters
 */
record Link(long position, UUID call, List<UUID> stories, String hash) {

  /** Before the first link. */
  static final String NONE = "0".repeat(64);

  /**
   * Over the texts that an export shows, in its order; docs/runbook.md tells others how to compute
   * it. Changing it breaks every chain there is.
   *
   * @param before the hash of the link before, or {@link #NONE}
   * @param stories digests of the stories' entries
   */
  static String hash(String before, long position, SyncLog.Call call, List<String> stories) {
    var print =
        new Fingerprint()
            .add(before)
            .add(position)
            .add(call.id())
            .add(at(call.at()))
            .add(call.tenant())
            .add(call.seq())
            .add(call.operation())
            .add(call.job().text())
            .add(call.push() ? "push" : "pull")
            .add(call.records())
            .add(call.outcome())
            .add(call.httpStatus())
            .add(call.millis())
            .add(call.bytes())
            .add(call.bytesOut())
            .add(call.correlation())
            .add(call.batch())
            .add(call.message());
    stories.forEach(print::add);
    return HexFormat.of().formatHex(print.end());
  }

  /** In UTC, as precisely as the database keeps it. */
  static String at(Instant moment) {
    return moment.toString();
  }
}
