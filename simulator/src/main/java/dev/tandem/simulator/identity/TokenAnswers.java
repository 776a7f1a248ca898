package dev.tandem.simulator.identity;

import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Response;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** What the token endpoint says when it has nothing against the request, and when it has. */
final class TokenAnswers {
  private final RotatingTokens refreshTokens;
  private final Grants grants;
  private final Tokens tokens;

  TokenAnswers(RotatingTokens refreshTokens, Grants grants, Tokens tokens) {
    this.refreshTokens = refreshTokens;
    this.grants = grants;
    this.tokens = tokens;
  }

  /**
   * Scopes only add up: the token carries everything ever allowed to the app. What this consent
   * asked for decides whether there is an id token and a refresh token.
   */
  Response forUser(App app, Set<String> asked, SignIn signIn, String nonce) {
    String client = app.clientId();
    Set<String> ever = new LinkedHashSet<>(grants.scopes(client));
    ever.addAll(asked);
    Set<String> scopes = grants.left(client, ever);
    String access = tokens.access(client, scopes, signIn);
    ObjectNode body = Json.object();
    if (asked.contains("openid")) {
      body.put("id_token", tokens.id(client, scopes, signIn, nonce, access));
    }
    access(body, access);
    if (asked.contains("offline_access")) {
      body.put(
          "refresh_token",
          refreshTokens.issue(new RotatingTokens.RefreshToken(client, asked, signIn)));
    }
    return scoped(body, scopes);
  }

  /** For the app itself: neither a user nor a refresh token. */
  Response forApp(App app, Set<String> scopes) {
    ObjectNode body = Json.object();
    access(body, tokens.access(app.clientId(), scopes));
    return scoped(body, scopes);
  }

  private static void access(ObjectNode body, String token) {
    body.put("access_token", token)
        .put("expires_in", Tokens.ACCESS_LIFETIME.toSeconds())
        .put("token_type", "Bearer");
  }

  private static Response scoped(ObjectNode body, Set<String> scopes) {
    return unstored(Response.json(200, body.put("scope", String.join(" ", scopes))));
  }

  /** Xero: 400 with the error's name, without a description. */
  static Response error(String name) {
    return unstored(Response.json(400, Json.object().put("error", name)));
  }

  private static Response unstored(Response response) {
    return response
        .with("Cache-Control", "no-store, no-cache, max-age=0")
        .with("Pragma", "no-cache");
  }
}
