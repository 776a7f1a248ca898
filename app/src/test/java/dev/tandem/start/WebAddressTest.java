package dev.tandem.start;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {

  @ParameterizedTest
  @CsvSource({
    "https://desk.example, https://desk.example",
    "HTTPS://Desk.Example/, https://desk.example",
    "https://desk.example:443, https://desk.example",
    "http://localhost:8080, http://localhost:8080",
    "https://[::1]:8443, https://[::1]:8443"
  })
  void takesSchemeHostAndPort(String text, String origin) {
    assertThat(WebAddress.parse(text).orElseThrow()).hasToString(origin);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "desk.example",
        "ftp://desk.example",
        "https://",
        "https://desk.example/app",
        "https://a@desk.example",
        "https://desk.example?x",
        "https://desk.example#x",
        "https://*.example",
        "https://desk.example:99999",
        "https://desk example",
        "null"
      })
  void refusesEverythingElse(String text) {
    assertThat(WebAddress.parse(text)).isEmpty();
  }
}
