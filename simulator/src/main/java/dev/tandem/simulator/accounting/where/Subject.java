package dev.tandem.simulator.accounting.where;

import dev.tandem.simulator.accounting.books.Shape;
import dev.tandem.simulator.accounting.books.Shape.Property;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the names in an expression stand for: the published properties of one type.
 *
 * @param hidden lower-case properties of it that this call does not show and so cannot name
 * @param extra properties that are read in a way of their own
 * @param now what {@code DateTime.Now} means
 */
public record Subject(
    Shape shape, Set<String> hidden, List<Field> extra, Lookup lookup, Instant now) {
  /** Finds the whole document that another one only refers to. */
  @FunctionalInterface
  public interface Lookup {
    JsonNode whole(String shape, JsonNode reference);
  }

  Expression itself() {
    return new Expression(Type.OBJECT, shape.name(), false, document -> document);
  }

  /** A property of an object, or null if the object's type has none of that name. */
  @Nullable Expression member(Expression of, String name) {
    Property property = Shape.named(of.typeName()).property(name).orElse(null);
    boolean own = of.typeName().equals(shape.name());
    if (property == null || (own && hidden.contains(name.toLowerCase(Locale.ROOT)))) {
      return null;
    }
    Type type = type(property);
    String title = type == Type.OBJECT ? property.of() : title(type);
    return new Expression(type, title, false, document -> read(of, property, type, document));
  }

  private @Nullable Object read(Expression of, Property property, Type type, JsonNode document) {
    if (!(of.value().apply(document) instanceof JsonNode parent)) {
      return null;
    }
    JsonNode node = parent.path(property.name());
    if (property.sort() == Shape.Sort.ONE && node.isObject()) {
      return lookup.whole(property.of(), node);
    }
    return Values.read(type, node);
  }

  /** A property declared apart, by its whole path. */
  @Nullable Expression extra(String path) {
    for (Field field : extra) {
      if (field.name().equalsIgnoreCase(path)) {
        Type type = Values.type(field);
        return new Expression(
            type,
            title(type),
            false,
            document -> Values.read(type, field.reader().apply((ObjectNode) document)));
      }
    }
    return null;
  }

  private static String title(Type type) {
    boolean nullable = type == Type.DATE || type == Type.NUMBER || type == Type.FLAG;
    return nullable ? type.title() + "?" : type.title();
  }

  private static Type type(Property property) {
    return switch (property.sort()) {
      case TEXT -> Type.TEXT;
      case ID -> Type.ID;
      case NUMBER -> Type.NUMBER;
      case FLAG -> Type.FLAG;
      case DAY, MOMENT -> Type.DATE;
      case ONE, MANY -> Type.OBJECT;
    };
  }
}
