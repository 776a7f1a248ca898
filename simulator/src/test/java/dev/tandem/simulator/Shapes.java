package dev.tandem.simulator;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Compares a value with the part of JSON Schema that the description uses. */
final class Shapes {
  private final JsonNode document;

  Shapes(JsonNode document) {
    this.document = document;
  }

  List<String> objections(JsonNode schema, JsonNode value, String where) {
    List<String> objections = new ArrayList<>();
    check(schema, value, where, objections);
    return objections;
  }

  private void check(JsonNode schema, JsonNode value, String where, List<String> objections) {
    if (schema.has("$ref")) {
      check(document.at(schema.path("$ref").asString().substring(1)), value, where, objections);
      return;
    }
    if (schema.has("oneOf")) {
      boolean any =
          schema
              .path("oneOf")
              .valueStream()
              .anyMatch(each -> objections(each, value, where).isEmpty());
      object(any, where + " is none of its shapes: " + value, objections);
      return;
    }
    object(fits(schema.path("type").asString(""), value), where + " is " + value, objections);
    if (schema.has("enum")) {
      boolean known =
          schema
              .path("enum")
              .valueStream()
              .anyMatch(word -> word.asString().equals(value.asString("")));
      object(known, where + " is " + value, objections);
    }
    schema
        .path("required")
        .forEach(name -> object(value.has(name.asString()), where + " lacks " + name, objections));
    schema
        .path("properties")
        .propertyStream()
        .filter(each -> value.has(each.getKey()))
        .forEach(
            each ->
                check(
                    each.getValue(),
                    value.path(each.getKey()),
                    where + "/" + each.getKey(),
                    objections));
    if (value.isArray()) {
      value.forEach(each -> check(schema.path("items"), each, where + "[]", objections));
    }
  }

  private static void object(boolean fine, String objection, List<String> objections) {
    if (!fine) {
      objections.add(objection);
    }
  }

  private static boolean fits(String type, JsonNode value) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isString();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      default -> true;
    };
  }
}
