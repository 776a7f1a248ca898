package dev.tandem.books.connection;

import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads who gave the consent out of an access token. Its signature is not checked: it came straight
 * from Xero's token endpoint.
 */
final class TokenClaims {

  private static final JsonMapper JSON = new JsonMapper();

  private TokenClaims() {}

  /** The person's id at Xero: revoking one of that person's grants ends them all. */
  static @Nullable String userOf(String accessToken) {
    String[] parts = accessToken.split("\\.", -1);
    if (parts.length != 3) {
      return null;
    }
    try {
      var claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
      String user = claims.path("xero_userid").asString("");
      return user.isEmpty() ? null : user;
    } catch (IllegalArgumentException | JacksonException _) {
      return null;
    }
  }
}
