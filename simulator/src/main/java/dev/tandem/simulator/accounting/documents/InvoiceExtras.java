package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.ApiCall;
import dev.tandem.simulator.accounting.call.ApiErrors;
import dev.tandem.simulator.accounting.call.ApiRoutes;
import dev.tandem.simulator.accounting.call.Invalid;
import dev.tandem.simulator.accounting.call.Resource;
import dev.tandem.simulator.accounting.call.Wire;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Response;
import dev.tandem.simulator.mail.Mailbox;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** What can be had of an invoice besides itself: its address online, a mail, a PDF. */
public final class InvoiceExtras implements Resource {
  private final Mailbox mailbox;

  public InvoiceExtras(Mailbox mailbox) {
    this.mailbox = mailbox;
  }

  @Override
  public void addTo(ApiRoutes routes) {
    routes
        .under("accounting.invoices")
        .get("/Invoices/{id}/OnlineInvoice", this::online)
        .post("/Invoices/{id}/Email", this::email)
        .get("/Invoices/{id}/pdf", call -> pdf(call, Kind.INVOICE))
        .get("/CreditNotes/{id}/pdf", call -> pdf(call, Kind.CREDIT_NOTE));
  }

  private Response online(ApiCall call) {
    Ledger ledger = call.ledger();
    return ledger.reading(
        () -> {
          String url = judged(found(call, Kind.INVOICE), OnlineInvoice::of);
          ObjectNode shown = Json.object().put("OnlineInvoiceUrl", url);
          return Response.json(
              200, Wire.envelope(ledger.now(), "OnlineInvoices", List.of(shown), null));
        });
  }

  private Response email(ApiCall call) {
    Ledger ledger = call.ledger();
    InvoiceMail mail = new InvoiceMail(ledger, call.switches());
    ObjectNode letter = ledger.writing(() -> judged(found(call, Kind.INVOICE), mail::send));
    mailbox.receive(
        letter.path("from").asString(),
        letter.path("to").asString(),
        letter.path("subject").asString(),
        letter.path("text").asString());
    return Response.empty(204);
  }

  private static Response pdf(ApiCall call, Kind kind) {
    Ledger ledger = call.ledger();
    return ledger.reading(() -> DocumentPdf.response(ledger, found(call, kind)));
  }

  private static ObjectNode found(ApiCall call, Kind kind) {
    return DocumentNumbers.inPath(call.ledger(), kind, call.request().variable("id"))
        .orElseThrow(ApiErrors::notFound);
  }

  private static <T> T judged(ObjectNode invoice, Function<ObjectNode, T> act) {
    try {
      return act.apply(invoice);
    } catch (Invalid invalid) {
      ObjectNode element = Json.object().put("InvoiceID", invoice.path("InvoiceID").asString());
      var errors = element.putArray("ValidationErrors");
      invalid.messages().forEach(each -> errors.addObject().put("Message", each));
      throw ApiErrors.validation(List.of(element));
    }
  }
}
