package dev.tandem.simulator.accounting.attached;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.Wire;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** The files on documents. */
final class Attachments {
  private Attachments() {}

  /** Those of one document, oldest first. */
  static Stream<ObjectNode> of(Ledger ledger, String ownerId) {
    return ledger.find(Kind.ATTACHMENT, "about", ownerId);
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
