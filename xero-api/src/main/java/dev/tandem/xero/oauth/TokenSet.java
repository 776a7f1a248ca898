package dev.tandem.xero.oauth;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What Xero hands out after consent, after a refresh, or to a custom connection.
 *
 * @param refreshToken replaced at every refresh: store the new one before using anything of this
 *     set
 * @param expiresAt when the access token ends, counted from before the call by our clock
 * @param authenticationEventId the consent behind the token; tells its organisations from earlier
 *     ones
 */
public record TokenSet(
    String accessToken,
    @Nullable String refreshToken,
    @Nullable String idToken,
    Instant expiresAt,
    Set<String> scopes,
    @Nullable UUID authenticationEventId) {

  public TokenSet {
    scopes = Set.copyOf(scopes);
  }

  @Override
  public String toString() {
    return "TokenSet[until " + expiresAt + "]";
  }
}
