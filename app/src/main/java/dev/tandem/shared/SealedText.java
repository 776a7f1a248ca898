package dev.tandem.shared;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A sealed value as it is stored. The present form is {@code keyId:iv:tag:data}, each part in hex;
 * the name of its row is authenticated with it. The older form {@code iv:tag:data} names no key and
 * is bound to no row: it can be read, and is due for sealing anew.
 */
record SealedText(@Nullable String keyId, byte[] iv, byte[] tag, byte[] data) {

  private static final HexFormat HEX = HexFormat.of();
  private static final int IV_BYTES = 12;
  private static final int TAG_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  static SealedText seal(String keyId, SecretKeySpec key, String plain, String row) {
    byte[] iv = new byte[IV_BYTES];
    RANDOM.nextBytes(iv);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, key, iv, row).doFinal(plain.getBytes(StandardCharsets.UTF_8));
      int cut = sealed.length - TAG_BYTES;
      return new SealedText(
          keyId,
          iv,
          Arrays.copyOfRange(sealed, cut, sealed.length),
          Arrays.copyOfRange(sealed, 0, cut));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM failed", e);
    }
  }

  /** Empty if it is of neither form. */
  static Optional<SealedText> parse(String stored) {
    String[] parts = stored.split(":", -1);
    if (parts.length != 3 && parts.length != 4) {
      return Optional.empty();
    }
    int first = parts.length - 3;
    try {
      byte[] tag = HEX.parseHex(parts[first + 1]);
      byte[] iv = HEX.parseHex(parts[first]);
      return tag.length != TAG_BYTES || iv.length < IV_BYTES
          ? Optional.empty()
          : Optional.of(
              new SealedText(
                  first == 0 ? null : parts[0], iv, tag, HEX.parseHex(parts[first + 2])));
    } catch (IllegalArgumentException notHex) {
      return Optional.empty();
    }
  }

  /** Empty if it was changed, or sealed under another key or for another row. */
  Optional<String> open(SecretKeySpec key, String row) {
    byte[] both = Arrays.copyOf(data, data.length + tag.length);
    System.arraycopy(tag, 0, both, data.length, tag.length);
    try {
      byte[] plain = cipher(Cipher.DECRYPT_MODE, key, iv, keyId == null ? null : row).doFinal(both);
      return Optional.of(new String(plain, StandardCharsets.UTF_8));
    } catch (AEADBadTagException otherKeyOrRow) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM failed", e);
    }
  }

  private static Cipher cipher(int mode, SecretKeySpec key, byte[] iv, @Nullable String row)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * 8, iv));
    if (row != null) {
      cipher.updateAAD(row.getBytes(StandardCharsets.UTF_8));
    }
    return cipher;
  }

  /** The stored form. */
  @Override
  public String toString() {
    String rest = String.join(":", HEX.formatHex(iv), HEX.formatHex(tag), HEX.formatHex(data));
    return keyId == null ? rest : keyId + ":" + rest;
  }
}
