package dev.tandem.xero.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Xero's calls to us. Verify the raw bytes first, answer 401 with no body if that fails, and only
 * then parse.
 */
public final class XeroWebhook {

  private XeroWebhook() {}

  /**
   * Whether one of the keys signed exactly these bytes. Several keys serve a change of key. A key
   * is used as the portal shows it: it looks like base64 but must not be decoded.
   *
   * @param signature the {@code x-xero-signature} header, or null when it is missing
   */
  public static boolean verify(
      byte[] rawBody, @Nullable String signature, Collection<String> keys) {
    return signedBy(rawBody, signature, keys).isPresent();
  }

  /** As {@link #verify}, and which of the keys it was. Takes as long whichever it was. */
  public static Optional<String> signedBy(
      byte[] rawBody, @Nullable String signature, Collection<String> keys) {
    byte[] given = (signature == null ? "" : signature.strip()).getBytes(UTF_8);
    Optional<String> signer = Optional.empty();
    for (String key : keys) {
      boolean signed = !key.isEmpty() && MessageDigest.isEqual(signature(rawBody, key), given);
      if (signed) signer = Optional.of(key);
    }
    return signer;
  }

  /** The header that belongs to these bytes: for whoever tries their own endpoint. */
  public static String sign(byte[] rawBody, String key) {
    return new String(signature(rawBody, key), UTF_8);
  }

  private static byte[] signature(byte[] rawBody, String key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
      return Base64.getEncoder().encode(mac.doFinal(rawBody));
    } catch (GeneralSecurityException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }

  /** The events of a delivery; fields we do not know are ignored. */
  public static WebhookDelivery parse(byte[] rawBody) throws MalformedWebhook {
    return WebhookReader.read(rawBody);
  }
}
