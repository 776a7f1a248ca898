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
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** Creates and changes invoices by Xero's rules. */
final class InvoiceWriter {
  private static final Set<String> TYPES =
      Set.of(
          "ACCREC",
          "ACCPAY",
          "ACCRECCREDIT",
          "ACCPAYCREDIT",
          "AROVERPAYMENT",
          "APOVERPAYMENT",
          "ARPREPAYMENT",
          "APPREPAYMENT");

  private final Ledger ledger;
  private final DocumentNumbers numbers;
  private final DocumentWriter writer;
  private final String clientId;

  public InvoiceWriter(
      Ledger ledger,
      Switches switches,
      int unitDecimals,
      String clientId,
      boolean allowBackorders) {
    this.ledger = ledger;
    this.clientId = clientId;
    this.numbers = new DocumentNumbers(ledger, switches);
    this.writer = new DocumentWriter(ledger, switches, unitDecimals, allowBackorders);
  }

  /** PUT: makes a new invoice, never touches an existing one. */
  public ObjectNode create(ObjectNode sent, Problems problems) {
    return write(sent, blank(sent), problems);
  }

  /** An invoice that a repeating one brings forth. */
  ObjectNode make(ObjectNode sent, String repeatingInvoiceId) {
    ObjectNode next = blank(sent).put("RepeatingInvoiceID", repeatingInvoiceId);
    return write(sent, next, new Problems());
  }

  private ObjectNode blank(ObjectNode sent) {
    BigDecimal zero = new BigDecimal("0.00");
    return Json.object()
        .put("Type", type(sent).name())
        .put("InvoiceID", UUID.randomUUID().toString())
        .put("InvoiceNumber", "")
        .put("Reference", "")
        .put("_app", clientId)
        .put("AmountDue", zero)
        .put("AmountPaid", zero)
        .put("AmountCredited", zero)
        .put("SentToContact", false)
        .put("HasAttachments", false);
  }

  private ObjectNode write(ObjectNode sent, ObjectNode next, Problems problems) {
    return writer.write(new Revision(sent, Json.object(), next, problems));
  }

  /** POST: changes the invoice it names by id or sales number, else makes one. */
  public ObjectNode save(ObjectNode sent, Problems problems) {
    known(sent.path("Type").asString(""));
    Optional<ObjectNode> found = find(sent);
    return found.isPresent()
        ? writer.write(new Revision(sent, found.get(), found.get().deepCopy(), problems))
        : create(sent, problems);
  }

  private Optional<ObjectNode> find(ObjectNode sent) {
    Optional<String> id = Ids.guid(sent, "InvoiceID");
    if (id.isPresent()) {
      Optional<ObjectNode> found = ledger.get(Kind.INVOICE, Indexes.key(id.get()));
      if (found.isEmpty()) {
        throw new Invalid("The document with the supplied id was not found for this endpoint.");
      }
      return found;
    }
    return sent.path("Type").asString("ACCREC").equals("ACCREC")
        ? Fields.said(sent, "InvoiceNumber").flatMap(number -> numbers.holder(Kind.INVOICE, number))
        : Optional.empty();
  }

  private static void known(String type) {
    if (!type.isEmpty() && !TYPES.contains(type)) {
      throw ApiErrors.postData("The Type " + type + " is not valid");
    }
  }

  private static DocumentType type(ObjectNode sent) {
    String type = sent.path("Type").asString("");
    known(type);
    return DocumentType.named(type)
        .filter(each -> each.kind() == Kind.INVOICE)
        .orElseThrow(() -> new Invalid("Invoice Type must be specified: ACCREC or ACCPAY"));
  }
}
