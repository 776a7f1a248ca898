package dev.tandem.simulator.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Name-value pairs of a query or a form. Names ignore case, as Xero's do; {@code +} is a space. */
public final class Parameters {
  private final Map<String, List<String>> values = new LinkedHashMap<>();

  public static Parameters parse(@Nullable String encoded) {
    Parameters parameters = new Parameters();
    if (encoded == null || encoded.isEmpty()) {
      return parameters;
    }
    for (String pair : encoded.split("&")) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      parameters.add(decode(name), decode(value));
    }
    return parameters;
  }

  private void add(String name, String value) {
    values.computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new ArrayList<>()).add(value);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return text;
    }
  }

  /** The first value; an empty one counts as absent. */
  public Optional<String> get(String name) {
    return all(name).stream().filter(value -> !value.isBlank()).findFirst();
  }

  public String get(String name, String otherwise) {
    return get(name).orElse(otherwise);
  }

  public long number(String name, long otherwise) {
    try {
      return get(name).map(text -> Long.parseLong(text.strip())).orElse(otherwise);
    } catch (NumberFormatException notANumber) {
      return otherwise;
    }
  }

  public boolean flag(String name) {
    return get(name).map(value -> value.equalsIgnoreCase("true")).orElse(false);
  }

  /** In lower case. */
  public Set<String> names() {
    return Set.copyOf(values.keySet());
  }

  public List<String> all(String name) {
    return values.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /** A comma list, possibly repeated; empty when the parameter is absent. */
  public List<String> list(String name) {
    List<String> items = new ArrayList<>();
    for (String value : all(name)) {
      for (String item : value.split(",")) {
        if (!item.isBlank()) {
          items.add(item.strip());
        }
      }
    }
    return items;
  }
}
