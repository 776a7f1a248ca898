package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.simulator.accounting.books.Switch;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** §1.3 of the fact sheet: connections. */
class SimConnectionsTest extends SimulatorTest {
  @Test
  void aConnectionIsWrittenAsXeroWritesIt() {
    JsonNode connection = connections().get(0);
    assertThat(connection.propertyNames())
        .containsExactlyInAnyOrder(
            "id",
            "authEventId",
            "tenantId",
            "tenantType",
            "tenantName",
            "createdDateUtc",
            "updatedDateUtc");
    assertThat(connection.path("tenantType").asString()).isEqualTo("ORGANISATION");
    assertThat(connection.path("id")).isNotEqualTo(connection.path("tenantId"));
  }

  @Test
  void connectedForTheFirstTimeItIsUpdatedWhenItWasCreated() {
    JsonNode connection = connections().get(0);
    assertThat(connection.path("updatedDateUtc")).isEqualTo(connection.path("createdDateUtc"));
  }

  @Test
  void reconnectedAfterADisconnectItKeepsItsCreation() {
    JsonNode before = connections().get(0);
    xero.send("DELETE", "/connections/" + before.path("id").asString(), "");
    assertThat(connections()).isEmpty();
    minutes(10);
    xero.connect(Xero.SCOPES, Xero.AU);
    JsonNode after = connections().get(0);
    assertThat(after.path("createdDateUtc")).isEqualTo(before.path("createdDateUtc"));
    assertThat(after.path("updatedDateUtc")).isNotEqualTo(before.path("updatedDateUtc"));
    assertThat(after.path("authEventId")).isNotEqualTo(before.path("authEventId"));
  }

  @Test
  void thePathIsGoodInAnyCaseWithOrWithoutASlashAtItsEnd() {
    for (String path : new String[] {"/Connections", "/connections/", "/CONNECTIONS"}) {
      assertThat(xero.send("GET", path, "").status()).as(path).isEqualTo(200);
    }
  }

  @Test
  void theTenantsIdIsNotTheConnectionsId() {
    assertThat(xero.send("DELETE", "/connections/" + Xero.AU, "").status()).isEqualTo(404);
    assertThat(connections()).hasSize(1);
  }

  @Test
  void oneOrganisationAtMostWhenTheAppForbidsBulk() {
    simulator.reset();
    String code =
        xero.send(
                "POST",
                "/_simulator/connect?response_type=code&client_id=client&scope=openid&redirect_uri="
                    + Xero.encode(Xero.REDIRECT)
                    + "&acr_values=bulk_connect:false&tenant="
                    + Xero.AU
                    + ","
                    + Xero.NZ,
                "")
            .json()
            .path("code")
            .asString();
    xero.keep(xero.code(code));
    assertThat(connections()).hasSize(1);
  }

  @Test
  void oneOrganisationAtMostBelowTheAdvancedTier() {
    try (var core = XeroSimulator.start(settings().with(Switch.BULK_CONNECT, false))) {
      Xero client = new Xero(core.uri());
      client.connect(Xero.SCOPES, Xero.AU + "," + Xero.NZ);
      assertThat(client.send("GET", "/connections", "").json()).hasSize(1);
    }
  }

  @Test
  void anAppManagesItsConnectionsWithoutAUser() {
    xero.connect(Xero.SCOPES, Xero.NZ);
    xero.keep(xero.token(Map.of("grant_type", "client_credentials", "scope", "app.connections")));
    assertThat(connections()).hasSize(2);
    String id = connections().get(0).path("id").asString();
    assertThat(xero.send("DELETE", "/connections/" + id, "").status()).isEqualTo(204);
    assertThat(connections()).hasSize(1);
  }

  @Test
  void thatTokenOpensNoBooks() {
    xero.keep(xero.token(Map.of("grant_type", "client_credentials", "scope", "app.connections")));
    assertThat(xero.get("Contacts").json().path("Detail").asString())
        .isEqualTo("AuthorizationUnsuccessful");
  }

  @Test
  void anAppThatIsNoCustomConnectionGetsNoOtherTokenForItself() {
    try (var plain =
        XeroSimulator.start(
            settings()
                .apps(
                    java.util.List.of(
                        new dev.tandem.simulator.identity.App(
                            "client", "secret", "Plain", java.util.Set.of(), null))))) {
      Xero app = new Xero(plain.uri());
      assertThat(error(app, "accounting.contacts")).isEqualTo("unauthorized_client");
      assertThat(error(app, "app.connections accounting.contacts"))
          .isEqualTo("unauthorized_client");
      assertThat(error(app, "app.connections")).isEmpty();
    }
  }

  private static String error(Xero app, String scope) {
    return app.token(Map.of("grant_type", "client_credentials", "scope", scope))
        .json()
        .path("error")
        .asString("");
  }

  private JsonNode connections() {
    return xero.send("GET", "/connections", "").json();
  }
}
