package dev.tandem.simulator.openapi;

import dev.tandem.simulator.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The shape of a value, as JSON Schema says it. One with a name stands under the document's
 * components and is referred to from everywhere else.
 */
public final class Schema {
  private final String name;
  private final ObjectNode json;
  private final List<Schema> parts;

  private Schema(String name, ObjectNode json, List<Schema> parts) {
    this.name = name;
    this.json = json;
    this.parts = parts;
  }

  private static Schema of(String type) {
    return new Schema("", Json.object().put("type", type), List.of());
  }

  public static Schema text() {
    return of("string");
  }

  /** A calendar day, {@code 2026-11-30}. */
  public static Schema day() {
    return formatted("date");
  }

  /** A moment in UTC, {@code 2026-11-30T08:00:00Z}. */
  public static Schema moment() {
    return formatted("date-time");
  }

  public static Schema id() {
    return formatted("uuid");
  }

  private static Schema formatted(String format) {
    Schema schema = text();
    schema.json.put("format", format);
    return schema;
  }

  public static Schema number() {
    return of("number");
  }

  public static Schema flag() {
    return of("boolean");
  }

  public static Schema integer() {
    return of("integer");
  }

  public static Schema integer(long least, long most) {
    Schema schema = integer();
    schema.json.put("minimum", least).put("maximum", most);
    return schema;
  }

  public static Schema oneOf(String... words) {
    Schema schema = text();
    var list = schema.json.putArray("enum");
    for (String word : words) {
      list.add(word);
    }
    return schema;
  }

  public static Schema list(Schema of) {
    ObjectNode json = Json.object().put("type", "array");
    json.set("items", of.reference());
    return new Schema("", json, List.of(of));
  }

  /** One of several shapes. */
  public static Schema either(Schema... shapes) {
    ObjectNode json = Json.object();
    var list = json.putArray("oneOf");
    for (Schema shape : shapes) {
      list.add(shape.reference());
    }
    return new Schema("", json, List.of(shapes));
  }

  /** An object whose fields follow with {@link #with}; others may be there, too. */
  public static Schema object(String name) {
    ObjectNode json = Json.object().put("type", "object");
    json.putObject("properties");
    return new Schema(name, json, new ArrayList<>());
  }

  /** A document as Xero's own API shows it; Xero's published description says its fields. */
  public static Schema xero(String name) {
    Schema schema = object("Xero" + name);
    schema.json.put("description", "As Xero's accounting API shows a record of this kind: " + name);
    return schema;
  }

  /** A field that is always there. */
  public Schema with(String field, Schema schema, String meaning) {
    json.withArray("required").add(field);
    return maybe(field, schema, meaning);
  }

  /** A field that may be there. */
  public Schema maybe(String field, Schema schema, String meaning) {
    ObjectNode property = schema.reference().deepCopy();
    ((ObjectNode) json.path("properties")).set(field, property.put("description", meaning));
    parts.add(schema);
    return this;
  }

  public Schema otherwise(String value) {
    json.put("default", value);
    return this;
  }

  public Schema otherwise(long value) {
    json.put("default", value);
    return this;
  }

  /** What stands for it wherever it is used. */
  ObjectNode reference() {
    return name.isEmpty() ? json : Json.object().put("$ref", "#/components/schemas/" + name);
  }

  /** Adds itself and everything it is made of, if named. */
  void collect(Map<String, JsonNode> named) {
    if (name.isEmpty() || named.putIfAbsent(name, json) == null) {
      parts.forEach(part -> part.collect(named));
    }
  }

  /** Why a text from a query is no such value; empty if it is one. */
  Optional<String> objection(String text) {
    boolean fits =
        switch (json.path("type").asString("")) {
          case "integer" -> isInteger(text);
          case "number" -> text.matches("-?\\d+(\\.\\d+)?");
          case "boolean" -> text.matches("(?i)true|false");
          default -> isWord(text);
        };
    return fits ? Optional.empty() : Optional.of(wanted());
  }

  private boolean isWord(String text) {
    if (json.path("format").asString("").equals("date") && !text.matches("\\d{4}-\\d\\d-\\d\\d")) {
      return false;
    }
    return !json.has("enum")
        || json.path("enum").valueStream().anyMatch(word -> word.asString().equalsIgnoreCase(text));
  }

  private boolean isInteger(String text) {
    if (!text.matches("-?\\d{1,18}")) {
      return false;
    }
    long value = Long.parseLong(text);
    return value >= json.path("minimum").asLong(Long.MIN_VALUE)
        && value <= json.path("maximum").asLong(Long.MAX_VALUE);
  }

  private String wanted() {
    if (json.has("enum")) {
      return "one of "
          + String.join(", ", json.path("enum").valueStream().map(JsonNode::asString).toList());
    }
    if (json.has("minimum")) {
      return "a whole number from "
          + json.path("minimum").asLong()
          + " to "
          + json.path("maximum").asLong();
    }
    return switch (json.path("type").asString("")) {
      case "integer" -> "a whole number";
      case "number" -> "a number";
      case "boolean" -> "true or false";
      default -> "a day such as 2026-11-30";
    };
  }
}
