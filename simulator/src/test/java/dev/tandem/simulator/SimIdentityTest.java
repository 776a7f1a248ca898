package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** §1 of the fact sheet: OAuth 2.0. */
class SimIdentityTest extends SimulatorTest {
  private static final String VERIFIER = "v".repeat(43);

  @Test
  void theConsentPageOffersTheOrganisationsAndTwoAnswers() {
    var page = xero.send("GET", authorize("client", Xero.REDIRECT, "accounting.contacts"), "");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body())
        .contains("Harbour Health Demo (AU)", "Kauri Clinic Demo (NZ)", "Allow access", "Cancel");
  }

  @Test
  void badClientRedirectOrScopeShowsAnErrorPageWithStatus500() {
    for (String bad :
        new String[] {
          authorize("stranger", Xero.REDIRECT, "openid"),
          authorize("client", "http://127.0.0.1:5555/callback", "openid"),
          authorize("client", "https://elsewhere.example/callback", "openid"),
          authorize("client", Xero.REDIRECT, "accounting.everything")
        }) {
      assertThat(xero.send("GET", bad, "").status()).as(bad).isEqualTo(500);
    }
  }

  @Test
  void anyLocalhostPortAndPathMayBeRedirectedTo() {
    for (String scheme : new String[] {"http", "https"}) {
      String back = scheme + "://localhost:7777/login/oauth2/code/xero?x=1";
      String url = authorize("client", back, "openid");
      assertThat(xero.send("GET", url, "").status()).as(scheme).isEqualTo(200);
    }
  }

  @Test
  void allowingRedirectsWithCodeAndStateAndCancellingWithAccessDenied() {
    var allowed = decide("&decision=allow&tenant=" + Xero.AU + "&tenant=" + Xero.NZ);
    assertThat(allowed.status()).isEqualTo(302);
    assertThat(allowed.header("Location"))
        .startsWith(Xero.REDIRECT + "?code=")
        .endsWith("&state=xyz");
    assertThat(decide("&decision=deny").header("Location"))
        .isEqualTo(Xero.REDIRECT + "?error=access_denied&state=xyz");
  }

  @Test
  void allowingWithoutAChoiceAsksAgain() {
    var again = decide("&decision=allow");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body()).contains("Choose an organisation");
  }

  private Xero.Reply decide(String answer) {
    String form =
        authorize("client", Xero.REDIRECT, "openid accounting.contacts").replaceFirst("^.*\\?", "");
    return xero.exchange(
        java.net.http.HttpRequest.newBuilder(
                URI.create(simulator.uri() + "/identity/connect/authorize"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString(form + answer))
            .build());
  }

  @Test
  void aCodeWorksOnceAndForFiveMinutes() {
    String code = xero.consent(Xero.SCOPES, Xero.AU).json().path("code").asString();
    assertThat(xero.code(code).status()).isEqualTo(200);
    assertThat(error(xero.code(code))).isEqualTo("invalid_grant");

    String late = xero.consent(Xero.SCOPES, Xero.AU).json().path("code").asString();
    minutes(5);
    assertThat(error(xero.code(late))).isEqualTo("invalid_grant");
  }

  @Test
  void aWrongSecretIsInvalidClient() {
    var reply =
        xero.form("/connect/token", Map.of("grant_type", "refresh_token"), "client", "wrong");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(error(reply)).isEqualTo("invalid_client");
  }

  @Test
  void anUnknownGrantTypeIsUnsupported() {
    assertThat(error(xero.token(Map.of("grant_type", "password"))))
        .isEqualTo("unsupported_grant_type");
  }

  @Test
  void aPkceAppProvesItselfByItsVerifierAlone() throws Exception {
    String challenge =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                MessageDigest.getInstance("SHA-256")
                    .digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
    assertThat(error(pkce(challenge, "w".repeat(43)))).isEqualTo("invalid_grant");
    assertThat(error(pkce(challenge, "short"))).isEqualTo("invalid_grant");
    assertThat(pkce(challenge, VERIFIER).json().path("expires_in").asInt()).isEqualTo(1800);
  }

  private Xero.Reply pkce(String challenge, String verifier) {
    String code =
        xero.send(
                "POST",
                authorize("pkce-client", Xero.REDIRECT, "openid offline_access")
                        .replace("/identity/connect/authorize", "/_simulator/connect")
                    + "&code_challenge_method=S256&code_challenge="
                    + challenge,
                "")
            .json()
            .path("code")
            .asString();
    return xero.exchange(
        java.net.http.HttpRequest.newBuilder(URI.create(simulator.uri() + "/connect/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                java.net.http.HttpRequest.BodyPublishers.ofString(
                    Xero.encoded(
                        Map.of(
                            "grant_type",
                            "authorization_code",
                            "client_id",
                            "pkce-client",
                            "code",
                            code,
                            "redirect_uri",
                            Xero.REDIRECT,
                            "code_verifier",
                            verifier))))
            .build());
  }

  @Test
  void aChallengeThatIsMissingPlainOrMisshapenShowsTheErrorPage() {
    String good = authorize("pkce-client", Xero.REDIRECT, "openid");
    for (String bad :
        List.of(
            "",
            "&code_challenge_method=plain&code_challenge=" + VERIFIER,
            "&code_challenge=" + VERIFIER,
            "&code_challenge_method=S256&code_challenge=short")) {
      assertThat(xero.send("GET", good + bad, "").status()).as(bad).isEqualTo(500);
    }
    String challenge = "&code_challenge_method=S256&code_challenge=" + "c".repeat(43);
    assertThat(xero.send("GET", good + challenge, "").status()).isEqualTo(200);
  }

  @Test
  void aVerifierWithoutAChallengeIsRefused() {
    String code = xero.consent(Xero.SCOPES, Xero.AU).json().path("code").asString();
    var reply =
        xero.token(
            Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                Xero.REDIRECT,
                "code_verifier",
                VERIFIER));
    assertThat(error(reply)).isEqualTo("invalid_grant");
  }

  @Test
  void aCodeIsForTheRedirectAddressItWasSentTo() {
    String code = xero.consent(Xero.SCOPES, Xero.AU).json().path("code").asString();
    var reply =
        xero.token(
            Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                Xero.REDIRECT + "/other"));
    assertThat(error(reply)).isEqualTo("invalid_grant");
  }

  @Test
  void theAnswerHasTheMembersOfXeroAndMayNotBeStored() {
    var reply = xero.refresh(xero.refreshToken());
    assertThat(reply.json().propertyNames())
        .containsExactlyInAnyOrder(
            "id_token", "access_token", "expires_in", "token_type", "refresh_token", "scope");
    assertThat(reply.json().path("expires_in").asInt()).isEqualTo(1800);
    assertThat(reply.json().path("token_type").asString()).isEqualTo("Bearer");
    assertThat(reply.header("Cache-Control")).contains("no-store");
  }

  @Test
  void anErrorIsItsNameAndNothingElse() {
    var reply = xero.refresh("never-issued");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().propertyNames()).containsExactly("error");
  }

  @Test
  void theSecretMayAlsoComeInTheBody() {
    var form =
        Map.of(
            "grant_type", "refresh_token",
            "refresh_token", xero.refreshToken(),
            "client_id", "client",
            "client_secret", "secret");
    assertThat(unsigned("/connect/token", form, "application/x-www-form-urlencoded").status())
        .isEqualTo(200);
  }

  @Test
  void whatIsNoFormIsAnInvalidRequest() {
    assertThat(error(unsigned("/connect/token", Map.of(), "application/json")))
        .isEqualTo("invalid_request");
  }

  @Test
  void revokingWithoutATokenOrAsSomebodyElseIsRefused() {
    assertThat(error(xero.form("/connect/revocation", Map.of(), "client", "secret")))
        .isEqualTo("invalid_request");
    assertThat(error(xero.form("/connect/revocation", Map.of("token", "x"), "client", "wrong")))
        .isEqualTo("invalid_client");
    var unknown = xero.form("/connect/revocation", Map.of("token", "x"), "client", "secret");
    assertThat(unknown.status()).isEqualTo(200);
  }

  private Xero.Reply unsigned(String path, Map<String, String> form, String type) {
    return xero.exchange(
        java.net.http.HttpRequest.newBuilder(URI.create(simulator.uri() + path))
            .header("Content-Type", type)
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString(Xero.encoded(form)))
            .build());
  }

  @Test
  void refreshingRotatesAndTheOldTokenLivesThirtyMinutesMore() {
    String first = xero.refreshToken();
    String second = xero.refresh(first).json().path("refresh_token").asString();
    assertThat(second).isNotEmpty().isNotEqualTo(first);
    minutes(29);
    assertThat(xero.refresh(first).status()).isEqualTo(200);
    minutes(1);
    assertThat(error(xero.refresh(first))).isEqualTo("invalid_grant");
    assertThat(xero.refresh(second).status()).isEqualTo(200);
  }

  @Test
  void anUnusedRefreshTokenLivesSixtyDays() {
    minutes(60 * 24 * 60);
    assertThat(error(xero.refresh(xero.refreshToken()))).isEqualTo("invalid_grant");
  }

  @Test
  void withoutOfflineAccessThereIsNoRefreshToken() {
    var reply = xero.connect("openid accounting.contacts", Xero.AU);
    assertThat(reply.json().has("refresh_token")).isFalse();
    assertThat(reply.json().has("id_token")).isTrue();
  }

  @Test
  void theAccessTokenCarriesTheEventAndTheScopes() {
    JsonNode claims = claims(xero.accessToken());
    assertThat(claims.path("authentication_event_id").asString()).isNotEmpty();
    assertThat(claims.path("client_id").asString()).isEqualTo("client");
    assertThat(claims.path("scope").toString()).contains("accounting.contacts");
    assertThat(claims.path("exp").asLong() - claims.path("nbf").asLong()).isEqualTo(1800);
  }

  @Test
  void connectionsListsEveryConsentAndFiltersByEvent() {
    xero.connect(Xero.SCOPES, Xero.NZ);
    assertThat(xero.send("GET", "/connections", "").json()).hasSize(2);
    String event = claims(xero.accessToken()).path("authentication_event_id").asString();
    JsonNode filtered = xero.send("GET", "/Connections?authEventId=" + event, "").json();
    assertThat(filtered).hasSize(1);
    assertThat(filtered.at("/0/tenantId").asString()).isEqualTo(Xero.NZ);
    assertThat(filtered.at("/0/createdDateUtc").asString())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{7}");
  }

  @Test
  void deletingAConnectionEndsTheOrganisationNotTheToken() {
    String id = xero.send("GET", "/connections", "").json().at("/0/id").asString();
    assertThat(xero.send("DELETE", "/connections/" + id, "").status()).isEqualTo(204);
    assertThat(xero.send("DELETE", "/connections/" + id, "").status()).isEqualTo(404);
    assertThat(xero.get("Organisation").status()).isEqualTo(403);
    assertThat(xero.refresh(xero.refreshToken()).status()).isEqualTo(200);
  }

  @Test
  void revokingEndsRefreshTokensAndConnections() {
    var reply =
        xero.form("/connect/revocation", Map.of("token", xero.refreshToken()), "client", "secret");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEmpty();
    assertThat(error(xero.refresh(xero.refreshToken()))).isEqualTo("invalid_grant");
    assertThat(xero.get("Organisation").status()).isEqualTo(403);
  }

  @Test
  void scopesOnlyAddUp() {
    xero.connect("offline_access accounting.settings.read", Xero.AU);
    assertThat(claims(xero.accessToken()).path("scope").toString()).contains("accounting.contacts");
  }

  @Test
  void clientCredentialsReachTheOneOrganisationWithoutNamingIt() {
    var reply =
        xero.token(Map.of("grant_type", "client_credentials", "scope", "accounting.settings.read"));
    assertThat(reply.json().has("refresh_token")).isFalse();
    xero.keep(reply);
    assertThat(
            xero.tenant("")
                .get("Organisation")
                .json()
                .at("/Organisations/0/OrganisationID")
                .asString())
        .isEqualTo(Xero.AU);
    assertThat(xero.send("GET", "/connections", "").status()).isEqualTo(403);
  }

  @Test
  void discoveryNamesTheKeysThatSignTheTokens() throws Exception {
    JsonNode configuration = xero.send("GET", "/.well-known/openid-configuration", "").json();
    assertThat(configuration.path("issuer").asString()).isEqualTo(simulator.uri().toString());
    JsonNode key =
        xero.send("GET", URI.create(configuration.path("jwks_uri").asString()).getPath(), "")
            .json()
            .at("/keys/0");
    var spec =
        new java.security.spec.RSAPublicKeySpec(
            new java.math.BigInteger(1, Base64.getUrlDecoder().decode(key.path("n").asString())),
            new java.math.BigInteger(1, Base64.getUrlDecoder().decode(key.path("e").asString())));
    var signature = java.security.Signature.getInstance("SHA256withRSA");
    signature.initVerify(java.security.KeyFactory.getInstance("RSA").generatePublic(spec));
    String token = xero.accessToken();
    signature.update(
        token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII));
    assertThat(
            signature.verify(
                Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1))))
        .isTrue();
  }

  @Test
  void theNameLocalhostAnswersOnBothLoopbackAddresses() throws Exception {
    int port = simulator.uri().getPort();
    for (String address : new String[] {"127.0.0.1", "::1"}) {
      try (var socket = new java.net.Socket()) {
        socket.connect(new java.net.InetSocketAddress(address, port), 2000);
        assertThat(socket.isConnected()).isTrue();
      } catch (java.net.SocketException noIpv6) {
        assertThat(address).isEqualTo("::1");
      }
    }
  }

  private static String authorize(String client, String redirect, String scope) {
    return "/identity/connect/authorize?response_type=code&client_id="
        + client
        + "&redirect_uri="
        + Xero.encode(redirect)
        + "&scope="
        + Xero.encode(scope)
        + "&state=xyz";
  }

  private static String error(Xero.Reply reply) {
    return reply.json().path("error").asString("");
  }

  private static JsonNode claims(String token) {
    return new JsonMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
  }
}
