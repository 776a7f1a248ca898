package dev.tandem.vendors.email;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A letter did not go out, or may not have. The message is for the people of the practice: it never
 * holds the address, the letter or a secret.
 */
public class NotSent extends RuntimeException {

  private final boolean again;
  private final @Nullable Duration notBefore;

  private NotSent(String message, boolean again, @Nullable Duration notBefore) {
    super(message);
    this.again = again;
    this.notBefore = notBefore;
  }

  /** Worth another try, with the same letter under the same key. */
  static NotSent forNow(String message, @Nullable Duration notBefore) {
    return new NotSent(message, true, notBefore);
  }

  /** A person has to change something first. */
  static NotSent forGood(String message) {
    return new NotSent(message, false, null);
  }

  public boolean worthAnotherTry() {
    return again;
  }

  /** How long the carrier asked to wait. */
  public @Nullable Duration notBefore() {
    return notBefore;
  }
}
