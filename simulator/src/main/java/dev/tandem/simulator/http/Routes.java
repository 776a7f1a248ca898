package dev.tandem.simulator.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table of method, path template and what answers it. Fixed words ignore case, as on Xero's
 * servers; {@code {name}} stands for one segment, a trailing {@code *} for the rest.
 */
public final class Routes<T> {
  /** A route that fits a request, with what its placeholders stood for. */
  public record Match<T>(T target, Map<String, String> variables) {}

  private record Route<T>(String method, List<String> template, T target) {}

  private final List<Route<T>> routes = new ArrayList<>();

  public Routes<T> add(String method, String template, T target) {
    routes.add(new Route<>(method, segments(template), target));
    return this;
  }

  public Routes<T> get(String template, T target) {
    return add("GET", template, target);
  }

  public Routes<T> post(String template, T target) {
    return add("POST", template, target);
  }

  public Routes<T> put(String template, T target) {
    return add("PUT", template, target);
  }

  public Routes<T> delete(String template, T target) {
    return add("DELETE", template, target);
  }

  /** The path is as it was sent: a slash inside a placeholder comes as {@code %2F}. */
  public @Nullable Match<T> find(String method, String rawPath) {
    List<String> segments = decoded(rawPath);
    for (Route<T> route : routes) {
      if (route.method.equals("*") || route.method.equals(method)) {
        Map<String, String> variables = variables(route.template, segments);
        if (variables != null) {
          return new Match<>(route.target, variables);
        }
      }
    }
    return null;
  }

  /** True when the path exists under some method. */
  public boolean knows(String rawPath) {
    return !methods(rawPath).isEmpty();
  }

  /** The methods under which the path exists, in order of the table; empty for an unknown path. */
  public List<String> methods(String rawPath) {
    List<String> segments = decoded(rawPath);
    return routes.stream()
        .filter(route -> variables(route.template, segments) != null)
        .map(Route::method)
        .distinct()
        .toList();
  }

  /** Every route as {@code METHOD /template}. */
  public List<String> list() {
    return routes.stream()
        .map(route -> route.method + " /" + String.join("/", route.template))
        .toList();
  }

  private static List<String> decoded(String rawPath) {
    return segments(rawPath).stream().map(Routes::decode).toList();
  }

  /** In a path, unlike in a query, {@code +} stands for itself. */
  private static String decode(String segment) {
    return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static List<String> segments(String path) {
    return List.of(path.replaceAll("^/+|/+$", "").split("/+"));
  }

  private static @Nullable Map<String, String> variables(List<String> template, List<String> path) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (int i = 0; i < template.size(); i++) {
      String word = template.get(i);
      if (word.equals("*")) {
        return variables;
      }
      if (i >= path.size()) {
        return null;
      }
      if (word.startsWith("{")) {
        variables.put(word.substring(1, word.length() - 1), path.get(i));
      } else if (!word.equalsIgnoreCase(path.get(i))) {
        return null;
      }
    }
    return template.size() == path.size() ? variables : null;
  }
}
