package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.call.Problems;
import dev.tandem.simulator.http.Json;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The lines of a document when it is written: a line with a known LineItemID is changed, one
 * without is new, a stored line that is not mentioned is gone.
 */
public final class LineItems {
  private final LineMath math;
  private final LineRules rules;
  private final LineDefaults defaults;

  LineItems(LineMath math, LineRules rules, LineDefaults defaults) {
    this.math = math;
    this.rules = rules;
    this.defaults = defaults;
  }

  /** The lines as they will be stored. */
  ArrayNode merge(JsonNode sent, JsonNode stored, ObjectNode document, Problems problems) {
    Map<String, ObjectNode> known = new HashMap<>();
    stored.forEach(line -> known.put(line.path("LineItemID").asString(), (ObjectNode) line));
    Set<String> used = new HashSet<>();
    ArrayNode lines = Json.array();
    for (JsonNode each : sent) {
      if (each instanceof ObjectNode given) {
        String id = Ids.guid(given, "LineItemID").map(Indexes::key).orElse("");
        ObjectNode before = known.get(id);
        problems.errorIf(!id.isEmpty() && !used.add(id), "Line item ids must be unique");
        ObjectNode line =
            before == null
                ? Json.object().put("LineItemID", UUID.randomUUID().toString())
                : before.deepCopy();
        lines.add(write(given, line, document, problems));
      }
    }
    return lines;
  }

  /** Computes stored lines again, for instance because LineAmountTypes changed. */
  ArrayNode again(JsonNode stored, ObjectNode document, Problems problems) {
    ArrayNode lines = Json.array();
    stored.forEach(
        line ->
            lines.add(write(Json.object(), ((ObjectNode) line).deepCopy(), document, problems)));
    return lines;
  }

  private ObjectNode write(
      ObjectNode given, ObjectNode line, ObjectNode document, Problems problems) {
    ObjectNode meant = defaults.fill(given, line, document, problems);
    rules.copy(meant, line, document, problems);
    math.compute(meant, line, document, problems);
    return line;
  }
}
