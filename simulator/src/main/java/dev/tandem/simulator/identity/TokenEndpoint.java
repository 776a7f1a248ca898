package dev.tandem.simulator.identity;

import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Parameters;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Exchanges codes, refresh tokens and client credentials for tokens. */
final class TokenEndpoint {
  private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9\\-._~]{43,128}");

  private final Apps apps;
  private final AuthorizationCodes codes;
  private final RotatingTokens refreshTokens;
  private final Grants grants;
  private final CustomConnections custom;
  private final Tokens tokens;

  TokenEndpoint(
      Apps apps,
      AuthorizationCodes codes,
      RotatingTokens refreshTokens,
      Grants grants,
      CustomConnections custom,
      Tokens tokens) {
    this.apps = apps;
    this.codes = codes;
    this.refreshTokens = refreshTokens;
    this.grants = grants;
    this.custom = custom;
    this.tokens = tokens;
  }

  Response exchange(Request request) {
    Parameters form = request.form();
    var known = apps.authenticated(request, form);
    if (known.isEmpty()) {
      return error("invalid_client");
    }
    App app = known.get();
    return switch (form.get("grant_type", "")) {
      case "authorization_code" -> code(app, form);
      case "refresh_token" -> refresh(app, form);
      case "client_credentials" -> credentials(app, form);
      default -> error("unsupported_grant_type");
    };
  }

  private Response code(App app, Parameters form) {
    return codes
        .take(form.get("code", ""))
        .filter(issued -> issued.clientId().equals(app.clientId()))
        .filter(issued -> issued.redirectUri().equals(form.get("redirect_uri", "")))
        .filter(issued -> proven(issued.challenge(), form.get("code_verifier", "")))
        .map(issued -> forUser(app, issued.scopes(), issued.event()))
        .orElseGet(() -> error("invalid_grant"));
  }

  private static boolean proven(String challenge, String verifier) {
    return challenge.isEmpty()
        || (VERIFIER.matcher(verifier).matches() && challenge.equals(s256(verifier)));
  }

  private static String s256(String verifier) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException unavailable) {
      throw new IllegalStateException(unavailable);
    }
  }

  private Response refresh(App app, Parameters form) {
    return refreshTokens
        .use(form.get("refresh_token", ""), app.clientId())
        .map(token -> forUser(app, token.scopes(), token.event()))
        .orElseGet(() -> error("invalid_grant"));
  }

  /** Scopes only add up: the token carries everything ever allowed to the app. */
  private Response forUser(App app, Set<String> asked, String event) {
    Set<String> ever = new java.util.LinkedHashSet<>(grants.scopes(app.clientId()));
    ever.addAll(asked);
    Set<String> scopes = grants.left(app.clientId(), ever);
    ObjectNode body = body(tokens.access(app.clientId(), scopes, event), scopes);
    if (asked.contains("openid")) {
      body.put("id_token", tokens.id(app.clientId(), scopes));
    }
    if (asked.contains("offline_access")) {
      body.put(
          "refresh_token",
          refreshTokens.issue(new RotatingTokens.RefreshToken(app.clientId(), asked, event)));
    }
    return ok(body);
  }

  private Response credentials(App app, Parameters form) {
    @Nullable String tenant = app.customTenant();
    if (tenant == null || !app.confidential()) {
      return error("unauthorized_client");
    }
    if (custom.state(app) != CustomConnections.State.AUTHORISED) {
      return error("unauthorized_client");
    }
    Set<String> asked = Scopes.parse(form.get("scope", ""));
    Set<String> scopes = asked.isEmpty() ? custom.scopes(app) : asked;
    if (!Scopes.known(scopes) || scopes.contains("offline_access") || !custom.mayAsk(app, scopes)) {
      return error("invalid_scope");
    }
    return ok(body(tokens.access(app.clientId(), scopes, null), scopes));
  }

  private static ObjectNode body(String accessToken, Set<String> scopes) {
    return Json.object()
        .put("access_token", accessToken)
        .put("expires_in", Tokens.ACCESS_LIFETIME.toSeconds())
        .put("token_type", "Bearer")
        .put("scope", String.join(" ", scopes));
  }

  private static Response ok(ObjectNode body) {
    return Response.json(200, body).with("Cache-Control", "no-store");
  }

  private static Response error(String code) {
    return Response.json(400, Json.object().put("error", code)).with("Cache-Control", "no-store");
  }
}
