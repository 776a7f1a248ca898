package dev.tandem.staff;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who did something, for the audit trail: the person or API key of the request, else Tandem itself.
 * Work done in somebody else's name says so with {@link #as}.
 *
 * @param name as it was then; a person who is renamed later does not change the past
 */
public record Actor(Kind kind, @Nullable UUID id, String name) {

  private static final ScopedValue<String> NAMED = ScopedValue.newInstance();

  /** What kind of someone. */
  public enum Kind {
    STAFF,
    API_KEY,
    SYSTEM
  }

  /** Does the work as the system called so, for instance {@code "Xero"}. */
  public static <T extends @Nullable Object, X extends Throwable> T as(
      String system, ScopedValue.CallableOp<T, X> work) throws X {
    return ScopedValue.where(NAMED, system).call(work);
  }

  /** Whoever this code works for. */
  public static Actor current() {
    if (NAMED.isBound()) {
      return new Actor(Kind.SYSTEM, null, NAMED.get());
    }
    return SignedIn.current().map(Actor::of).orElse(new Actor(Kind.SYSTEM, null, "Tandem"));
  }

  private static Actor of(SignedIn me) {
    return me.staff() == null
        ? new Actor(Kind.API_KEY, me.apiKey(), me.name())
        : new Actor(Kind.STAFF, me.staff().value(), me.name());
  }
}
