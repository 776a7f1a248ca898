package dev.tandem.books.connection;

import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Reads who gave the consent out of an access token. Its signature is not checked: it came straight
 * from Xero's token endpoint.
 */
final class TokenClaims {

  private static final JsonMapper JSON = new JsonMapper();

  private TokenClaims() {}

  /** The person's id at Xero: revoking one of that person's grants ends them all. */
  static @Nullable String userOf(String accessToken) {
    String user = claims(accessToken).path("xero_userid").asString("");
    return user.isEmpty() ? null : user;
  }

  /** What this very token may be used for. */
  static Set<String> scopesOf(String accessToken) {
    Set<String> scopes = new HashSet<>();
    claims(accessToken).path("scope").forEach(it -> scopes.add(it.asString("")));
    return scopes;
  }

  private static JsonNode claims(String accessToken) {
    String[] parts = accessToken.split("\\.", -1);
    if (parts.length != 3) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
    } catch (IllegalArgumentException | JacksonException _) {
      return MissingNode.getInstance();
    }
  }
}
