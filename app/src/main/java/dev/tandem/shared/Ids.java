package dev.tandem.shared;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/**
 * Makes record ids: UUID version 7, so that they sort by the microsecond they were made, with 62
 * random bits. Never a database sequence: after a restore a sequence would hand out ids again that
 * the ledger already knows under another meaning.
 */
public final class Ids {

  private static final SecureRandom RANDOM = new SecureRandom();

  private static final int NANOS_OF_MILLI = 1_000_000;

  /** Of the version that {@link #next} makes. */
  private static final int VERSION = 7;

  private Ids() {}

  public static UUID next(Clock clock) {
    Instant now = clock.instant();
    // RFC 9562, 6.2, method 3: what is finer than a millisecond stands behind the version.
    long finer = now.getNano() % NANOS_OF_MILLI * (1L << 12) / NANOS_OF_MILLI;
    long high = now.toEpochMilli() << 16 | 0x7000L | finer;
    long low = RANDOM.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  /** Whether an id that came from outside ends in random bits, as one of {@link #next} does. */
  public static boolean isRandom(UUID id) {
    return id.version() == VERSION;
  }

  /** When one of {@link #next} was made, in milliseconds since 1970. */
  public static long millis(UUID id) {
    return id.getMostSignificantBits() >>> 16;
  }
}
