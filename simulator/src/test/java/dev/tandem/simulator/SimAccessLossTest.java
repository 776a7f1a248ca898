package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The ways in which an app loses what it was allowed, and gets it back. */
class SimAccessLossTest {
  private static final String CONTACT = "{'Contacts':[{'Name':'Ada Byron'}]}";

  @TempDir private Path data;
  private XeroSimulator simulator;
  private Xero xero;

  @BeforeEach
  void connect() {
    simulator = XeroSimulator.start(SimulatorSettings.defaults());
    xero = Xero.connected(simulator);
  }

  @AfterEach
  void close() {
    simulator.close();
  }

  @Test
  void aScopeTakenAwayIsMissingAtOnceInOldTokensAndNew() {
    xero.control("POST", "apps/client/scopes/accounting.contacts/withhold");
    assertDenied(xero.get("Contacts"), 401, "AuthorizationUnsuccessful");
    assertThat(xero.get("Invoices").status()).isEqualTo(200);
    Xero.Reply renewed = xero.refresh(xero.refreshToken());
    assertThat(renewed.json().path("scope").asString())
        .contains("accounting.invoices")
        .doesNotContain("accounting.contacts");
  }

  @Test
  void theNextConsentBringsTheScopeBack() {
    xero.control("POST", "apps/client/scopes/accounting.contacts/withhold");
    xero.connect(Xero.SCOPES, Xero.AU);
    assertThat(xero.get("Contacts").status()).isEqualTo(200);
    xero.control("POST", "apps/client/scopes/accounting.contacts/withhold");
    xero.control("POST", "apps/client/scopes/accounting.contacts/return");
    assertThat(xero.get("Contacts").status()).isEqualTo(200);
  }

  @Test
  void aUserWhoMayOnlyReadCannotWrite() {
    xero.control("POST", "organisations/" + Xero.AU + "/role?role=read_only");
    assertThat(xero.get("Contacts").status()).isEqualTo(200);
    assertDenied(xero.put("Contacts", CONTACT), 401, "AuthorizationUnsuccessful");
    xero.control("POST", "organisations/" + Xero.AU + "/role?role=standard");
    assertThat(xero.put("Contacts", CONTACT).status()).isEqualTo(200);
  }

  @Test
  void anOrganisationThatLetsTheUserInNoMoreStaysListed() {
    xero.control("POST", "organisations/" + Xero.AU + "/role?role=none");
    assertDenied(xero.get("Contacts"), 403, "AuthenticationUnsuccessful");
    assertThat(connections(xero)).hasSize(1);
    xero.control("POST", "organisations/" + Xero.AU + "/role?role=standard");
    xero.control("POST", "organisations/" + Xero.AU + "/close");
    assertDenied(xero.get("Organisation"), 403, "AuthenticationUnsuccessful");
    assertThat(connections(xero)).hasSize(1);
    xero.control("POST", "organisations/" + Xero.AU + "/open");
    assertThat(xero.get("Organisation").status()).isEqualTo(200);
  }

  @Test
  void aDisconnectedOrganisationIsListedNoMore() {
    xero.control("POST", "apps/client/organisations/" + Xero.AU + "/disconnect");
    assertDenied(xero.get("Contacts"), 403, "AuthenticationUnsuccessful");
    assertThat(connections(xero)).isEmpty();
  }

  @Test
  void aResetDemoCompanyIsAnotherOrganisationOfTheSameName() {
    xero.put("Contacts", CONTACT);
    JsonNode before = connections(xero).get(0);
    String fresh =
        xero.control("POST", "organisations/" + Xero.AU + "/start-anew")
            .json()
            .path("tenantId")
            .asString();
    JsonNode after = connections(xero).get(0);
    assertThat(connections(xero)).hasSize(1);
    assertThat(after.path("tenantId").asString()).isEqualTo(fresh).isNotEqualTo(Xero.AU);
    assertThat(after.path("tenantName")).isEqualTo(before.path("tenantName"));
    assertThat(after.path("id")).isNotEqualTo(before.path("id"));
    assertDenied(xero.get("Contacts"), 403, "AuthenticationUnsuccessful");
    xero = xero.tenant(fresh);
    assertThat(xero.get("Contacts").json().path("Contacts")).isEmpty();
    assertThat(xero.get("Organisation").json().at("/Organisations/0/OrganisationID").asString())
        .isEqualTo(fresh);
    simulator.reset();
    assertThat(xero.control("GET", "organisations").body()).contains(Xero.AU);
  }

  @Test
  void aResetDemoCompanySurvivesARestartWithItsNewBooks() {
    String fresh;
    try (XeroSimulator kept = XeroSimulator.start(SimulatorSettings.defaults().data(data))) {
      Xero user = Xero.connected(kept);
      fresh =
          user.control("POST", "organisations/" + Xero.AU + "/start-anew")
              .json()
              .path("tenantId")
              .asString();
      user.tenant(fresh).put("Contacts", CONTACT);
    }
    // Twice: the second start reads what the first has written anew.
    for (int start = 0; start < 2; start++) {
      try (XeroSimulator again = XeroSimulator.start(SimulatorSettings.defaults().data(data))) {
        Xero user = Xero.connected(again);
        user.connect(Xero.SCOPES, fresh);
        assertThat(user.tenant(fresh).get("Contacts").json().path("Contacts")).hasSize(1);
        assertThat(user.control("GET", "organisations").body()).doesNotContain(Xero.AU);
      }
    }
  }

  @Test
  void aNewSecretRefusesWhoeverHasTheOldOne() {
    xero.control("POST", "apps/client/secret?secret=another");
    assertThat(xero.refresh(xero.refreshToken()).json().path("error").asString())
        .isEqualTo("invalid_client");
    xero.control("POST", "apps/client/secret?secret=secret");
    assertThat(xero.refresh(xero.refreshToken()).status()).isEqualTo(200);
  }

  @Test
  void aRevokedConsentEndsItsRefreshTokens() {
    xero.control("POST", "apps/client/revoke");
    assertThat(xero.refresh(xero.refreshToken()).json().path("error").asString())
        .isEqualTo("invalid_grant");
  }

  private static JsonNode connections(Xero user) {
    return user.send("GET", "/connections", "").json();
  }

  private static void assertDenied(Xero.Reply reply, int status, String detail) {
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.json().path("Detail").asString()).isEqualTo(detail);
  }
}
