package dev.tandem.books.connection;

import dev.tandem.shared.PracticeId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One consent with its tokens, opened.
 *
 * @param practice where the consent was given; other practices may hang on it, too
 * @param version raised with each new pair of tokens
 * @param attemptAt when a refresh with this refresh token first went out unanswered
 * @param ledgerUser the person's id at the ledger
 * @param authEvent the consent's id at the ledger: tells its organisations from earlier ones
 * @param custom whether it is a custom connection's: nobody consented, and nothing is refreshed
 * @param customApp the app of it; null: the one that the environment named then
 * @param appKey for whom the ledger counts its limits; tells whether the environment names it still
 */
record Grant(
    GrantId id,
    PracticeId practice,
    Status status,
    String accessToken,
    @Nullable String refreshToken,
    Instant accessExpiresAt,
    Instant refreshIssuedAt,
    long version,
    @Nullable Instant attemptAt,
    @Nullable Instant refreshedAt,
    @Nullable String ledgerUser,
    @Nullable String authEvent,
    boolean custom,
    @Nullable UUID customApp,
    String appKey) {

  boolean active() {
    return status == Status.ACTIVE;
  }

  /** Over for good: only a new consent helps. */
  boolean ended() {
    return status == Status.REFRESH_FAILED || status == Status.REVOKED;
  }

  boolean lasts(Duration atLeast, Instant now) {
    return !accessToken.isEmpty() && accessExpiresAt.isAfter(now.plus(atLeast));
  }

  @Override
  public String toString() {
    return "Grant[" + id + ", version " + version + "]";
  }

  enum Status {
    ACTIVE,
    REFRESH_FAILED,
    REVOKED,
    /** Active, but its tokens lie under a key that is not at hand; never stored. */
    UNREADABLE
  }
}
