package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** §1.1 and §1.2 of the fact sheet: what an OpenID Connect client reads. */
class SimOpenIdTest extends SimulatorTest {
  @Test
  void discoveryHasEveryMemberThatOpenIdRequires() {
    JsonNode document = xero.send("GET", "/.well-known/openid-configuration", "").json();
    assertThat(document.propertyNames())
        .contains(
            "issuer",
            "authorization_endpoint",
            "token_endpoint",
            "userinfo_endpoint",
            "revocation_endpoint",
            "jwks_uri",
            "scopes_supported",
            "claims_supported",
            "response_types_supported",
            "response_modes_supported",
            "grant_types_supported",
            "subject_types_supported",
            "id_token_signing_alg_values_supported",
            "token_endpoint_auth_methods_supported",
            "code_challenge_methods_supported");
    assertThat(document.path("id_token_signing_alg_values_supported").toString())
        .isEqualTo("[\"RS256\"]");
  }

  @Test
  void theIdTokenIsSignedByTheKeyItsHeaderNames() throws Exception {
    String token = idToken(Xero.SCOPES, "");
    JsonNode header = part(token, 0);
    assertThat(header.path("alg").asString()).isEqualTo("RS256");
    assertThat(verified(token, key(header.path("kid").asString()))).isTrue();
  }

  private JsonNode key(String id) {
    JsonNode keys = xero.send("GET", "/.well-known/openid-configuration/jwks", "").json();
    return keys.path("keys")
        .valueStream()
        .filter(key -> key.path("kid").asString().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static boolean verified(String token, JsonNode key) throws Exception {
    var spec = new RSAPublicKeySpec(number(key, "n"), number(key, "e"));
    var signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(KeyFactory.getInstance("RSA").generatePublic(spec));
    int end = token.lastIndexOf('.');
    signature.update(token.substring(0, end).getBytes(StandardCharsets.US_ASCII));
    return signature.verify(Base64.getUrlDecoder().decode(token.substring(end + 1)));
  }

  private static BigInteger number(JsonNode key, String name) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(key.path(name).asString()));
  }

  @Test
  void theIdTokenHasTheClaimsOfXero() {
    JsonNode claims = part(idToken(Xero.SCOPES, ""), 1);
    assertThat(claims.propertyNames())
        .containsExactly(
            "nbf",
            "exp",
            "iss",
            "aud",
            "iat",
            "at_hash",
            "sid",
            "sub",
            "auth_time",
            "idp",
            "xero_userid",
            "global_session_id",
            "preferred_username",
            "email",
            "given_name",
            "family_name",
            "name",
            "amr");
    assertThat(claims.path("aud").asString()).isEqualTo("client");
    assertThat(claims.path("iss").asString()).isEqualTo(simulator.uri().toString());
  }

  @Test
  void theIdTokenLivesFiveMinutes() {
    JsonNode claims = part(idToken(Xero.SCOPES, ""), 1);
    assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(300);
  }

  @Test
  void aWrongClockTellsOneTimeInAllClaims() {
    xero.control("POST", "faults", "{'kind':'clock-skew','path':'/connect/token','seconds':120}");
    JsonNode claims = part(xero.refresh(xero.refreshToken()).json().path("id_token").asString(), 1);
    assertThat(claims.path("iat")).isEqualTo(claims.path("nbf"));
    assertThat(claims.path("iat").asLong() - claims.path("auth_time").asLong()).isGreaterThan(60);
  }

  @Test
  void theAccessTokenHasTheClaimsOfXero() {
    assertThat(part(xero.accessToken(), 1).propertyNames())
        .containsExactly(
            "nbf",
            "exp",
            "iss",
            "aud",
            "client_id",
            "sub",
            "auth_time",
            "idp",
            "xero_userid",
            "global_session_id",
            "jti",
            "authentication_event_id",
            "scope",
            "amr");
  }

  @Test
  void profileTellsTheNames() {
    JsonNode claims = part(idToken("openid profile", ""), 1);
    assertThat(claims.has("given_name")).isTrue();
    assertThat(claims.has("email")).isFalse();
  }

