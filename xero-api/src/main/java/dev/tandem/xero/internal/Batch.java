package dev.tandem.xero.internal;

import tools.jackson.databind.JsonNode;

/** How Xero counts a batch and marks the elements it did not store. */
public final class Batch {

  private static final String NO_ID = "00000000-0000-0000-0000-000000000000";

  private Batch() {}

  /** How many records a body holds: the length of its one list, or 1 for a bare record. */
  public static int size(byte[] body) {
    JsonNode tree = Json.treeOrEmpty(body);
    if (tree.size() != 1) return 1;
    JsonNode only = tree.iterator().next();
    return only.isArray() ? only.size() : 1;
  }

  /** Whether Xero did not store the element: it says so, or gives it no id. */
  public static boolean refused(JsonNode element, String idField) {
    String id = element.path(idField).stringValue("");
    return id.isEmpty()
        || id.equals(NO_ID)
        || switch (element.path("StatusAttributeString").stringValue("")) {
          case "OK", "WARNING" -> false;
          case "ERROR" -> true;
          default -> flagged(element);
        };
  }

  /** The older marks, for answers without a status. */
  private static boolean flagged(JsonNode element) {
    return element.path("HasErrors").booleanValue(false)
        || element.path("HasValidationErrors").booleanValue(false)
        || !element.path("ValidationErrors").isEmpty();
  }
}
