package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TestClock;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.AdvanceView;
import dev.tandem.practice.credits.AllocationId;
import dev.tandem.practice.credits.CreditDetails;
import dev.tandem.practice.credits.CreditNoteView;
import dev.tandem.practice.credits.CreditPurpose;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.credits.Refunding;
import dev.tandem.practice.takings.ReceiptId;
import dev.tandem.practice.takings.Takings;
import dev.tandem.shared.Practices;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The kinds of write that travel, each with what proves that it happened once. */
public enum Write {
  CLIENT_MADE("client", "PUT", "Contacts"),
  CLIENT_CHANGED("client", "POST", "Contacts"),
  INVOICE_MADE("invoice", "PUT", "Invoices"),
  INVOICE_CHANGED("invoice", "POST", "Invoices"),
  PAYMENT_MADE("payment", "PUT", "Payments"),
  PAYMENT_REMOVED("payment", "POST", "Payments"),
  ADVANCE_MADE("advance", "PUT", "BankTransactions"),
  DEPOSIT_USED("allocation", "PUT", "Overpayments/"),
  DEPOSIT_TAKEN_OFF("allocation", "DELETE", "Overpayments/"),
  DEPOSIT_GIVEN_BACK("refund", "PUT", "Payments"),
  CREDIT_NOTE_MADE("credit-note", "PUT", "CreditNotes"),
  ALLOCATION_MADE("allocation", "PUT", "CreditNotes/"),
  REFUND_MADE("refund", "PUT", "Payments"),
  RECEIPT_MADE("receipt", "PUT", "BatchPayments"),
  RECEIPT_REMOVED("receipt", "POST", "BatchPayments");

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
    boolean needsNone = kind.equals("client") || kind.equals("advance") || this == INVOICE_MADE;
    InvoiceId invoice = needsNone ? null : books.invoice();
    if (name().startsWith("DEPOSIT_")) {
      var desk = new AdvanceDesk(books);
      AdvanceId deposit = desk.deposit("40.00");
      if (this == DEPOSIT_TAKEN_OFF) {
        desk.use(deposit, invoice, "40.00");
      }
    }
    boolean receipt = kind.equals("receipt");
    if (receipt) {
      new TakingsDesk(books).keep(PaymentMethod.CARD);
    }
    PaymentId payment =
        this == PAYMENT_REMOVED || this == REFUND_MADE || receipt
            ? books.pay(invoice, "110.00")
            : null;
    if (this == RECEIPT_REMOVED) {
      new TakingsDesk(books).close();
    }
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
      case ADVANCE_MADE -> new AdvanceDesk(books).deposit("40.00").value();
      case DEPOSIT_USED ->
          new AdvanceDesk(books).use(deposit(books).id(), made.invoice(), "40.00").value();
      case DEPOSIT_TAKEN_OFF -> {
        AllocationId used = deposit(books).allocations().getFirst().id();
        new AdvanceDesk(books).takeOff(used);
        yield used.value();
      }
      case DEPOSIT_GIVEN_BACK -> {
        new AdvanceDesk(books).giveBack(deposit(books).id());
        yield deposit(books).refunds().getFirst().id().value();
      }
      case PAYMENT_MADE -> books.pay(made.invoice(), "110.00").value();
      case CREDIT_NOTE_MADE -> credit(books, made.invoice(), null).id().value();
      case ALLOCATION_MADE ->
          credit(books, made.invoice(), null).allocations().getFirst().id().value();
      case REFUND_MADE ->
          credit(books, made.invoice(), PaymentMethod.CARD).refunds().getFirst().id().value();
      case PAYMENT_REMOVED -> {
        Practices.run(
            books.practice(), () -> books.bean(Billing.class).removePayment(made.payment()));
        yield made.payment().value();
      }
      case RECEIPT_MADE -> {
        new TakingsDesk(books).close();
        yield new TakingsDesk(books).receipts().getFirst().id().value();
      }
      case RECEIPT_REMOVED -> {
        UUID receipt = new TakingsDesk(books).receipts().getFirst().id().value();
        Practices.run(
            books.practice(), () -> books.bean(Billing.class).removePayment(made.payment()));
        yield receipt;
      }
    };
  }

  private static AdvanceView deposit(BooksRoom books) {
    return new AdvanceDesk(books).all().getFirst();
  }

  /** Credits 40.00 of an invoice. */
  private static CreditNoteView credit(
      BooksRoom books, InvoiceId invoice, @Nullable PaymentMethod back) {
    LineDetails was = books.find(invoice).lines().getFirst().details();
    var today = LocalDate.now(books.bean(TestClock.class).withZone(PracticeRoom.ZONE));
    var line =
        new LineDetails(
            "Credit",
            BigDecimal.ONE,
            new BigDecimal("40.00"),
            was.accountCode(),
            was.taxType(),
            was.taxRate(),
            null);
    return books.in(
        () -> {
          var credits = books.bean(Credits.class);
          return credits.find(
              credits.issue(
                  invoice,
                  new CreditDetails(
                      CreditPurpose.CREDIT,
                      today,
                      "Too much",
                      LineAmounts.INCLUSIVE,
                      List.of(line),
                      back == null ? null : new Refunding(today, back, "", null))));
        });
  }

  /** One in the ledger's books, linked, nothing waiting, and both sides say the same. */
  public void assertOnce(BooksRoom books, UUID record) {
    assertThat(books.standing(kind, record).state()).isEqualTo(State.IN_STEP);
    List<JsonNode> there = there(books);
    assertThat(there).hasSize(1);
    JsonNode it = there.getFirst();
    if (name().startsWith("DEPOSIT_")) {
      assertDrawn(books);
    }
    assertThat(prefix() + it.path(idField()).asString()).isEqualTo(books.ledgerId(kind, record));
    switch (kind) {
      case "client" -> assertSameClient(books, record, it);
      case "invoice" -> assertSameInvoice(books, new InvoiceId(record), it);
      case "credit-note" -> assertCredited(books, it);
      case "allocation" -> {
        if (this == ALLOCATION_MADE) {
          assertCredited(books, it);
        }
      }
      case "advance" -> new AdvanceDesk(books).assertSame(record, it);
      case "refund" ->
          assertThat(new BigDecimal(it.path("Amount").asString())).isEqualByComparingTo("40");
      case "receipt" -> assertSameReceipt(books, record, it);
      default -> assertSamePayment(books, new PaymentId(record), it);
    }
  }

  private List<JsonNode> there(BooksRoom books) {
    return switch (kind) {
      case "client" -> books.contacts("Zed Zulu");
      case "invoice" -> books.records("invoices", _ -> true);
      case "credit-note" -> books.records("creditNotes", _ -> true);
      case "allocation" ->
          books.records(
              "allocations",
              it -> it.path("IsDeleted").asBoolean(false) == (this == DEPOSIT_TAKEN_OFF));
      case "refund" ->
          books.records(
              "payments", it -> !it.path("PaymentType").asString().equals("ACCRECPAYMENT"));
      case "receipt" -> new TakingsDesk(books).batches();
      case "advance" -> new AdvanceDesk(books).overpayments();
      default -> books.records("payments", _ -> true);
    };
  }

  private String prefix() {
    return kind.equals("advance") ? "overpayment/" : "";
  }

  private String idField() {
    return switch (kind) {
      case "client" -> "ContactID";
      case "invoice" -> "InvoiceID";
      case "credit-note" -> "CreditNoteID";
      case "allocation" -> "AllocationID";
      case "receipt" -> "BatchPaymentID";
      case "advance" -> "OverpaymentID";
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

  /** Both sides have it once: what is left of the deposit, and what the invoice owes. */
  private void assertDrawn(BooksRoom books) {
    String left = this == DEPOSIT_TAKEN_OFF ? "40" : "0";
    String credited = this == DEPOSIT_USED ? "40" : "0";
    assertThat(books.records("allocations", _ -> true)).hasSize(kind.equals("refund") ? 0 : 1);
    JsonNode over = new AdvanceDesk(books).overpayments().getFirst();
    assertThat(new BigDecimal(over.path("RemainingCredit").asString())).isEqualByComparingTo(left);
    assertThat(deposit(books).remaining()).isEqualByComparingTo(left);
    JsonNode invoice = books.records("invoices", _ -> true).getFirst();
    assertThat(new BigDecimal(invoice.path("AmountCredited").asString()))
        .isEqualByComparingTo(credited);
    InvoiceView ours =
        books.in(() -> books.bean(Billing.class).ofClient(books.room().client(), 1)).stream()
            .map(it -> books.find(it.id()))
            .findFirst()
            .orElseThrow();
    assertThat(ours.credited()).isEqualByComparingTo(credited);
  }

  private static void assertCredited(BooksRoom books, JsonNode it) {
    String amount = it.path(it.has("Total") ? "Total" : "Amount").asString();
    assertThat(new BigDecimal(amount)).isEqualByComparingTo("40");
    JsonNode invoice = books.records("invoices", _ -> true).getFirst();
    assertThat(new BigDecimal(invoice.path("AmountCredited").asString()))
        .isEqualByComparingTo("40");
    assertThat(books.records("creditNotes", _ -> true)).hasSize(1);
  }

  private void assertSameReceipt(BooksRoom books, UUID record, JsonNode it) {
    boolean removed = this == RECEIPT_REMOVED;
    assertThat(it.path("Status").asString()).isEqualTo(removed ? "DELETED" : "AUTHORISED");
    assertThat(books.records("payments", _ -> true)).hasSize(1);
    InvoiceId invoice =
        books
            .in(() -> books.bean(Takings.class).receipts(List.of(new ReceiptId(record))))
            .getFirst()
            .members()
            .getFirst()
            .payment()
            .invoice();
    InvoiceView ours = books.find(invoice);
    assertThat(ours.paid()).isEqualByComparingTo(removed ? "0" : "110");
    assertThat(ours.payments()).hasSize(1);
    assertThat(books.standing("invoice", invoice.value()).state()).isEqualTo(State.IN_STEP);
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
