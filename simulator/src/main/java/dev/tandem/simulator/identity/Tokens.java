package dev.tandem.simulator.identity;

import dev.tandem.simulator.clock.Skew;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Request;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** Access and id tokens: signed JWTs with the claims Xero puts into them, in Xero's order. */
final class Tokens {
  /** Xero: 30 minutes. */
  static final Duration ACCESS_LIFETIME = Duration.ofMinutes(30);

  /** Xero: 5 minutes; it is read once, at the callback. */
  private static final Duration ID_LIFETIME = Duration.ofMinutes(5);

  private final SigningKey key;
  private final Clock clock;
  private final String issuer;

  Tokens(SigningKey key, Clock clock, String issuer) {
    this.key = key;
    this.clock = clock;
    this.issuer = issuer;
  }

  /** A user's token. */
  String access(String clientId, Collection<String> scopes, SignIn signIn) {
    ObjectNode claims = accessClaims(clientId);
    person(claims, signIn).put("jti", jti()).put("authentication_event_id", signIn.event());
    return signed(claims, scopes);
  }

  /** An app's own token, which speaks for no user. */
  String access(String clientId, Collection<String> scopes) {
    return signed(accessClaims(clientId).put("jti", jti()), scopes);
  }

  private ObjectNode accessClaims(String clientId) {
    return claims(issuer + "/resources", ACCESS_LIFETIME).put("client_id", clientId);
  }

  private String signed(ObjectNode claims, Collection<String> scopes) {
    scopes.forEach(claims.putArray("scope")::add);
    if (claims.has("sub")) {
      claims.putArray("amr").add("pwd");
    }
    return key.sign(claims);
  }

  private static String jti() {
    return UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
  }

  /**
   * Who the user is, for the app.
   *
   * @param nonce as the app sent it to the consent page; empty when it sent none, or at a refresh
   */
  String id(
      String clientId, Collection<String> scopes, SignIn signIn, String nonce, String accessToken) {
    ObjectNode claims = claims(clientId, ID_LIFETIME);
    claims.put("iat", claims.path("nbf").asLong()).put("at_hash", leftHalf(accessToken));
    if (!nonce.isEmpty()) {
      claims.put("nonce", nonce);
    }
    claims.put("sid", signIn.session());
    XeroUser.DEMO.describe(person(claims, signIn), scopes);
    claims.putArray("amr").add("pwd");
    return key.sign(claims);
  }

  /** OpenID Connect: the left half of the token's SHA-256. */
  private static String leftHalf(String accessToken) {
    byte[] digest = Hash.of("SHA-256", accessToken.getBytes(StandardCharsets.US_ASCII));
    return Hash.base64Url(Arrays.copyOf(digest, digest.length / 2));
  }

  private ObjectNode claims(String audience, Duration lifetime) {
    long now = Skew.told(clock.instant()).getEpochSecond();
    return Json.object()
        .put("nbf", now)
        .put("exp", now + lifetime.toSeconds())
        .put("iss", issuer)
        .put("aud", audience);
  }

  private static ObjectNode person(ObjectNode claims, SignIn signIn) {
    return claims
        .put("sub", XeroUser.DEMO.subject())
        .put("auth_time", signIn.at().getEpochSecond())
        .put("idp", "local")
        .put("xero_userid", XeroUser.DEMO.id())
        .put("global_session_id", signIn.globalSession());
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
