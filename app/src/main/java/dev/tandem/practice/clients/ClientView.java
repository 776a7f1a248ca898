package dev.tandem.practice.clients;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A client as it stands.
 *
 * @param version goes up with each change; whoever changes a client says which one they saw
 * @param phoneE164 the phone's international form; null if it is not a number that can be dialled
 * @param mobileE164 the mobile's, likewise
 */
public record ClientView(
    ClientId id,
    int version,
    ClientDetails details,
    @Nullable String phoneE164,
    @Nullable String mobileE164,
    boolean archived,
    Instant createdAt,
    Instant changedAt) {

  public String name() {
    return details.name();
  }

  /** Whether they were forgotten at their wish. */
  public boolean erased() {
    return ErasedName.of(id).equals(name());
  }

  /** What the client is found by, here and in other books. */
  public ClientKeys keys() {
    return ClientKeys.of(
        details, new Phone(details.phone(), phoneE164), new Phone(details.mobile(), mobileE164));
  }

  /** As {@link #phoneDoubtful}, of the mobile. */
  public boolean mobileDoubtful() {
    return mobileE164 == null && !details.mobile().isEmpty();
  }

  /** A number is there, but it cannot be dialled as it stands. */
  public boolean phoneDoubtful() {
    return phoneE164 == null && !details.phone().isEmpty();
  }
}
