package dev.tandem.books.lane;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What came of calls, as told elsewhere record by record: the chain of the log covers it. Asked
 * with the practice bound.
 */
public interface Told {

  /**
   * One entry of a record's story.
   *
   * @param digest 64 hexadecimal characters over all that it says
   */
  record Entry(UUID id, String digest) {}

  /** The entries that came of these calls of the organisation's lane, by call, in order of ids. */
  Map<Long, List<Entry>> of(UUID tenant, Collection<Long> seqs);

  /** The digests of these entries, computed anew from what they say now; without those gone. */
  Map<UUID, String> digests(Collection<UUID> entries);
}
