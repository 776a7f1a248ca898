package dev.tandem.shared;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 over texts in order. Each goes in as a netstring, its length in UTF-8 bytes before it
 * ({@code 5:Smith,}), so that nothing can be moved from one text into the next unseen; what is
 * absent counts as the empty text.
 */
public final class Fingerprint {

  private final MessageDigest digest;

  public Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public Fingerprint add(@Nullable Object text) {
    byte[] bytes = text == null ? new byte[0] : text.toString().getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
    digest.update((byte) ',');
    return this;
  }

  /** 32 bytes; ends the use of this one. */
  public byte[] end() {
    return digest.digest();
  }
}
