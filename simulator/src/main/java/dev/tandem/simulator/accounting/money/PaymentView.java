package dev.tandem.simulator.accounting.money;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.Detail;
import dev.tandem.simulator.accounting.call.Wire;
import dev.tandem.simulator.accounting.documents.InvoiceView;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * A payment as Xero shows it. Whatever it pays or refunds stands under Invoice, with the id of that
 * document as InvoiceID: a credit note's, an overpayment's, a prepayment's.
 */
public final class PaymentView {
  private static final List<String> NOT_SHOWN = List.of("CreditNote", "Prepayment", "Overpayment");

  private final Ledger ledger;
  private final MoneyAccounts accounts;
  private final PaidDocumentView documents;

  public PaymentView(Ledger ledger) {
    this.ledger = ledger;
    this.accounts = new MoneyAccounts(ledger);
    this.documents = new PaidDocumentView(ledger);
  }

  public ObjectNode show(ObjectNode stored, Detail detail) {
    boolean single = detail == Detail.SINGLE;
    ObjectNode out = Wire.outward(stored).remove(NOT_SHOWN);
    out.put("UpdatedDateUTCString", InvoiceView.iso(stored));
    String account = stored.path("Account").path("AccountID").asString();
    out.set("Account", accounts.reference(account, single));
    PaidDocument document = PaidDocument.of(stored, ledger);
    out.set("Invoice", single ? documents.whole(document) : documents.brief(document));
    ledger
        .get(Kind.BATCH_PAYMENT, stored.path("BatchPaymentID").asString(""))
        .ifPresent(batch -> out.set("BatchPayment", BatchPaymentView.within(batch)));
    return out.put("HasValidationErrors", false);
  }
}
