package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.accounting.call.ApiErrors;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Invalid;
import dev.tandem.simulator.accounting.call.Problems;
import dev.tandem.simulator.http.Json;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates and changes credit notes by Xero's rules. Allocations sent along are passed over: they
 * take a call of their own.
 */
final class CreditNoteWriter {
  private final Ledger ledger;
  private final DocumentNumbers numbers;
  private final DocumentWriter writer;
  private final String clientId;

  public CreditNoteWriter(Ledger ledger, Switches switches, int unitDecimals, String clientId) {
    this.ledger = ledger;
    this.clientId = clientId;
    this.numbers = new DocumentNumbers(ledger, switches);
    this.writer = new DocumentWriter(ledger, switches, unitDecimals, true);
  }

  /** PUT: makes a new credit note, never touches an existing one. */
  public ObjectNode create(ObjectNode sent, Problems problems) {
    ObjectNode next =
        Json.object()
            .put("Type", type(sent).name())
            .put("CreditNoteID", UUID.randomUUID().toString())
            .put("CreditNoteNumber", "")
            .put("Reference", "")
            .put("_app", clientId)
            .put("RemainingCredit", new BigDecimal("0.00"))
            .put("SentToContact", false)
            .put("HasAttachments", false);
    return writer.write(new Revision(sent, Json.object(), next, problems));
  }

  /** POST: changes the credit note it names by id or sales number, else makes one. */
  public ObjectNode save(ObjectNode sent, Problems problems) {
    Optional<ObjectNode> found = find(sent);
    return found.isPresent()
        ? writer.write(new Revision(sent, found.get(), found.get().deepCopy(), problems))
        : create(sent, problems);
  }

  private Optional<ObjectNode> find(ObjectNode sent) {
    Optional<String> id = Ids.guid(sent, "CreditNoteID");
    if (id.isPresent()) {
      Optional<ObjectNode> found = ledger.get(Kind.CREDIT_NOTE, Indexes.key(id.get()));
      if (found.isEmpty()) {
        throw new Invalid(
            "An existing Credit Note with the specified CreditNoteID could not be found");
      }
      return found;
    }
    return sent.path("Type").asString("ACCRECCREDIT").equals("ACCRECCREDIT")
        ? Fields.said(sent, "CreditNoteNumber")
            .flatMap(number -> numbers.holder(Kind.CREDIT_NOTE, number))
        : Optional.empty();
  }

  private static DocumentType type(ObjectNode sent) {
    String type = sent.path("Type").asString("");
    Optional<DocumentType> known =
        DocumentType.named(type).filter(each -> each.kind() == Kind.CREDIT_NOTE);
    if (known.isEmpty() && !type.isEmpty()) {
      throw ApiErrors.postData("The Type " + type + " is not valid");
    }
    return known.orElseThrow(
        () -> new Invalid("Credit Note Type must be specified: ACCRECCREDIT or ACCPAYCREDIT"));
  }
}