  @Test
  void emailTellsTheAddressAlone() {
    JsonNode claims = part(idToken("openid email", ""), 1);
    assertThat(claims.has("email")).isTrue();
    assertThat(claims.has("given_name")).isFalse();
  }

  @Test
  void theHashInTheIdTokenIsThatOfTheAccessToken() throws Exception {
    JsonNode claims = part(idToken(Xero.SCOPES, ""), 1);
    byte[] digest =
        MessageDigest.getInstance("SHA-256")
            .digest(xero.accessToken().getBytes(StandardCharsets.US_ASCII));
    assertThat(claims.path("at_hash").asString())
        .isEqualTo(
            Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 16)));
  }

  @Test
  void theNonceIsCarriedThrough() {
    assertThat(part(idToken(Xero.SCOPES, "&nonce=n-1"), 1).path("nonce").asString())
        .isEqualTo("n-1");
  }

  @Test
  void theConsentPageCarriesTheNonceToo() {
    String page =
        xero.send(
                "GET",
                "/identity/connect/authorize?response_type=code&client_id=client&scope=openid&nonce=n-2&redirect_uri="
                    + Xero.encode(Xero.REDIRECT),
                "")
            .body();
    assertThat(page).contains("name=\"nonce\" value=\"n-2\"");
  }

  @Test
  void aRefreshTellsOfTheSameVisit() {
    JsonNode before = part(xero.accessToken(), 1);
    minutes(7);
    JsonNode after =
        part(xero.refresh(xero.refreshToken()).json().path("access_token").asString(), 1);
    for (String same : new String[] {"authentication_event_id", "auth_time", "global_session_id"}) {
      assertThat(after.path(same)).as(same).isEqualTo(before.path(same));
    }
    assertThat(after.path("nbf").asLong()).isGreaterThan(before.path("nbf").asLong());
  }

  @Test
  void theSubjectIsNotXerosUserId() {
    JsonNode claims = part(xero.accessToken(), 1);
    assertThat(claims.path("sub").asString())
        .matches("[0-9a-f]{32}")
        .isNotEqualTo(claims.path("xero_userid").asString().replace("-", ""));
  }

  @Test
  void theUserInfoIsForTokensWithOpenId() {
    JsonNode info = xero.send("GET", "/connect/userinfo", "").json();
    assertThat(info.path("sub")).isEqualTo(part(xero.accessToken(), 1).path("sub"));
    simulator.reset();
    xero.connect("accounting.contacts", Xero.AU);
    assertThat(xero.send("GET", "/connect/userinfo", "").status()).isEqualTo(403);
  }

  @Test
  void anIdTokenIsNoAccessToken() {
    Xero other = new Xero(simulator.uri());
    String idToken = idToken(Xero.SCOPES, "");
    assertThat(
            other
                .with("Authorization", "Bearer " + idToken)
                .send("GET", "/connections", "")
                .status())
        .isEqualTo(401);
  }

  @Test
  void whereTheDocumentPointsThereIsAnAnswer() {
    JsonNode document = xero.send("GET", "/.well-known/openid-configuration", "").json();
    for (String member : new String[] {"jwks_uri", "userinfo_endpoint"}) {
      String path = URI.create(document.path(member).asString()).getPath();
      assertThat(xero.send("GET", path, "").status()).as(member).isEqualTo(200);
    }
    for (String member : new String[] {"token_endpoint", "revocation_endpoint"}) {
      String path = URI.create(document.path(member).asString()).getPath();
      assertThat(xero.form(path, Map.of(), "client", "secret").status()).as(member).isEqualTo(400);
    }
  }

  private String idToken(String scopes, String more) {
    simulator.reset();
    String code =
        xero.send(
                "POST",
                "/_simulator/connect?response_type=code&client_id=client&state=s&redirect_uri="
                    + Xero.encode(Xero.REDIRECT)
                    + "&scope="
                    + Xero.encode(scopes)
                    + more,
                "")
            .json()
            .path("code")
            .asString();
    Xero.Reply reply = xero.code(code);
    xero.keep(reply);
    return reply.json().path("id_token").asString();
  }

  private static JsonNode part(String token, int index) {
    return new JsonMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[index]));
  }
}
