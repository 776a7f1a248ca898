package dev.tandem.books.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.shared.Addresses;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class XeroAppTest {

  private final MockEnvironment environment =
      new MockEnvironment().withProperty("local.server.port", "8123");

  @Test
  void comesBackToThisMachineUnlessToldOtherwise() {
    var app = app("id", "");
    assertThat(app.redirectUri()).hasToString("http://localhost:8123/ledger/connection/callback");
    assertThat(app.callbackPath()).isEqualTo("/ledger/connection/callback");
  }

  @Test
  void answersOnTheRegisteredPathWhateverItIs() {
    var app = app("id", "https://desk.example/auth/xero");
    assertThat(app.redirectUri()).hasToString("https://desk.example/auth/xero");
    assertThat(app.callbackPath()).isEqualTo("/auth/xero");
  }

  @Test
  void namesWhatIsMissingAndLetsNobodySetOut() {
    var app = app("", "");
    assertThat(app.registration().complete()).isFalse();
    assertThat(app.registration().missing()).containsExactly("XERO_CLIENT_ID");
    assertThatThrownBy(app::xero).isInstanceOf(NotConnected.class);
  }

  @Test
  void neverPrintsTheSecret() {
    assertThat(settings("id", "").toString()).doesNotContain("the-secret");
  }

  private XeroApp app(String id, String redirect) {
    return new XeroApp(
        settings(id, redirect), null, new Addresses(environment), environment, Clock.systemUTC());
  }

  private static XeroAppSettings settings(String id, String redirect) {
    return new XeroAppSettings(id, "the-secret", redirect, "", "", "", "");
  }
}
