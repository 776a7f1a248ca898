package dev.tandem.simulator.accounting.books;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One of Xero's published types: its properties and the sort of value each holds. Names are found
 * without regard to case, as Xero reads them in bodies and expressions.
 */
public record Shape(String name, Map<String, Property> byKey) {
  /** What a property holds. */
  public enum Sort {
    TEXT,
    ID,
    NUMBER,
    FLAG,
    /** A calendar day, sent as midnight UTC. */
    DAY,
    MOMENT,
    ONE,
    MANY
  }

  /**
   * A property.
   *
   * @param of the type of what it holds, for ONE and MANY
   */
  public record Property(String name, Sort sort, String of) {
    private static Property read(String declared) {
      int colon = declared.indexOf(':');
      String name = declared.substring(0, colon);
      String sort = declared.substring(colon + 1);
      if (sort.startsWith("[")) {
        return new Property(name, Sort.MANY, sort.substring(1, sort.length() - 1));
      }
      return Character.isUpperCase(sort.charAt(0))
          ? new Property(name, Sort.ONE, sort)
          : new Property(name, Sort.valueOf(sort.toUpperCase(Locale.ROOT)), "");
    }
  }

  private static final Map<String, Shape> ALL = load();

  /** The type of that name; one without properties if there is none. */
  public static Shape named(String name) {
    Shape shape = ALL.get(name);
    return shape == null ? new Shape(name, Map.of()) : shape;
  }

  public Optional<Property> property(String spelt) {
    return Optional.ofNullable(byKey.get(spelt.toLowerCase(Locale.ROOT)));
  }

  private static Map<String, Shape> load() {
    Map<String, Shape> shapes = new HashMap<>();
    try (InputStream in = Shape.class.getResourceAsStream("shapes.txt");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(Shape::read)
          .forEach(shape -> shapes.put(shape.name, shape));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return shapes;
  }

  private static Shape read(String line) {
    String[] words = line.split(" ");
    Map<String, Property> properties = new LinkedHashMap<>();
    for (int i = 2; i < words.length; i++) {
      Property property = Property.read(words[i]);
      properties.put(property.name.toLowerCase(Locale.ROOT), property);
    }
    return new Shape(words[0], properties);
  }
}
