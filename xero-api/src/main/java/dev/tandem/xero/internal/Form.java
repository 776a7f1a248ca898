package dev.tandem.xero.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Map;
import java.util.stream.Collectors;

/** Texts as URLs, forms and headers want them. */
public final class Form {

  private Form() {}

  /** Names and values for a query or a form body, in the map's order. */
  public static String of(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + escape(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  /** One value; a space becomes %20, which is right in paths, queries and forms alike. */
  public static String escape(String value) {
    return URLEncoder.encode(value, UTF_8).replace("+", "%20");
  }

  /** Checked here because the HTTP client would quote the refused value, a secret, in its error. */
  public static String headerSafe(String secret) {
    if (secret.chars().allMatch(c -> c > ' ' && c < 127)) return secret;
    throw new IllegalArgumentException("a token holds characters that no header may carry");
  }
}
