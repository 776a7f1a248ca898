package dev.tandem.simulator.faults;

import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An answer in whose list one element is not as it should be. */
final class SpoiltList {
  /** What the answer says of itself, beside its list. */
  private static final Set<String> DATES = Set.of("Date", "DueDate", "UpdatedDateUTC");

  private SpoiltList() {}

  static Response of(Response whole, Fault.UnreadableElement fault) {
    return changed(whole, fault.id(), (list, at) -> spoil((ObjectNode) list.get(at), fault.flaw()));
  }

  static Response without(Response whole, Fault.MissingElement fault) {
    return changed(whole, fault.id(), (list, at) -> list.remove(at));
  }

  private interface Change {
    void at(ArrayNode list, int place);
  }

  private static Response changed(Response whole, String id, Change change) {
    JsonNode tree = tree(whole);
    Optional<ArrayNode> list =
        tree.valueStream()
            .filter(ArrayNode.class::isInstance)
            .map(ArrayNode.class::cast)
            .findFirst();
    if (list.isEmpty()) {
      return whole;
    }
    for (int i = 0; i < list.get().size(); i++) {
      if (list.get().get(i) instanceof ObjectNode element && means(element, id)) {
        change.at(list.get(), i);
        return whole.withBody(tree.toString().getBytes(StandardCharsets.UTF_8));
      }
    }
    return whole;
  }

  private static JsonNode tree(Response whole) {
    try {
      return Json.parse(whole.body());
    } catch (JacksonException notJson) {
      return Json.object();
    }
  }

  private static boolean means(ObjectNode element, String id) {
    return id.isEmpty()
        || element.properties().stream()
            .anyMatch(
                it ->
                    it.getKey().endsWith("ID") && it.getValue().asString("").equalsIgnoreCase(id));
  }

  private static void spoil(ObjectNode element, Fault.Flaw flaw) {
    for (String name : List.copyOf(element.propertyNames())) {
      switch (flaw) {
        case DATE -> {
          if (DATES.contains(name)) {
            element.put(name, "the day before");
          }
        }
        case NUMBER -> {
          if (element.path(name).isNumber()) {
            element.put(name, "a lot");
          }
        }
        case ID -> {
          if (name.endsWith("ID")) {
            element.remove(name);
          }
        }
      }
    }
  }
}
