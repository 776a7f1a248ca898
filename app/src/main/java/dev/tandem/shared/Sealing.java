package dev.tandem.shared;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Seals secrets with AES-256-GCM. A sealed value reads {@code keyId:iv:tag:data}, each part in hex;
 * it opens only for the row it was sealed for, because the row's name is part of what is
 * authenticated.
 */
@Component
public class Sealing {

  private static final HexFormat HEX = HexFormat.of();
  private static final int IV_BYTES = 12;
  private static final int TAG_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec key;
  private final String keyId;

  /**
   * @param encryptionKey 64 hex characters (32 bytes)
   * @throws MissingEncryptionKey if it is absent or of another form
   */
  Sealing(@Value("${ENCRYPTION_KEY:}") String encryptionKey) {
    if (!encryptionKey.matches("[0-9a-fA-F]{64}")) {
      throw new MissingEncryptionKey(encryptionKey.isBlank());
    }
    byte[] bytes = HEX.parseHex(encryptionKey);
    this.key = new SecretKeySpec(bytes, "AES");
    this.keyId = HEX.formatHex(sha256(bytes), 0, 4);
  }

  /**
   * @param row what the value is bound to, for instance {@code oauth_grant/0198…/refresh_token}
   */
  public String seal(String plain, String row) {
    byte[] iv = new byte[IV_BYTES];
    RANDOM.nextBytes(iv);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, iv, row, plain.getBytes(StandardCharsets.UTF_8));
    int cut = sealed.length - TAG_BYTES;
    return String.join(
        ":",
        keyId,
        HEX.formatHex(iv),
        HEX.formatHex(sealed, cut, sealed.length),
        HEX.formatHex(sealed, 0, cut));
  }

  /**
   * @throws CannotUnseal if the value was changed, sealed for another row or under another key
   */
  public String unseal(String sealed, String row) {
    String[] parts = sealed.split(":", -1);
    if (parts.length != 4 || !parts[0].equals(keyId)) {
      throw new CannotUnseal();
    }
    try {
      byte[] tag = HEX.parseHex(parts[2]);
      byte[] data = HEX.parseHex(parts[3]);
      byte[] both = Arrays.copyOf(data, data.length + tag.length);
      System.arraycopy(tag, 0, both, data.length, tag.length);
      byte[] plain = run(Cipher.DECRYPT_MODE, HEX.parseHex(parts[1]), row, both);
      return new String(plain, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException | IllegalStateException _) {
      throw new CannotUnseal();
    }
  }

  private byte[] run(int mode, byte[] iv, String row, byte[] input) {
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * 8, iv));
      cipher.updateAAD(row.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM failed", e);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The key is absent or malformed; the message says how to make one. */
  public static class MissingEncryptionKey extends IllegalStateException {
    MissingEncryptionKey(boolean absent) {
      super(
          (absent ? "ENCRYPTION_KEY is not set" : "ENCRYPTION_KEY is not 64 hex characters")
              + ": make one with ./tandem keys new and put it into the environment or .env");
    }
  }

  /** The value cannot be opened with the key at hand. Says nothing of its content. */
  public static class CannotUnseal extends IllegalStateException {
    CannotUnseal() {
      super("A sealed value could not be opened: it was sealed under another ENCRYPTION_KEY");
    }
  }
}
