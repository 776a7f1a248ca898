package dev.tandem.xero.internal;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What Xero wraps around records: a list under the collection's name, even for a single one. */
public final class Envelope {

  private Envelope() {}

  /**
   * The records of an answer. Not modified (304) means none; a missing list means a broken answer.
   */
  public static <T> List<T> list(Answer answer, String collection, Class<T> type) {
    List<T> records = new ArrayList<>();
    for (JsonNode node : elements(answer, collection)) {
      records.add(Json.record(node, type, answer));
    }
    return List.copyOf(records);
  }

  /** The one record of an answer that must hold one. */
  public static <T> T only(Answer answer, String collection, Class<T> type) {
    List<T> records = list(answer, collection, type);
    if (records.isEmpty()) throw Json.unreadable(answer);
    return records.getFirst();
  }

  /** The raw elements, for callers who look at Xero's remarks about each. */
  public static List<JsonNode> elements(Answer answer, String collection) {
    if (answer.status() == 304) return List.of();
    JsonNode list = Json.tree(answer).path(collection);
    if (!list.isArray()) throw Json.unreadable(answer);
    return list.valueStream().toList();
  }
}
