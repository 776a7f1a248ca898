package dev.tandem.xero.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandem.xero.ScriptedXero;
import dev.tandem.xero.Xero;
import dev.tandem.xero.XeroAccessLost;
import dev.tandem.xero.XeroAccessLost.Why;
import dev.tandem.xero.XeroAway;
import dev.tandem.xero.XeroBusy;
import dev.tandem.xero.XeroSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XeroOAuthTest {

  private static final UUID EVENT = UUID.fromString("eeeeeeee-0000-4000-8000-000000000001");

  private ScriptedXero script;
  private XeroOAuth oauth;

  @BeforeEach
  void start() throws IOException {
    script = new ScriptedXero();
    oauth = script.xero().oauth();
  }

  @AfterEach
  void stop() {
    script.close();
  }

  @Test
  void asksForConsentWithPkceAndState() {
    var request = oauth.authorize();

    var query = fields(request.url().getRawQuery());
    assertThat(request.url().getPath()).isEqualTo("/identity/connect/authorize");
    assertThat(query)
        .containsEntry("response_type", "code")
        .containsEntry("client_id", "client")
        .containsEntry("redirect_uri", "http%3A%2F%2Flocalhost%3A8080%2Fback")
        .containsEntry("state", request.state())
        .containsEntry("code_challenge_method", "S256")
        .containsEntry("code_challenge", Pkce.challenge(request.verifier()));
    assertThat(query.get("scope")).startsWith("offline_access%20accounting.contacts");
    assertThat(request.verifier()).matches("[A-Za-z0-9._~-]{43,128}");
    assertThat(oauth.authorize().state()).isNotEqualTo(request.state());
    assertThat(request.toString()).doesNotContain(request.verifier());
  }

  @Test
  void computesTheChallengeOfTheStandardsExample() {
    assertThat(Pkce.challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))
        .isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
  }

  @Test
  void exchangesTheCodeForTokens() {
    String access = jwt("{\"authentication_event_id\":\"%s\"}".formatted(EVENT));
    script.then(
        200,
        """
        {"access_token":"%s","token_type":"Bearer","expires_in":1800,"refresh_token":"r-1","id_token":"i-1",
         "scope":"offline_access accounting.contacts"}
        """
            .formatted(access));

    var reply = oauth.exchange("the-code", "the-verifier");

    TokenSet tokens = reply.value();
    assertThat(tokens.accessToken()).isEqualTo(access);
    assertThat(tokens.refreshToken()).isEqualTo("r-1");
    assertThat(tokens.idToken()).isEqualTo("i-1");
    assertThat(tokens.expiresAt()).isEqualTo(ScriptedXero.NOW.plusSeconds(1800));
    assertThat(tokens.scopes()).containsExactlyInAnyOrder("offline_access", "accounting.contacts");
    assertThat(tokens.authenticationEventId()).isEqualTo(EVENT);
    assertThat(tokens.toString()).doesNotContain("r-1").doesNotContain(access);
    assertThat(reply.facts().status()).isEqualTo(200);
    assertThat(script.last().uri().getPath()).isEqualTo("/connect/token");
    assertThat(script.last().header("Authorization"))
        .isEqualTo("Basic " + Base64.getEncoder().encodeToString("client:secret".getBytes(UTF_8)));
    assertThat(fields(script.last().text()))
        .containsEntry("grant_type", "authorization_code")
        .containsEntry("code", "the-code")
        .containsEntry("code_verifier", "the-verifier")
        .doesNotContainKey("client_id");
  }

  @Test
  void provesItselfByPkceAloneWithoutASecret() {
    script.then(200, "{\"access_token\":\"opaque\",\"expires_in\":1800}");
    try (var xero = new Xero(script.settings(null), Clock.systemUTC())) {
      TokenSet tokens = xero.oauth().refresh("r-1").value();

      assertThat(tokens.refreshToken()).isNull();
      assertThat(tokens.scopes()).isEmpty();
      assertThat(tokens.authenticationEventId()).isNull();
    }
    assertThat(script.last().header("Authorization")).isNull();
    assertThat(fields(script.last().text()))
        .containsEntry("client_id", "client")
        .containsEntry("refresh_token", "r-1");
  }

  @Test
  void getsATokenForACustomConnectionAndNamesNoTenant() {
    script
        .then(200, "{\"access_token\":\"a.b.c\",\"expires_in\":1800}")
        .then(200, "{\"Organisations\":[{}]}");

    String token = oauth.clientCredentials().value().accessToken();
    assertThat(fields(script.last().text()))
        .containsEntry("grant_type", "client_credentials")
        .doesNotContainEntry("scope", "offline_access");
    assertThat(script.last().text()).doesNotContain("offline_access");

    script.xero().ledger(token).organisation();
    assertThat(script.last().header("Xero-tenant-id")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_grant, GRANT_ENDED",
    "400, invalid_client, APP_REFUSED",
    "401, invalid_client, APP_REFUSED",
    "400, unauthorized_client, APP_REFUSED",
    "400, invalid_scope, APP_REFUSED"
  })
  void tellsAnEndedGrantFromAWrongApp(int status, String error, Why why) {
    script.then(status, "{\"error\":\"%s\"}".formatted(error));

    var lost = catchThrowableOfType(XeroAccessLost.class, () -> oauth.refresh("r-secret"));

    assertThat(lost.why()).isEqualTo(why);
    assertThat(lost.code()).isEqualTo(error);
    assertThat(lost.toString()).doesNotContain("r-secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "<html/>", "{\"access_token\":\"a\"}", "{\"access_token\":7}"})
  void takesNoHalfTokenSet(String body) {
    script.then(200, body);

    assertThat(catchThrowableOfType(XeroAway.class, () -> oauth.refresh("r")).reason())
        .isEqualTo(XeroAway.Reason.UNREADABLE);
  }

  @Test
  void waitsAtTheTokenEndpointToo() {
    script.then(429, "", "Retry-After", "3");

    assertThat(catchThrowableOfType(XeroBusy.class, () -> oauth.refresh("r")).retryAfter())
        .hasSeconds(3);
  }

  @Test
  void listsTheOrganisationsOfOneConsent() {
    UUID connection = UUID.fromString("cccccccc-0000-4000-8000-000000000001");
    script.then(
        200,
        """
        [{"id":"%s","tenantId":"%s","authEventId":"%s","tenantType":"ORGANISATION","tenantName":"North",
          "createdDateUtc":"2019-07-09T23:40:30.1833130","updatedDateUtc":"2020-05-15T01:35:13.8491980"}]
        """
            .formatted(connection, ScriptedXero.TENANT, EVENT));

    var tenant = oauth.tenants("t", EVENT).value().getFirst();

    assertThat(tenant.connectionId()).isEqualTo(connection);
    assertThat(tenant.tenantId()).isEqualTo(ScriptedXero.TENANT);
    assertThat(tenant.createdDateUtc()).isEqualTo(Instant.parse("2019-07-09T23:40:30.183313Z"));
    assertThat(script.last().uri().toString()).isEqualTo("/connections?authEventId=" + EVENT);
    assertThat(script.last().header("Authorization")).isEqualTo("Bearer t");
  }

  @Test
  void revokesAndDisconnects() {
    UUID connection = UUID.randomUUID();
    script.then(200, "").then(204, "");

    assertThat(oauth.revoke("r-1").status()).isEqualTo(200);
    assertThat(script.last().uri().getPath()).isEqualTo("/connect/revocation");
    assertThat(script.last().text()).isEqualTo("token=r-1");

    assertThat(oauth.disconnect("t", connection).status()).isEqualTo(204);
    assertThat(script.last().verb()).isEqualTo("DELETE");
    assertThat(script.last().uri().getPath()).isEqualTo("/connections/" + connection);
  }

  @Test
  void knowsTheRealHosts() {
    var real = XeroSettings.real("id", "hush", URI.create("https://x.example/back"), List.of());

    assertThat(real.hosts().authorize())
        .hasToString("https://login.xero.com/identity/connect/authorize");
    assertThat(real.hosts().identity()).hasToString("https://identity.xero.com");
    assertThat(real.hosts().api()).hasToString("https://api.xero.com");
    assertThat(real.toString()).doesNotContain("hush");
  }

  private static String jwt(String claims) {
    var encoder = Base64.getUrlEncoder().withoutPadding();
    return encoder.encodeToString("{}".getBytes(UTF_8))
        + "."
        + encoder.encodeToString(claims.getBytes(UTF_8))
        + ".sig";
  }

  private static Map<String, String> fields(String form) {
    return Arrays.stream(form.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }
}
