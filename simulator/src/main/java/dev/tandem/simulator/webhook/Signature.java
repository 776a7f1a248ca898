package dev.tandem.simulator.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** base64(HMAC-SHA256(body bytes, key)); the key is used as shown, never decoded. */
final class Signature {

  /** How a signature can be wrong. Xero's intent to receive mostly changes one character. */
  enum Wrong {
    FIRST_CHARACTER,
    MIDDLE_CHARACTER,
    LAST_CHARACTER,
    /** By the key as base64, which it looks like. */
    DECODED_KEY,
    OTHER_KEY,
    OTHER_BODY
  }

  private Signature() {}

  static String of(String body, String key) {
    return of(body, key.getBytes(StandardCharsets.UTF_8));
  }

  private static String of(String body, byte[] key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException unavailable) {
      throw new IllegalStateException(unavailable);
    }
  }

  static String wrong(Wrong how, String body, String key) {
    String right = of(body, key);
    return switch (how) {
      case FIRST_CHARACTER -> changed(right, 0);
      case MIDDLE_CHARACTER -> changed(right, right.length() / 2);
      // The last character before the padding.
      case LAST_CHARACTER -> changed(right, right.length() - 2);
      case DECODED_KEY -> of(body, decoded(key));
      case OTHER_KEY -> of(body, key + "?");
      case OTHER_BODY -> of(body + " ", key);
    };
  }

  /** Q and g are 16 and 32 of 64: they differ in bits that count even in the last place. */
  private static String changed(String signature, int at) {
    char other = signature.charAt(at) == 'Q' ? 'g' : 'Q';
    return signature.substring(0, at) + other + signature.substring(at + 1);
  }

  private static byte[] decoded(String key) {
    try {
      byte[] bytes = Base64.getDecoder().decode(key);
      return bytes.length == 0 ? new byte[] {0} : bytes;
    } catch (IllegalArgumentException notBase64) {
      return (key + "?").getBytes(StandardCharsets.UTF_8);
    }
  }
}
