package dev.tandem.xero.oauth;

import dev.tandem.xero.XeroAccessLost;
import dev.tandem.xero.XeroAccessLost.Why;
import dev.tandem.xero.internal.Answer;
import dev.tandem.xero.internal.Classify;
import dev.tandem.xero.internal.Json;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what the token endpoint says, good or bad. */
final class TokenAnswer {

  private TokenAnswer() {}

  /**
   * OAuth's own errors come as 400 or 401 with a code word; everything else is told apart as usual.
   */
  static Answer orThrow(Answer answer) {
    String code = Json.treeOrEmpty(answer.body()).path("error").stringValue("");
    boolean oauth = (answer.status() == 400 || answer.status() == 401) && !code.isEmpty();
    if (!oauth) return Classify.orThrow(answer);
    Why why = code.equals("invalid_grant") ? Why.GRANT_ENDED : Why.APP_REFUSED;
    throw new XeroAccessLost(why, code, answer.facts());
  }

  static TokenSet read(Answer answer, Instant asked) {
    JsonNode body = Json.tree(answer);
    String access = body.path("access_token").stringValue("");
    long seconds = body.path("expires_in").asLong(0);
    if (access.isEmpty() || seconds <= 0) throw Json.unreadable(answer);
    return new TokenSet(
        access,
        text(body, "refresh_token"),
        text(body, "id_token"),
        asked.plusSeconds(seconds),
        scopes(body),
        authenticationEvent(access));
  }

  private static Set<String> scopes(JsonNode body) {
    return Arrays.stream(body.path("scope").stringValue("").split("\\s+"))
        .filter(scope -> !scope.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static @Nullable String text(JsonNode body, String field) {
    String text = body.path(field).stringValue("");
    return text.isEmpty() ? null : text;
  }

  /** The token came straight from Xero over TLS, so its signature needs no check here. */
  private static @Nullable UUID authenticationEvent(String accessToken) {
    String[] parts = accessToken.split("\\.");
    if (parts.length != 3) return null;
    try {
      JsonNode claims = Json.treeOrEmpty(Base64.getUrlDecoder().decode(parts[1]));
      return UUID.fromString(claims.path("authentication_event_id").stringValue(""));
    } catch (IllegalArgumentException noSuchClaim) {
      return null;
    }
  }
}
