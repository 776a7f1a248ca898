package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.shared.Practices;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** The kinds of write that travel, each with what proves that it happened once. */
public enum Write {
  CLIENT_MADE("client", "PUT", "Contacts"),
  CLIENT_CHANGED("client", "POST", "Contacts"),
  INVOICE_MADE("invoice", "PUT", "Invoices"),
  INVOICE_CHANGED("invoice", "POST", "Invoices"),
  PAYMENT_MADE("payment", "PUT", "Payments"),
  PAYMENT_REMOVED("payment", "POST", "Payments");

  private final String kind;
  private final String verb;
  private final String path;

  Write(String kind, String verb, String path) {
    this.kind = kind;
    this.verb = verb;
    this.path = path;
  }

  public String kind() {
    return kind;
  }

  public String verb() {
    return verb;
  }

  public String path() {
    return path;
  }

  /** What the write stands on, in both books already; null where it needs none. */
  public record Made(ClientId client, InvoiceId invoice, PaymentId payment) {}

  /** Makes what has to be there before, and lets it travel. */
  public Made prepare(BooksRoom books) {
    ClientId client = this == CLIENT_CHANGED ? books.add("Zed", "Zulu") : null;
    InvoiceId invoice = this == INVOICE_CHANGED || kind.equals("payment") ? books.invoice() : null;
    PaymentId payment = this == PAYMENT_REMOVED ? books.pay(invoice, "110.00") : null;
    books.settle();
    return new Made(client, invoice, payment);
  }

  /** Does it here, so that it has to travel; gives our record. */
  public UUID queue(BooksRoom books, Made made) {
    return switch (this) {
      case CLIENT_MADE -> books.add("Zed", "Zulu").value();
      case CLIENT_CHANGED -> {
        books.change(made.client(), ClientField.EMAIL, "zed@example.com");
        yield made.client().value();
      }
      case INVOICE_MADE -> books.invoice().value();
      case INVOICE_CHANGED -> {
        books.rewrite(made.invoice(), "Order 7", null);
        yield made.invoice().value();
      }
      case PAYMENT_MADE -> books.pay(made.invoice(), "110.00").value();
      case PAYMENT_REMOVED -> {
        Practices.run(
            books.practice(), () -> books.bean(Billing.class).removePayment(made.payment()));
        yield made.payment().value();
      }
    };
  }

  /** One in the ledger's books, linked, nothing waiting, and both sides say the same. */
  public void assertOnce(BooksRoom books, UUID record) {
    assertThat(books.standing(kind, record).state()).isEqualTo(State.IN_STEP);
    List<JsonNode> there = there(books);
    assertThat(there).hasSize(1);
    JsonNode it = there.getFirst();
    assertThat(it.path(idField()).asString()).isEqualTo(books.ledgerId(kind, record));
    switch (kind) {
      case "client" -> assertSameClient(books, record, it);
      case "invoice" -> assertSameInvoice(books, new InvoiceId(record), it);
      default -> assertSamePayment(books, new PaymentId(record), it);
    }
  }

  private List<JsonNode> there(BooksRoom books) {
    return switch (kind) {
      case "client" -> books.contacts("Zed Zulu");
      case "invoice" -> books.records("invoices", _ -> true);
      default -> books.records("payments", _ -> true);
    };
  }

  private String idField() {
    return switch (kind) {
      case "client" -> "ContactID";
      case "invoice" -> "InvoiceID";
      default -> "PaymentID";
    };
  }

  private void assertSameClient(BooksRoom books, UUID record, JsonNode it) {
    var ours = books.in(() -> books.bean(Clients.class).find(new ClientId(record))).details();
    assertThat(it.path("ContactNumber").asString()).isEqualTo(record.toString());
    assertThat(it.path("EmailAddress").asString())
        .isEqualTo(ours.fields().getOrDefault(ClientField.EMAIL, ""))
        .isEqualTo(this == CLIENT_CHANGED ? "zed@example.com" : "");
  }

  private void assertSameInvoice(BooksRoom books, InvoiceId id, JsonNode it) {
    InvoiceView ours = books.find(id);
    assertThat(it.path("InvoiceNumber").asString()).isEqualTo(ours.number());
    assertThat(new BigDecimal(it.path("Total").asString())).isEqualByComparingTo(ours.total());
    assertThat(it.path("Reference").asString(""))
        .isEqualTo(ours.reference())
        .isEqualTo(this == INVOICE_CHANGED ? "Order 7" : "");
  }

  private void assertSamePayment(BooksRoom books, PaymentId id, JsonNode it) {
    boolean removed = this == PAYMENT_REMOVED;
    var ours = books.in(() -> books.bean(Billing.class).paymentsByIds(List.of(id))).getFirst();
    assertThat(ours.removed()).isEqualTo(removed);
    assertThat(it.path("Status").asString()).isEqualTo(removed ? "DELETED" : "AUTHORISED");
    assertThat(new BigDecimal(it.path("Amount").asString())).isEqualByComparingTo(ours.amount());
    BigDecimal paid = new BigDecimal(removed ? "0" : "110");
    assertThat(books.find(ours.invoice()).paid()).isEqualByComparingTo(paid);
    JsonNode invoice = books.records("invoices", _ -> true).getFirst();
    assertThat(new BigDecimal(invoice.path("AmountPaid").asString())).isEqualByComparingTo(paid);
  }
}
