package dev.tandem.simulator.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * One request as received.
 *
 * @param path decoded, without the query
 * @param target path and query exactly as sent
 * @param headers names compare without regard to case
 * @param variables what the route's {placeholders} stood for
 */
public record Request(
    String method,
    String path,
    String target,
    Parameters query,
    Map<String, String> headers,
    byte[] body,
    Map<String, String> variables) {

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name)).map(String::strip);
  }

  /** The path as sent, where a slash inside a segment can still be told from one between two. */
  public String rawPath() {
    return URI.create(target).getRawPath();
  }

  public String variable(String name) {
    return Optional.ofNullable(variables.get(name)).orElse("");
  }

  public Request with(Map<String, String> routeVariables) {
    return new Request(method, path, target, query, headers, body, routeVariables);
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** Whether the body says of itself that it is a form. */
  public boolean formEncoded() {
    return header("Content-Type")
        .map(type -> type.split(";")[0].strip())
        .filter(type -> type.equalsIgnoreCase("application/x-www-form-urlencoded"))
        .isPresent();
  }

  public Parameters form() {
    return Parameters.parse(text());
  }
}
