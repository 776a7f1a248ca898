package dev.tandem.simulator.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** base64(HMAC-SHA256(body bytes, key)); the key is used as shown, never decoded. */
final class Signature {
  private Signature() {}

  static String of(String body, String key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException unavailable) {
      throw new IllegalStateException(unavailable);
    }
  }

  /** The right signature with one character changed, as Xero's intent-to-receive sends it. */
  static String almost(String body, String key) {
    String right = of(body, key);
    char first = right.charAt(0) == 'A' ? 'B' : 'A';
    return first + right.substring(1);
  }
}
