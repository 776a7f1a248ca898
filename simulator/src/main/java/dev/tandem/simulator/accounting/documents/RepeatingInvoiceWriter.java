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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** Creates, changes and deletes the templates of repeating invoices. */
final class RepeatingInvoiceWriter {
  private static final Set<String> STATUSES = Set.of("DRAFT", "AUTHORISED", "DELETED");
  private static final List<String> FLAGS =
      List.of("ApprovedForSending", "SendCopy", "MarkAsSent", "IncludePDF");

  private final Ledger ledger;
  private final DocumentContact contacts;
  private final DocumentLines lines;
  private final DocumentCurrency currency;

  RepeatingInvoiceWriter(Ledger ledger, Switches switches) {
    this.ledger = ledger;
    this.contacts = new DocumentContact(ledger);
    this.lines = new DocumentLines(ledger, switches, 4);
    this.currency = new DocumentCurrency(ledger);
  }

  ObjectNode create(ObjectNode sent, Problems problems) {
    DocumentType type =
        DocumentType.named(sent.path("Type").asString(""))
            .filter(each -> each.kind() == Kind.INVOICE)
            .orElseThrow(() -> new Invalid("Invoice Type must be specified: ACCREC or ACCPAY"));
    ObjectNode next =
        Json.object()
            .put("RepeatingInvoiceID", UUID.randomUUID().toString())
            .put("Type", type.name())
            .put("Status", "DRAFT")
            .put("Reference", "")
            .put("HasAttachments", false);
    next.putObject("Schedule");
    return write(sent, next, problems);
  }

  ObjectNode save(ObjectNode sent, Problems problems) {
    Optional<String> id = Ids.guid(sent, "RepeatingInvoiceID").or(() -> Ids.guid(sent, "ID"));
    if (id.isEmpty()) {
      return create(sent, problems);
    }
    ObjectNode known =
        ledger
            .get(Kind.REPEATING_INVOICE, Indexes.key(id.get()))
            .orElseThrow(
                () ->
                    new Invalid(
                        "The document with the supplied id was not found for this endpoint."));
    if (DocumentEnd.deleted(known)) {
      throw new Invalid("Repeating invoice not of valid status for modification");
    }
    return write(sent, known.deepCopy(), problems);
  }

  private ObjectNode write(ObjectNode sent, ObjectNode next, Problems problems) {
    copyStatus(sent, next);
    if (!DocumentEnd.deleted(next)) {
      copyHead(sent, next, problems);
      lines.copy(sent, next, problems);
      lines.suit(next, problems);
      lines.complete(next, problems);
    }
    problems.refuse();
    ledger.put(Kind.REPEATING_INVOICE, next);
    return next;
  }

  private static void copyStatus(ObjectNode sent, ObjectNode next) {
    Fields.said(sent, "Status")
        .ifPresent(
            status -> {
              if (!STATUSES.contains(status)) {
                throw ApiErrors.postData("The Status " + status + " is not valid");
              }
              next.put("Status", status);
            });
  }

  private void copyHead(ObjectNode sent, ObjectNode next, Problems problems) {
    if (Fields.present(sent, "Contact") || !next.has("Contact")) {
      ObjectNode contact = contacts.resolve(sent, problems);
      next.putObject("Contact").put("ContactID", contact.path("ContactID").asString());
    }
    if (DocumentType.of(next).sales()) {
      Fields.copyText(sent, next, "Reference", 255, problems);
    }
    Ids.guid(sent, "BrandingThemeID").ifPresent(id -> next.put("BrandingThemeID", id));
    FLAGS.forEach(flag -> Fields.flag(sent, flag).ifPresent(value -> next.put(flag, value)));
    DocumentHead.copyModes(sent, next);
    currency.copy(sent, next, problems);
    ObjectNode said =
        sent.path("Schedule") instanceof ObjectNode schedule ? schedule : Json.object();
    new Schedule((ObjectNode) next.path("Schedule")).copy(said, ledger.today(), problems);
  }
}
