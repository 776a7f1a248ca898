package dev.tandem.simulator.accounting.call;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Shape;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Refusal;
import dev.tandem.simulator.http.Request;
import dev.tandem.simulator.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the elements of a write: a collection in its wrapper, one object in its wrapper, a bare
 * object or a bare array. Names ignore case and come out as they are published.
 */
public final class Bodies {
  private static final Set<String> WRAPPERS =
      Stream.concat(
              Stream.of(Kind.values()).map(Kind::collection),
              Stream.of("ManualJournals", "PurchaseOrders", "Quotes"))
          .map(name -> name.toLowerCase(Locale.ROOT))
          .collect(Collectors.toSet());

  private Bodies() {}

  public static List<ObjectNode> elements(Request request, Kind kind) {
    String type = request.header("Content-Type").orElse("application/json");
    if (type.contains("xml")) {
      throw new Refusal(Response.text(415, "The simulator reads JSON only"));
    }
    List<ObjectNode> found = elements(parse(request, type), kind);
    if (found.isEmpty()) {
      throw ApiErrors.nothingProcessed(kind);
    }
    Shape shape = Shape.named(kind.singular());
    List<ObjectNode> shaped = new ArrayList<>();
    for (ObjectNode each : found) {
      shaped.add(Shaping.shaped(each, shape, kind.collection() + "[" + shaped.size() + "]"));
    }
    return shaped;
  }

  private static List<ObjectNode> elements(JsonNode body, Kind kind) {
    if (!(body instanceof ObjectNode object)) {
      return body.isArray() ? objects(body) : List.of();
    }
    Optional<JsonNode> wrapped =
        property(object, kind.collection())
            .or(() -> property(object, kind.singular()).filter(JsonNode::isObject));
    if (wrapped.isPresent()) {
      return wrapped.get() instanceof ObjectNode one ? List.of(one) : objects(wrapped.get());
    }
    return saysAnything(object, kind) ? List.of(object) : List.of();
  }

  private static Optional<JsonNode> property(ObjectNode object, String name) {
    return object.properties().stream()
        .filter(field -> field.getKey().equalsIgnoreCase(name))
        .map(java.util.Map.Entry::getValue)
        .findFirst();
  }

  /** An object that only wraps a collection of another kind says nothing of this one. */
  private static boolean saysAnything(ObjectNode bare, Kind kind) {
    Shape shape = Shape.named(kind.singular());
    return bare.properties().stream()
        .anyMatch(
            field ->
                !WRAPPERS.contains(field.getKey().toLowerCase(Locale.ROOT))
                    || (field.getValue().isObject() && shape.property(field.getKey()).isPresent()));
  }

  private static List<ObjectNode> objects(JsonNode array) {
    List<ObjectNode> elements = new ArrayList<>();
    for (JsonNode each : array) {
      if (!(each instanceof ObjectNode element)) {
        throw ApiErrors.unreadable("A collection may hold objects only.");
      }
      elements.add(element);
    }
    return elements;
  }

  private static JsonNode parse(Request request, String type) {
    try {
      if (type.contains("x-www-form-urlencoded")) {
        return Json.parse(
            request.form().get("json").orElse(request.text()).getBytes(StandardCharsets.UTF_8));
      }
      return Json.parse(request.body());
    } catch (JacksonException unreadable) {
      throw ApiErrors.unreadable("Unexpected character or end of the text.");
    }
  }
}
