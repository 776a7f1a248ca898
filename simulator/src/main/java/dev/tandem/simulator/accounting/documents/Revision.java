package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Problems;
import tools.jackson.databind.node.ObjectNode;

/**
 * A write in the making.
 *
 * @param sent what the client says
 * @param before the stored document, empty for a new one
 * @param next the document as it will be stored
 */
record Revision(ObjectNode sent, ObjectNode before, ObjectNode next, Problems problems) {
  boolean fresh() {
    return before.isEmpty();
  }

  DocumentType type() {
    return DocumentType.of(next);
  }

  String statusBefore() {
    return before.path("Status").asString("");
  }

  String statusAsked() {
    return Fields.said(sent, "Status").orElse("");
  }

  String id() {
    return next.path(type().kind().idField()).asString();
  }

  boolean linesSent() {
    return sent.path("LineItems").isArray();
  }
}
