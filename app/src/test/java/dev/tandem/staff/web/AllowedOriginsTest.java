package dev.tandem.staff.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.start.StartRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedOriginsTest {

  @Test
  void takesExactAddresses() {
    assertThat(
            AllowedOrigins.parse(
                    " https://book.example/ ,https://localhost:8443,,https://127.0.0.1:8443")
                .origins())
        .containsExactly(
            "https://book.example", "https://localhost:8443", "https://127.0.0.1:8443");
    assertThat(AllowedOrigins.parse("").configuration()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"*", "https://*.book.example", "book.example", "https://book.example/app", "null"})
  void refusesWhatIsNoExactAddress(String text) {
    assertThatThrownBy(() -> AllowedOrigins.parse("https://fine.example," + text))
        .isInstanceOf(StartRefused.class)
        .hasMessageContainingAll("'" + text + "'", "no wildcards");
  }

  @Test
  void refusesPlainHttpButForThisMachine() {
    assertThat(AllowedOrigins.parse("http://localhost:3000").origins()).hasSize(1);
    assertThatThrownBy(() -> AllowedOrigins.parse("http://book.example"))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("https");
  }
}
