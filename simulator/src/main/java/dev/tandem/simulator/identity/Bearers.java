package dev.tandem.simulator.identity;

import dev.tandem.simulator.http.Request;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the bearer token of a request. */
final class Bearers {
  private final Tokens tokens;
  private final Apps apps;
  private final Clock clock;

  Bearers(Tokens tokens, Apps apps, Clock clock) {
    this.tokens = tokens;
    this.apps = apps;
    this.clock = clock;
  }

  public Caller caller(Request request) {
    ObjectNode claims = tokens.bearer(request).orElseThrow(ApiProblem::noToken);
    Instant expiry = Tokens.expiry(claims);
    if (!clock.instant().isBefore(expiry)) {
      throw ApiProblem.expired(expiry);
    }
    App app =
        apps.byClientId(claims.path("client_id").asString("")).orElseThrow(ApiProblem::noToken);
    return new Caller(app, scopes(claims), event(claims).orElse(null));
  }

  /** The app a token was made for, even if it has expired; empty when it is none of ours. */
  String app(Request request) {
    return tokens.bearer(request).map(claims -> claims.path("client_id").asString("")).orElse("");
  }

  private static Set<String> scopes(ObjectNode claims) {
    Set<String> scopes = new LinkedHashSet<>();
    claims.path("scope").forEach(scope -> scopes.add(scope.asString()));
    return scopes;
  }

  private static Optional<String> event(ObjectNode claims) {
    return Optional.of(claims.path("authentication_event_id"))
        .filter(JsonNode::isString)
        .map(JsonNode::asString);
  }
}
