package dev.tandem.shared;

import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Seals secrets with AES-256-GCM for the row they are stored in, and opens them. A sealed value
 * reads {@code keyId:iv:tag:data}; it opens only for the row it was sealed for, because the row's
 * name is part of what is authenticated. Every column that holds such values is declared as a
 * {@link SealedColumn}, or a rotation would leave it behind.
 */
@Component
public class Sealing {

  private final KeyRing ring;
  private final SealingKey key;

  Sealing(KeyRing ring, SealingKey key) {
    this.ring = ring;
    this.key = key;
  }

  /**
   * Seals under the database's present key, which cannot change before the caller's transaction
   * ends: so nothing is written under the old key once a rotation has begun.
   *
   * @param row what the value is bound to, see {@link SealedColumn#row}
   * @throws IllegalStateException if no transaction is open: the value must be written in the one
   *     in which it was sealed
   */
  public String seal(String plain, String row) {
    String id = key.untilTheTransactionEnds();
    return ring.find(id)
        .map(found -> SealedText.seal(id, found, plain, row).toString())
        .orElseThrow(() -> new SealingKey.Unknown(id));
  }

  /**
   * @throws CannotUnseal if the value was changed, sealed for another row or under a key that is
   *     not at hand
   */
  public String unseal(String sealed, String row) {
    return SealedText.parse(sealed).flatMap(it -> open(it, row)).orElseThrow(CannotUnseal::new);
  }

  private Optional<String> open(SealedText sealed, String row) {
    String id = sealed.keyId();
    return id != null
        ? ring.find(id).flatMap(it -> sealed.open(it, row))
        : ring.all().stream().flatMap(it -> sealed.open(it, row).stream()).findFirst();
  }

  /** The value cannot be opened with the keys at hand. Says nothing of its content. */
  public static class CannotUnseal extends IllegalStateException {
    CannotUnseal() {
      super(
          "A sealed value could not be opened: it was changed, or sealed under another ENCRYPTION_KEY");
    }
  }
}
