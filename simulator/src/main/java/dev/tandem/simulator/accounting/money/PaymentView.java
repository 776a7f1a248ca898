package dev.tandem.simulator.accounting.money;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.Detail;
import dev.tandem.simulator.accounting.call.Wire;
import dev.tandem.simulator.accounting.contacts.ContactView;
import dev.tandem.simulator.accounting.documents.InvoiceView;
import tools.jackson.databind.node.ObjectNode;

/** A payment as Xero shows it. */
public final class PaymentView {
  private final Ledger ledger;

  public PaymentView(Ledger ledger) {
    this.ledger = ledger;
  }

  public ObjectNode show(ObjectNode stored, Detail detail) {
    ObjectNode out = Wire.outward(stored);
    out.put("UpdatedDateUTCString", InvoiceView.iso(stored));
    account(stored, out.putObject("Account"));
    invoice(stored, out.putObject("Invoice"));
    return out.put("HasValidationErrors", false);
  }

  private void account(ObjectNode stored, ObjectNode out) {
    String id = stored.path("Account").path("AccountID").asString();
    out.put("AccountID", id);
    ledger
        .get(Kind.ACCOUNT, id)
        .ifPresent(
            account ->
                out.put("Code", account.path("Code").asString())
                    .put("Name", account.path("Name").asString()));
  }

  private void invoice(ObjectNode stored, ObjectNode out) {
    String id = stored.path("Invoice").path("InvoiceID").asString();
    ledger
        .get(Kind.INVOICE, id)
        .ifPresent(
            invoice -> {
              out.put("Type", invoice.path("Type").asString())
                  .put("InvoiceID", id)
                  .put("InvoiceNumber", invoice.path("InvoiceNumber").asString());
              out.putArray("Payments");
              out.putArray("CreditNotes");
              out.putArray("Prepayments");
              out.putArray("Overpayments");
              out.put("HasErrors", false).put("IsDiscounted", false);
              out.set("Contact", contact(invoice));
              out.putArray("LineItems");
              out.put("CurrencyCode", invoice.path("CurrencyCode").asString());
            });
  }

  private ObjectNode contact(ObjectNode invoice) {
    String id = invoice.path("Contact").path("ContactID").asString();
    return ledger.get(Kind.CONTACT, id).map(ContactView::reference).orElseThrow();
  }
}
