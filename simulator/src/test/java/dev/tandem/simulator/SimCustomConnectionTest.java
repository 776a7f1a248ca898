package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.simulator.accounting.books.Switch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** §1.5: an app that opens one organisation without anybody's consent. */
class SimCustomConnectionTest {

  private final XeroSimulator simulator = XeroSimulator.start(SimulatorSettings.defaults());
  private final Xero xero = new Xero(simulator.uri());

  @AfterEach
  void close() {
    simulator.close();
  }

  @Test
  void withoutScopesATokenHasAllThatTheConnectionWasMadeWith() {
    var reply = xero.token(Map.of("grant_type", "client_credentials"));
    assertThat(reply.json().path("scope").asString())
        .contains("accounting.contacts", "accounting.invoices", "accounting.settings");
  }

  @Test
  void atFirstItWasMadeWithWhateverItMayHave() {
    for (String scope :
        List.of(
            "accounting.invoices",
            "accounting.payments",
            "accounting.banktransactions",
            "accounting.manualjournals",
            "accounting.settings",
            "accounting.contacts",
            "accounting.attachments",
            "accounting.reports.aged.read")) {
      assertThat(ask(scope).status()).as(scope).isEqualTo(200);
    }
  }

  @Test
  void readingIsCoveredByWriting() {
    assertThat(ask("accounting.settings.read").status()).isEqualTo(200);
  }

  @Test
  void scopesThatItWasNotMadeWithAreRefusedAltogether() {
    assertThat(ask("accounting.contacts accounting.journals.read").json().path("error").asString())
        .isEqualTo("invalid_scope");
  }

  @Test
  void theNameOfThatErrorIsASwitch() {
    var other =
        SimulatorSettings.defaults().with(Switch.FOREIGN_SCOPE_IS_UNAUTHORIZED_CLIENT, true);
    try (var differing = XeroSimulator.start(other)) {
      var form = Map.of("grant_type", "client_credentials", "scope", "accounting.journals.read");
      assertThat(new Xero(differing.uri()).token(form).json().path("error").asString())
          .isEqualTo("unauthorized_client");
    }
  }

  @Test
  void nobodyGetsATokenBeforeItIsAuthorised() {
    control("custom/waiting");
    assertThat(ask("accounting.contacts").json().path("error").asString())
        .isEqualTo("unauthorized_client");
    control("custom/authorised");
    assertThat(ask("accounting.contacts").status()).isEqualTo(200);
  }

  @Test
  void editingTheScopesSwitchesItOffAndTokensThatAreOutAsWell() {
    xero.keep(ask("accounting.settings.read"));
    assertThat(xero.tenant("").get("Organisation").status()).isEqualTo(200);
    control("custom-scopes?scopes=accounting.contacts+accounting.settings");
    assertThat(xero.tenant("").get("Organisation").status()).isEqualTo(403);
    assertThat(ask("accounting.contacts").json().path("error").asString())
        .isEqualTo("unauthorized_client");
    control("custom/authorised");
    assertThat(ask("accounting.invoices").json().path("error").asString())
        .isEqualTo("invalid_scope");
    xero.keep(ask("accounting.settings.read"));
    assertThat(xero.tenant("").get("Organisation").status()).isEqualTo(200);
  }

  private Xero.Reply ask(String scopes) {
    return xero.token(Map.of("grant_type", "client_credentials", "scope", scopes));
  }

  private void control(String act) {
    assertThat(xero.send("POST", "/_simulator/apps/client/" + act, "").status()).isEqualTo(200);
  }
}
