package dev.tandem.staff.web;

import dev.tandem.start.StartRefused;
import dev.tandem.start.WebAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.web.cors.CorsConfiguration;

/**
 * Which other websites' scripts may work with the API in a browser: {@code TANDEM_ALLOWED_ORIGINS},
 * exact addresses and no patterns. None, and browsers keep all others out. Cookies never go along:
 * the API knows keys only.
 */
record AllowedOrigins(List<String> origins) {

  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  /**
   * @param text addresses, separated by commas
   * @throws StartRefused if one of them is none, or would carry keys readable over the network
   */
  static AllowedOrigins parse(String text) {
    return new AllowedOrigins(
        Arrays.stream(text.split(","))
            .map(String::strip)
            .filter(it -> !it.isEmpty())
            .map(AllowedOrigins::origin)
            .distinct()
            .toList());
  }

  private static String origin(String text) {
    WebAddress address =
        WebAddress.parse(text)
            .orElseThrow(
                () ->
                    new StartRefused(
                        "TANDEM_ALLOWED_ORIGINS has '%s', which is no exact address. Write scheme, host and port as in https://desk.example:8443, separated by commas; there are no wildcards."
                            .formatted(text)));
    if (!address.secure() && !address.local()) {
      throw new StartRefused(
          "TANDEM_ALLOWED_ORIGINS has %s: over plain http, API keys could be read on the way. Use its https address."
              .formatted(address));
    }
    return address.toString();
  }

  Optional<CorsConfiguration> configuration() {
    if (origins.isEmpty()) {
      return Optional.empty();
    }
    var allowed = new CorsConfiguration();
    allowed.setAllowedOrigins(origins);
    allowed.setAllowedMethods(List.of("GET", "POST", "PUT", "PATCH", "DELETE"));
    allowed.setAllowedHeaders(List.of("Authorization", "Content-Type", "Idempotency-Key"));
    allowed.setAllowCredentials(false);
    allowed.setMaxAge(REMEMBERED);
    return Optional.of(allowed);
  }
}
