package dev.tandem.simulator.accounting.where;

import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A field that expressions may name, and how to read it from a stored document. */
public record Field(String name, Type type, Function<ObjectNode, JsonNode> reader) {
  /** How values of the field compare. */
  public enum Type {
    TEXT,
    GUID,
    NUMBER,
    /** Calendar days and moments, both kept as sortable ISO text. */
    DATE,
    FLAG
  }

  /** A field found along a dotted path. */
  public static Field of(String path, Type type) {
    String[] steps = path.split("\\.");
    return new Field(
        path,
        type,
        document -> {
          JsonNode node = document;
          for (String step : steps) {
            node = node.path(step);
          }
          return node;
        });
  }
}
