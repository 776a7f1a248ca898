package dev.tandem.xero.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** What Xero wraps around records: a list under the collection's name, even for a single one. */
public final class Envelope {

  private final Answer answer;
  private final JsonNode tree;
  private final List<JsonNode> elements;

  /** Not modified (304) means none; a missing list means a broken answer. */
  public Envelope(Answer answer, String collection) {
    this.answer = answer;
    boolean unchanged = answer.status() == 304;
    this.tree = unchanged ? MissingNode.getInstance() : Json.tree(answer);
    JsonNode list = tree.path(collection);
    if (!unchanged && !list.isArray()) throw Json.unreadable(answer);
    this.elements = list.valueStream().toList();
  }

  /** The raw elements, for callers who look at Xero's remarks about each. */
  public List<JsonNode> elements() {
    return elements;
  }

  public <T> List<T> records(Class<T> type) {
    List<T> records = new ArrayList<>();
    for (JsonNode element : elements) records.add(record(element, type));
    return List.copyOf(records);
  }

  /**
   * The records of a list as far as they can be read: one in another shape than Xero's says nothing
   * of the others. Where several are listed and none can be read, the answer is broken.
   *
   * @param idField the name of the field with a record's id
   */
  public <T> Readable<T> readable(Class<T> type, String idField) {
    List<T> records = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    for (JsonNode element : elements) {
      String id = element.path(idField).asString("");
      T record = Json.recordOrNull(element, type);
      if (record == null) {
        unreadable.add(id);
      } else {
        records.add(record);
        ids.add(id);
      }
    }
    if (records.isEmpty() && unreadable.size() > 1) throw Json.unreadable(answer);
    return new Readable<>(List.copyOf(records), List.copyOf(ids), List.copyOf(unreadable));
  }

  /**
   * @param ids of the records, in their order; empty where one has none
   * @param unreadable the ids of the others
   */
  public record Readable<T>(List<T> records, List<String> ids, List<String> unreadable) {}

  public <T> T record(JsonNode element, Class<T> type) {
    return Json.record(element, type, answer);
  }

  /** The one record of an answer that must hold one. */
  public <T> T only(Class<T> type) {
    if (elements.isEmpty()) throw Json.unreadable(answer);
    return record(elements.getFirst(), type);
  }

  /** One of the numbers in Xero's remark about pages, when there is one. */
  public @Nullable Integer pagination(String name) {
    JsonNode number = tree.path("pagination").path(name);
    return number.isIntegralNumber() ? Integer.valueOf(number.asInt(0)) : null;
  }
}
