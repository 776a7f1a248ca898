package dev.tandem.shared;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/**
 * Makes record ids: UUID version 7, so that they sort by the moment they were made, with 74 random
 * bits. Never a database sequence: after a restore a sequence would hand out ids again that the
 * ledger already knows under another meaning.
 */
public final class Ids {

  private static final SecureRandom RANDOM = new SecureRandom();

  /** Of the version that {@link #next} makes. */
  private static final int VERSION = 7;

  private Ids() {}

  public static UUID next(Clock clock) {
    long millis = clock.millis();
    long high = millis << 16 | 0x7000L | RANDOM.nextInt(1 << 12);
    long low = RANDOM.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  /** Whether an id that came from outside ends in random bits, as one of {@link #next} does. */
  public static boolean isRandom(UUID id) {
    return id.version() == VERSION;
  }
}
