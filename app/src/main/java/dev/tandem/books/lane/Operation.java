package dev.tandem.books.lane;

import dev.tandem.books.ledger.Kind;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a call does, for the log.
 *
 * @param about the kind of record; null for the organisation itself, its accounts and taxes
 * @param name in words: {@code create clients}
 * @param records how many it carries or asks for
 * @param batch the stored batch it sends
 * @param job for what it is spent
 */
public record Operation(
    LaneClass kind,
    @Nullable Kind about,
    String name,
    boolean push,
    int records,
    @Nullable UUID batch,
    Job job) {

  /** Its name tells the job. */
  public Operation(
      LaneClass kind,
      @Nullable Kind about,
      String name,
      boolean push,
      int records,
      @Nullable UUID batch) {
    this(kind, about, name, push, records, batch, Job.of(kind, name, push));
  }

  /** About the organisation itself, its accounts and taxes. */
  public Operation(LaneClass kind, String name, boolean push, int records, @Nullable UUID batch) {
    this(kind, null, name, push, records, batch);
  }

  /** Of the organisation itself, its accounts and taxes. */
  public static Operation read(LaneClass kind, String name, int records) {
    return new Operation(kind, null, name, false, records, null);
  }

  public static Operation read(LaneClass kind, Kind about, String name, int records) {
    return new Operation(kind, about, name, false, records, null);
  }

  KindOfWork work() {
    return new KindOfWork(push, about);
  }
}
