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

  /** Whether Xero says so in any of its ways; a record without an id was not stored either. */
  public static boolean refused(JsonNode element, String idField) {
    String id = element.path(idField).stringValue("");
    return element.path("StatusAttributeString").stringValue("").equals("ERROR")
        || element.path("HasErrors").booleanValue(false)
        || element.path("HasValidationErrors").booleanValue(false)
        || !element.path("ValidationErrors").isEmpty()
        || id.isEmpty()
        || id.equals(NO_ID);
  }
}
