package dev.tandem.simulator.identity;

import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Request;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Access and id tokens: signed JWTs with the claims Xero puts into them. */
final class Tokens {
  static final Duration ACCESS_LIFETIME = Duration.ofMinutes(30);
  private static final Duration ID_LIFETIME = Duration.ofMinutes(5);

  private final SigningKey key;
  private final Clock clock;
  private final String issuer;

  Tokens(SigningKey key, Clock clock, String issuer) {
    this.key = key;
    this.clock = clock;
    this.issuer = issuer;
  }

  /** A user's token, or a custom connection's when there is no event. */
  String access(String clientId, Collection<String> scopes, @Nullable String event) {
    ObjectNode claims = claims(issuer + "/resources", ACCESS_LIFETIME).put("client_id", clientId);
    if (event != null) {
      person(claims).put("authentication_event_id", event);
    }
    claims.put(
        "jti", UUID.randomUUID().toString().replace("-", "").toUpperCase(java.util.Locale.ROOT));
    scopes.forEach(claims.putArray("scope")::add);
    claims.putArray("amr").add("pwd");
    return key.sign(claims);
  }

  String id(String clientId, Collection<String> scopes) {
    ObjectNode claims = person(claims(clientId, ID_LIFETIME));
    if (scopes.contains("email")) {
      claims.put("email", XeroUser.DEMO.email());
    }
    if (scopes.contains("profile")) {
      claims.put("preferred_username", XeroUser.DEMO.email());
      claims.put("given_name", XeroUser.DEMO.givenName());
      claims.put("family_name", XeroUser.DEMO.familyName());
      claims.put("name", XeroUser.DEMO.name());
    }
    claims.putArray("amr").add("pwd");
    return key.sign(claims);
  }

  private ObjectNode claims(String audience, Duration lifetime) {
    long now = clock.instant().getEpochSecond();
    return Json.object()
        .put("nbf", now)
        .put("exp", now + lifetime.toSeconds())
        .put("iat", now)
        .put("iss", issuer)
        .put("aud", audience);
  }

  private ObjectNode person(ObjectNode claims) {
    String subject = XeroUser.DEMO.id().replace("-", "");
    return claims
        .put("sub", subject)
        .put("auth_time", clock.instant().getEpochSecond())
        .put("idp", "local")
        .put("sid", subject)
        .put("xero_userid", XeroUser.DEMO.id())
        .put("global_session_id", subject);
  }

  /** The claims of the request's bearer token, if it is one of ours. */
  Optional<ObjectNode> bearer(Request request) {
    return request
        .header("Authorization")
        .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
        .flatMap(value -> key.verify(value.substring(7).strip()));
  }

  static Instant expiry(ObjectNode claims) {
    return Instant.ofEpochSecond(claims.path("exp").asLong());
  }
}
