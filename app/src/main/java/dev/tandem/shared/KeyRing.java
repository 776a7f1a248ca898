package dev.tandem.shared;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The keys that this process knows, by id: {@code ENCRYPTION_KEY}, and those it may still have to
 * open values with, from {@code ENCRYPTION_KEY_PREVIOUS}. Which of them values are sealed with is
 * the database's to say ({@link SealingKey}).
 */
@Component
public class KeyRing {

  private static final HexFormat HEX = HexFormat.of();
  private static final int ID_BYTES = 4;

  private final Map<String, SecretKeySpec> keys = new LinkedHashMap<>();
  private final String wished;

  /**
   * @param wished 64 hexadecimal characters (32 bytes)
   * @param previous keys of the same form, commas between; may be empty
   * @throws UnusableKey if one of them is absent or of another form
   */
  KeyRing(
      @Value("${ENCRYPTION_KEY:}") String wished,
      @Value("${ENCRYPTION_KEY_PREVIOUS:}") String previous) {
    this.wished = add("ENCRYPTION_KEY", wished.strip());
    for (String key : split(previous)) {
      add("ENCRYPTION_KEY_PREVIOUS", key);
    }
  }

  /**
   * For whoever has no application yet; see the constructor.
   *
   * @throws UnusableKey if one of them is absent or of another form
   */
  public static KeyRing of(String wished, String previous) {
    return new KeyRing(wished, previous);
  }

  /** What stands between the commas. */
  private static List<String> split(String list) {
    var found = new ArrayList<String>();
    for (String part : list.split(",")) {
      if (!part.isBlank()) {
        found.add(part.strip());
      }
    }
    return found;
  }

  private String add(String variable, String hex) {
    if (!hex.matches("[0-9a-fA-F]{64}")) {
      throw new UnusableKey(variable, hex.isEmpty());
    }
    byte[] bytes = HEX.parseHex(hex);
    String id = HEX.formatHex(sha256(bytes), 0, ID_BYTES);
    keys.putIfAbsent(id, new SecretKeySpec(bytes, "AES"));
    return id;
  }

  /** The id of {@code ENCRYPTION_KEY}: what a rotation started here changes over to. */
  public String wished() {
    return wished;
  }

  public Set<String> ids() {
    return Set.copyOf(keys.keySet());
  }

  Optional<SecretKeySpec> find(String id) {
    return Optional.ofNullable(keys.get(id));
  }

  Collection<SecretKeySpec> all() {
    return keys.values();
  }

  @Override
  public String toString() {
    return "KeyRing" + keys.keySet();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }

  /** A key is absent or malformed; the message says how to make one and shows nothing of it. */
  public static class UnusableKey extends IllegalStateException {
    UnusableKey(String variable, boolean absent) {
      super(
          variable
              + (absent ? " is not set" : " is not 64 hexadecimal characters")
              + ": make a key with './tandem keys new' and put it into the environment or .env.");
    }
  }
}
