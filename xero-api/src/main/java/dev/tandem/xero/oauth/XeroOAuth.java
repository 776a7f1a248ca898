package dev.tandem.xero.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.xero.CallFacts;
import dev.tandem.xero.XeroReply;
import dev.tandem.xero.XeroSettings;
import dev.tandem.xero.internal.Answer;
import dev.tandem.xero.internal.Classify;
import dev.tandem.xero.internal.Exchange;
import dev.tandem.xero.internal.Form;
import dev.tandem.xero.internal.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Consent, tokens and the organisations they open. Keeps nothing: storing and refreshing in time is
 * the caller's.
 */
public final class XeroOAuth {

  private final XeroSettings settings;
  private final Exchange exchange;
  private final Clock clock;

  public XeroOAuth(XeroSettings settings, Exchange exchange, Clock clock) {
    this.settings = settings;
    this.exchange = exchange;
    this.clock = clock;
  }

  /** A fresh way to the consent page; good for one person and one attempt. */
  public AuthorizationRequest authorize() {
    return authorize(settings.scopes());
  }

  /**
   * The same, asking for exactly these scopes. What the user allowed before stays allowed: Xero's
   * scopes only add up.
   */
  public AuthorizationRequest authorize(Collection<String> scopes) {
    String state = Pkce.unguessable();
    String verifier = Pkce.unguessable();
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", settings.clientId());
    query.put("redirect_uri", settings.redirectUri().toString());
    query.put("scope", String.join(" ", scopes));
    query.put("state", state);
    query.put("code_challenge", Pkce.challenge(verifier));
    query.put("code_challenge_method", "S256");
    URI url = URI.create(settings.hosts().authorize() + "?" + Form.of(query));
    return new AuthorizationRequest(state, verifier, url);
  }

  /**
   * Turns the code that came back with the browser into tokens. Codes work once and for five
   * minutes.
   */
  public XeroReply<TokenSet> exchange(String code, String verifier) {
    Map<String, String> form = grant("authorization_code");
    form.put("code", code);
    form.put("redirect_uri", settings.redirectUri().toString());
    form.put("code_verifier", verifier);
    return tokens(form);
  }

  /** New tokens for old; the refresh token changes, too. */
  public XeroReply<TokenSet> refresh(String refreshToken) {
    Map<String, String> form = grant("refresh_token");
    form.put("refresh_token", refreshToken);
    return tokens(form);
  }

  /** A token for a custom connection: one organisation, no user, nothing to refresh. */
  public XeroReply<TokenSet> clientCredentials() {
    return clientCredentials(
        settings.scopes().stream().filter(s -> !s.equals("offline_access")).toList());
  }

  /**
   * The same with exactly these scopes.
   *
   * @param scopes none: whatever the connection was set up with. One that it was not set up with
   *     gets the whole question refused
   */
  public XeroReply<TokenSet> clientCredentials(Collection<String> scopes) {
    Map<String, String> form = grant("client_credentials");
    if (!scopes.isEmpty()) {
      form.put("scope", String.join(" ", scopes));
    }
    return tokens(form);
  }

  /** Ends the grant and with it every connection of this user to our app. */
  public CallFacts revoke(String refreshToken) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("token", refreshToken);
    return post("/connect/revocation", form).facts();
  }

  /** Every organisation the user ever opened to our app and did not close. */
  public XeroReply<List<XeroTenant>> tenants(String accessToken) {
    return tenants(accessToken, null);
  }

  /** The organisations opened in one consent. */
  public XeroReply<List<XeroTenant>> tenants(String accessToken, @Nullable UUID authEventId) {
    String query = authEventId == null ? "" : "?authEventId=" + authEventId;
    Answer answer = bearer(accessToken, "/connections" + query, "GET");
    JsonNode list = Json.tree(answer);
    if (!list.isArray()) throw Json.unreadable(answer);
    List<XeroTenant> tenants = new ArrayList<>();
    for (JsonNode node : list) tenants.add(Json.record(node, XeroTenant.class, answer));
    return new XeroReply<>(List.copyOf(tenants), answer.facts());
  }

  /** Closes one organisation to our app; the user's others stay open. */
  public CallFacts disconnect(String accessToken, UUID connectionId) {
    return bearer(accessToken, "/connections/" + connectionId, "DELETE").facts();
  }

  private static Map<String, String> grant(String type) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", type);
    return form;
  }

  private XeroReply<TokenSet> tokens(Map<String, String> form) {
    Instant asked = clock.instant();
    Answer answer = post("/connect/token", form);
    return new XeroReply<>(TokenAnswer.read(answer, asked), answer.facts());
  }

  private Answer post(String path, Map<String, String> form) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(settings.hosts().identity() + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json");
    String secret = settings.clientSecret();
    if (secret == null) {
      form.put("client_id", settings.clientId());
    } else {
      byte[] pair = (settings.clientId() + ":" + secret).getBytes(UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }
    return TokenAnswer.orThrow(exchange.send(request.POST(BodyPublishers.ofString(Form.of(form)))));
  }

  private Answer bearer(String accessToken, String path, String verb) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(settings.hosts().api() + path))
            .header("Authorization", "Bearer " + Form.headerSafe(accessToken))
            .header("Accept", "application/json")
            .method(verb, BodyPublishers.noBody());
    return Classify.orThrow(exchange.send(request));
  }
}
