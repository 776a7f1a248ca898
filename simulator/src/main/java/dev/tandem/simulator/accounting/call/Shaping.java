package dev.tandem.simulator.accounting.call;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Shape;
import dev.tandem.simulator.accounting.books.Shape.Property;
import dev.tandem.simulator.accounting.where.Moments;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Refusal;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Puts what was sent into the shape of a published type: names as they are published, however they
 * were spelt. A value that its property cannot hold makes the whole body unreadable; a property
 * that nobody published is left as it is.
 */
final class Shaping {
  private static final Pattern ID =
      Pattern.compile("\\{?[0-9a-fA-F]{8}(-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}}?");

  private Shaping() {}

  /**
   * @param path where in the body the element stands, for the message
   */
  static ObjectNode shaped(ObjectNode sent, Shape shape, String path) {
    ObjectNode shaped = Json.object();
    for (var field : sent.properties()) {
      var property = shape.property(field.getKey());
      if (property.isEmpty()) {
        shaped.set(field.getKey(), field.getValue());
      } else {
        String name = property.get().name();
        shaped.set(name, value(field.getValue(), property.get(), path + "." + name));
      }
    }
    return shaped;
  }

  private static JsonNode value(JsonNode sent, Property property, String path) {
    if (sent.isNull()) {
      return sent;
    }
    return switch (property.sort()) {
      case ONE -> one(sent, Shape.named(property.of()), path);
      case MANY -> many(sent, property, path);
      default -> scalar(sent, property, path);
    };
  }

  private static JsonNode one(JsonNode sent, Shape shape, String path) {
    if (sent instanceof ObjectNode object) {
      return shaped(object, shape, path);
    }
    throw unreadable("Error converting value " + sent + " to type '" + shape.name() + "'", path);
  }

  private static JsonNode many(JsonNode sent, Property property, String path) {
    if (!sent.isArray()) {
      throw unreadable(
          "Error converting value " + sent + " to a list of '" + property.of() + "'", path);
    }
    Shape shape = Shape.named(property.of());
    var array = Json.array();
    for (int i = 0; i < sent.size(); i++) {
      JsonNode each = sent.get(i);
      boolean typed = !shape.byKey().isEmpty() && !each.isNull();
      array.add(typed ? one(each, shape, path + "[" + i + "]") : each);
    }
    return array;
  }

  /** Text that is blank stands for no value, a number or flag may come as text. */
  private static JsonNode scalar(JsonNode sent, Property property, String path) {
    Shape.Sort sort = property.sort();
    if (sent.isContainer()) {
      throw unreadable("Unexpected character encountered while parsing value", path);
    }
    String text = sent.asString("").strip();
    if (text.isEmpty() || readable(sent, text, sort)) {
      return canonical(sent, text, property);
    }
    throw unreadable(
        switch (sort) {
          case NUMBER -> "Could not convert string to decimal: " + text;
          case FLAG -> "Could not convert string to boolean: " + text;
          case DAY, MOMENT -> "Could not convert string to DateTime: " + text;
          default -> "Error converting value " + sent + " to type 'System.Guid'";
        },
        path);
  }

  private static JsonNode canonical(JsonNode sent, String text, Property property) {
    return switch (property.sort()) {
      case TEXT -> Enumerations.canonical(property.name(), sent);
      case ID -> text.isEmpty() ? sent : StringNode.valueOf(Indexes.key(text));
      default -> sent;
    };
  }

  private static boolean readable(JsonNode sent, String text, Shape.Sort sort) {
    return switch (sort) {
      case NUMBER -> sent.isNumber() || number(text);
      case FLAG -> sent.isBoolean() || text.matches("(?i)true|false|0|1");
      case DAY, MOMENT -> Dates.day(text).isPresent() || Moments.read(text).isPresent();
      case ID -> ID.matcher(text).matches();
      default -> true;
    };
  }

  private static boolean number(String text) {
    try {
      return new BigDecimal(text).precision() > 0;
    } catch (NumberFormatException unreadable) {
      return false;
    }
  }

  private static Refusal unreadable(String why, String path) {
    return ApiErrors.unreadable(why + ". Path '" + path + "'.");
  }
}
