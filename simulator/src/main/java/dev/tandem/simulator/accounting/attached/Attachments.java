package dev.tandem.simulator.accounting.attached;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.Wire;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The files on documents. */
public final class Attachments {
  private Attachments() {}

  /** Those of one document, oldest first. */
  static Stream<ObjectNode> of(Ledger ledger, String ownerId) {
    return ledger.find(Kind.ATTACHMENT, "about", ownerId);
  }

  /** The list inside a single document that has files. */
  public static void list(Ledger ledger, String ownerId, ObjectNode out) {
    if (out.path("HasAttachments").asBoolean(false)) {
      ArrayNode list = out.putArray("Attachments");
      of(ledger, ownerId).forEach(file -> list.add(show(file)));
    }
  }

  static boolean is(ObjectNode file, String wanted) {
    return file.path("AttachmentID").asString().equalsIgnoreCase(wanted.strip())
        || file.path("FileName").asString().equalsIgnoreCase(wanted);
  }

  static ObjectNode show(ObjectNode file) {
    ObjectNode out = Wire.outward(file);
    out.remove("UpdatedDateUTC");
    return out;
  }
}
