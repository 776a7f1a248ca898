package dev.tandem.simulator.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.client.auth.oauth2.TokenResponse;
import com.google.api.client.auth.oauth2.TokenResponseException;
import com.xero.api.XeroForbiddenException;
import com.xero.api.XeroUnauthorizedException;
import com.xero.api.client.IdentityApi;
import com.xero.models.accounting.CountryCode;
import com.xero.models.accounting.CurrencyCode;
import com.xero.models.identity.Connection;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sign-in, refresh, connections and the organisation, through xero-java. */
class SdkConnectTest extends SdkTest {
  @Test
  void theCodeFlowOfTheDocumentationConnects() throws IOException {
    TokenResponse tokens = new Consent(simulator.uri()).connect(TENANT);
    assertThat(tokens.getTokenType()).isEqualTo("Bearer");
    assertThat(tokens.getExpiresInSeconds()).isEqualTo(1800);
    assertThat(tokens.getRefreshToken()).isNotBlank();
    assertThat(tokens.get("id_token")).isNotNull();
  }

  @Test
  void aRefreshAnswersWithNewTokensAndAWrongOneIsAnInvalidGrant() throws IOException {
    Consent consent = new Consent(simulator.uri());
    TokenResponse first = consent.connect(TENANT);
    TokenResponse second = consent.refresh(first.getRefreshToken());
    assertThat(second.getRefreshToken()).isNotEqualTo(first.getRefreshToken());
    assertThat(xero.getOrganisations(second.getAccessToken(), TENANT).getOrganisations())
        .hasSize(1);
    assertThatThrownBy(() -> consent.refresh("nonsense"))
        .isInstanceOfSatisfying(
            TokenResponseException.class,
            refused -> assertThat(refused.getDetails().getError()).isEqualTo("invalid_grant"));
  }

  @Test
  void connectionsAreListedAndDeleted() throws IOException {
    IdentityApi identity = new IdentityApi(client(simulator.uri().toString()));
    List<Connection> connections = identity.getConnections(token, null);
    assertThat(connections).hasSize(1);
    Connection connection = connections.getFirst();
    assertThat(connection.getTenantId()).hasToString(TENANT);
    assertThat(connection.getTenantType()).isEqualTo("ORGANISATION");
    assertThat(connection.getCreatedDateUtc()).isNotNull();
    assertThat(identity.getConnections(token, connection.getAuthEventId())).hasSize(1);
    identity.deleteConnection(token, connection.getId());
    assertThatThrownBy(() -> xero.getOrganisations(token, TENANT))
        .isInstanceOf(XeroForbiddenException.class);
  }

  @Test
  void theOrganisationIsReadInFull() throws IOException {
    var organisation = xero.getOrganisations(token, TENANT).getOrganisations().getFirst();
    assertThat(organisation.getOrganisationID()).hasToString(TENANT);
    assertThat(organisation.getBaseCurrency()).isEqualTo(CurrencyCode.AUD);
    assertThat(organisation.getCountryCode()).isEqualTo(CountryCode.AU);
    assertThat(organisation.getTimezone()).isNotNull();
    assertThat(organisation.getPropertyClass()).isNotNull();
    assertThat(organisation.getIsDemoCompany()).isTrue();
  }

  @Test
  void anExpiredTokenIsUnauthorized() {
    simulator.advance(Duration.ofMinutes(31));
    assertThatThrownBy(() -> xero.getOrganisations(token, TENANT))
        .isInstanceOf(XeroUnauthorizedException.class);
  }
}
