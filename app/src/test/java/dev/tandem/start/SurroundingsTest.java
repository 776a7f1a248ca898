package dev.tandem.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurroundingsTest {

  private static final String KEY = "0123456789abcdef".repeat(4);

  @TempDir private Path home;

  @Test
  void takesTheKeyFromTheEnvironmentBeforeTheHome() throws IOException {
    Files.writeString(home.resolve("encryption.key"), KEY.replace('0', 'f') + "\n");
    assertThat(with("ENCRYPTION_KEY", KEY).encryptionKey()).isEqualTo(KEY);
    assertThat(with("ENCRYPTION_KEY", " ").encryptionKey()).isEqualTo(KEY.replace('0', 'f'));
  }

  @Test
  void saysHowToMakeAMissingKey() {
    assertThatThrownBy(() -> with("ENCRYPTION_KEY", "").encryptionKey())
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("./tandem keys new");
  }

  @Test
  void refusesAShortKeyWithoutShowingIt() {
    assertThatThrownBy(() -> with("ENCRYPTION_KEY", "abc123").encryptionKey())
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("64 hexadecimal characters")
        .hasMessageContaining("has 6 characters")
        .message()
        .doesNotContain("abc123");
    assertThatThrownBy(() -> with("ENCRYPTION_KEY", "x".repeat(64)).encryptionKey())
        .hasMessageContaining("not all hexadecimal");
  }

  @Test
  void refusesAPortThatIsNone() {
    assertThat(with("TANDEM_PORT", "").port("TANDEM_PORT", 8080)).isEqualTo(8080);
    for (String wrong : new String[] {"http", "70000", "-1", "80 80"}) {
      assertThatThrownBy(() -> with("TANDEM_PORT", wrong).port("TANDEM_PORT", 8080))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("TANDEM_PORT is not a port number");
    }
  }

  private Surroundings with(String name, String value) {
    return new Surroundings(Map.of("TANDEM_HOME", home.toString(), name, value));
  }
}
