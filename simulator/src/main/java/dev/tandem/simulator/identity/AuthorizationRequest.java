package dev.tandem.simulator.identity;

import dev.tandem.simulator.http.Parameters;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an app asks of the user, checked.
 *
 * @param challenge for PKCE, empty when none was given
 * @param nonce to be carried into the id token, empty when none was given
 * @param bulk whether several organisations may be chosen at once
 */
record AuthorizationRequest(
    App app,
    String redirectUri,
    Set<String> scopes,
    String state,
    String challenge,
    String nonce,
    boolean bulk) {

  /** The request cannot be answered by a redirect; the reason is shown to the user instead. */
  static final class Invalid extends Exception {
    Invalid(String reason) {
      super(reason);
    }
  }

  static AuthorizationRequest of(Parameters query, Apps apps, Instant now, boolean bulk)
      throws Invalid {
    App app =
        apps.byClientId(query.get("client_id", ""))
            .orElseThrow(
                () -> new Invalid("unauthorized_client: Unknown client or client not enabled"));
    String redirectUri = query.get("redirect_uri", "");
    if (!app.mayRedirectTo(redirectUri)) {
      throw new Invalid("unauthorized_client: Invalid redirect_uri");
    }
    if (!query.get("response_type", "").equals("code")) {
      throw new Invalid("unsupported_response_type: Only code is supported");
    }
    List<String> acr = List.of(query.get("acr_values", "").strip().split("\\s+"));
    return new AuthorizationRequest(
        app,
        redirectUri,
        scopes(query, app, now),
        query.get("state", ""),
        challenge(query, app),
        query.get("nonce", ""),
        bulk && !acr.contains("bulk_connect:false"));
  }

  private static Set<String> scopes(Parameters query, App app, Instant now) throws Invalid {
    Set<String> scopes = Scopes.parse(query.get("scope", ""));
    boolean refused =
        scopes.isEmpty()
            || !Scopes.known(scopes)
            || scopes.contains(Scopes.CONNECTIONS)
            || scopes.stream().anyMatch(scope -> BroadScopes.closed(scope, app, now));
    if (refused) {
      throw new Invalid("invalid_scope: Invalid scope for client");
    }
    return scopes;
  }

  private static String challenge(Parameters query, App app) throws Invalid {
    String challenge = query.get("code_challenge", "");
    if (challenge.isEmpty() && !app.confidential()) {
      throw new Invalid("invalid_request: code challenge required");
    }
    if (!challenge.isEmpty() && !query.get("code_challenge_method", "").equals("S256")) {
      throw new Invalid("invalid_request: Transform algorithm not supported");
    }
    if (!challenge.isEmpty() && !CodeProof.wellFormed(challenge)) {
      throw new Invalid("invalid_request: Invalid code challenge");
    }
    return challenge;
  }

  String back(Map<String, String> answer) {
    return redirectUri
        + (redirectUri.contains("?") ? "&" : "?")
        + answer.entrySet().stream()
            .map(pair -> pair.getKey() + "=" + encode(pair.getValue()))
            .collect(Collectors.joining("&"))
        + (state.isEmpty() ? "" : "&state=" + encode(state));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
