package dev.tandem.simulator.accounting;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.Detail;
import dev.tandem.simulator.accounting.call.Wire;
import dev.tandem.simulator.accounting.contacts.ContactView;
import dev.tandem.simulator.accounting.documents.InvoiceView;
import dev.tandem.simulator.accounting.money.PaymentView;
import dev.tandem.simulator.http.Json;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** Everything in an organisation's books at one moment. */
final class WholeBooks {
  private final Ledger ledger;

  WholeBooks(Ledger ledger) {
    this.ledger = ledger;
  }

  ObjectNode show() {
    return ledger.reading(
        () -> {
          ObjectNode books = Json.object();
          books.set("Organisation", Wire.outward(ledger.organisation()));
          for (Kind kind : Kind.values()) {
            if (kind != Kind.ORGANISATION) {
              Function<ObjectNode, ObjectNode> view = view(kind);
              var list = books.putArray(kind.collection());
              ledger.all(kind).forEach(each -> list.add(view.apply(each)));
            }
          }
          return books;
        });
  }

  private Function<ObjectNode, ObjectNode> view(Kind kind) {
    ContactView contacts = new ContactView(ledger);
    InvoiceView invoices = new InvoiceView(ledger, 4);
    PaymentView payments = new PaymentView(ledger);
    return switch (kind) {
      case CONTACT -> each -> contacts.show(each, Detail.SINGLE);
      case INVOICE -> each -> invoices.show(each, Detail.PAGE);
      case PAYMENT -> each -> payments.show(each, Detail.SINGLE);
      default -> Wire::outward;
    };
  }
}
