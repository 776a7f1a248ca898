package dev.tandem.start;

import java.security.SecureRandom;
import java.util.HexFormat;

/** New secrets. */
public final class Keys {

  private static final int BYTES = 32;

  private Keys() {}

  /**
   * @return 64 hexadecimal characters
   */
  public static String random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
