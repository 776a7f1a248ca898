package dev.tandem.books.lane;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a call does, for the log.
 *
 * @param name in words: {@code create clients}
 * @param records how many it carries or asks for
 * @param batch the stored batch it sends
 * @param job for what it is spent
 */
public record Operation(
    LaneClass kind, String name, boolean push, int records, @Nullable UUID batch, Job job) {

  /** Its name tells the job. */
  public Operation(LaneClass kind, String name, boolean push, int records, @Nullable UUID batch) {
    this(kind, name, push, records, batch, Job.of(kind, name, push));
  }

  public static Operation read(LaneClass kind, String name, int records) {
    return new Operation(kind, name, false, records, null);
  }
}
