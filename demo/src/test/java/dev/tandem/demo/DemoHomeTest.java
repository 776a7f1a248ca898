package dev.tandem.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.start.StartRefused;
import dev.tandem.start.Surroundings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoHomeTest {

  @TempDir private Path place;
  private Path home;

  @BeforeEach
  void nowhereYet() {
    home = place.resolve("home");
  }

  @Test
  void makesAKeyThatOnlyItsUserReads() throws IOException {
    DemoHome.claim(with(), false).close();
    assertThat(with().encryptionKey()).matches("[0-9a-f]{64}");
    assertThat(Files.getPosixFilePermissions(home.resolve("encryption.key")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void makesNoKeyWhenTheEnvironmentHasOne() {
    DemoHome.claim(with("ENCRYPTION_KEY", "0123456789abcdef".repeat(4)), false).close();
    assertThat(home.resolve("encryption.key")).doesNotExist();
  }

  @Test
  void remembersItsSecretsBetweenRuns() {
    String webhookKey;
    try (var first = DemoHome.claim(with(), false)) {
      first.rememberApiKey("shown once");
      webhookKey = first.webhookKey();
    }
    try (var second = DemoHome.claim(with(), false)) {
      assertThat(second.apiKey()).contains("shown once");
      assertThat(second.webhookKey()).isEqualTo(webhookKey);
    }
  }

  @Test
  void whatIsDoneInItIsDoneToItsSimulatedXero() throws IOException {
    try (var demo = DemoHome.claim(with(), false);
        var xero = SimulatedXero.start(0, demo)) {
      xero.around(with(), demo, URI.create("http://localhost:8080"));
      assertThat(with().withThoseOfTheHome().variables())
          .containsEntry("TANDEM_XERO_URL", xero.uri().toString())
          .containsEntry("XERO_CLIENT_ID", "client")
          .containsEntry("XERO_WEBHOOK_KEY", demo.webhookKey());
    }
    assertThat(Files.getPosixFilePermissions(with().settingsFile()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(with("XERO_CLIENT_ID", "ones own").withThoseOfTheHome().variables())
        .containsEntry("XERO_CLIENT_ID", "ones own")
        .doesNotContainKey("TANDEM_XERO_URL");
  }

  @Test
  void emptiesWhatADemonstrationLeft() throws IOException {
    DemoHome.claim(with(), false).close();
    String before = with().encryptionKey();
    Files.createDirectories(home.resolve("simulator/books"));
    try (var fresh = DemoHome.claim(with(), true)) {
      assertThat(home.resolve("simulator")).doesNotExist();
      assertThat(fresh.apiKey()).isEmpty();
      assertThat(with().encryptionKey()).isNotEqualTo(before);
    }
  }

  @Test
  void leavesAFolderAloneThatItDidNotMake() throws IOException {
    Files.createDirectories(home.resolve("postgres/data"));
    for (boolean fresh : new boolean[] {true, false}) {
      assertThatThrownBy(() -> DemoHome.claim(with(), fresh))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("was not made by a demonstration");
    }
    assertThat(home.resolve("postgres/data")).exists();
    assertThat(home.resolve("encryption.key")).doesNotExist();
  }

  @Test
  void neverEmptiesADatabaseOfOnesOwn() {
    assertThatThrownBy(
            () -> DemoHome.claim(with("TANDEM_DATABASE_URL", "postgres://a:b@c/d"), true))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("--fresh");
  }

  @Test
  void readsItsOptions() {
    assertThat(DemoOptions.of()).isEqualTo(new DemoOptions(false, false));
    assertThat(DemoOptions.of("--fresh", "--connected")).isEqualTo(new DemoOptions(true, true));
    assertThatThrownBy(() -> DemoOptions.of("--conected"))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("--connected and --fresh");
  }

  private Surroundings with(String... more) {
    Map<String, String> variables = new HashMap<>(Map.of("TANDEM_HOME", home.toString()));
    for (int i = 0; i < more.length; i += 2) {
      variables.put(more[i], more[i + 1]);
    }
    return new Surroundings(variables);
  }
}
