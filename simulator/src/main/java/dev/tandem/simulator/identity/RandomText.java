package dev.tandem.simulator.identity;

import java.security.SecureRandom;
import java.util.Base64;

/** Unguessable text for codes and refresh tokens. */
final class RandomText {
  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomText() {}

  static String of(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }
}
