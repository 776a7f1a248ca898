package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TestClock;
import dev.tandem.books.connection.Connections;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.credits.AllocationId;
import dev.tandem.practice.credits.CreditDetails;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.CreditNoteView;
import dev.tandem.practice.credits.CreditPurpose;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.credits.Refunding;
import dev.tandem.practice.credits.Using;
import dev.tandem.shared.Practices;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Where credit notes are written, used and given back, here and by the bookkeeper in Xero. */
public final class CreditDesk {

  private final BooksRoom books;
  private final TestClock clock;

  public CreditDesk(BooksRoom books) {
    this.books = books;
    this.clock = books.bean(TestClock.class);
  }

  public LocalDate today() {
    return LocalDate.now(clock.withZone(PracticeRoom.ZONE));
  }

  /** Booked as the invoice's first line is. */
  LineDetails line(InvoiceId invoice, String amount) {
    LineDetails was = books.find(invoice).lines().getFirst().details();
    return new LineDetails(
        "Credit",
        BigDecimal.ONE,
        new BigDecimal(amount),
        was.accountCode(),
        was.taxType(),
        was.taxRate(),
        null);
  }

  public CreditNoteId credit(InvoiceId invoice, String amount, @Nullable Refunding refunding) {
    LineDetails line = line(invoice, amount);
    return books.in(
        () ->
            books
                .bean(Credits.class)
                .issue(
                    invoice,
                    new CreditDetails(
                        CreditPurpose.CREDIT,
                        today(),
                        "Charged twice",
                        LineAmounts.INCLUSIVE,
                        List.of(line),
                        refunding)));
  }

  /** Paid in full and credited by this much: all of that is left for the client. */
  public CreditNoteId left(InvoiceId invoice, String amount) {
    books.pay(invoice, "110.00");
    return credit(invoice, amount, null);
  }

  public Refunding back() {
    return new Refunding(today(), PaymentMethod.TRANSFER, "", null);
  }

  public void refundRest(CreditNoteId id) {
    Practices.run(books.practice(), () -> books.bean(Credits.class).refundRest(id, back()));
  }

  public AllocationId use(CreditNoteId id, InvoiceId invoice, String amount) {
    return books.in(() -> books.bean(Using.class).use(id, invoice, new BigDecimal(amount)));
  }

  public void takeOff(AllocationId id) {
    books.in(() -> books.bean(Using.class).takeOff(id));
  }

  public void voidNote(CreditNoteId id) {
    books.in(() -> books.bean(Credits.class).voidNote(id));
  }

  public CreditNoteView find(CreditNoteId id) {
    return books.in(() -> books.bean(Credits.class).find(id));
  }

  /** Whether anything of ours may leave. */
  public void sending(boolean on) {
    Practices.run(
        books.practice(),
        () -> {
          var connections = books.bean(Connections.class);
          if (on) {
            connections.turnSendingOn(books.binding());
          } else {
            connections.turnSendingOff(books.binding());
          }
        });
  }

  /** Everything goes, and what happened over there meanwhile comes. */
  public void settleAndLookAgain() {
    books.settle();
    clock.advance(Duration.ofMinutes(15));
    books.settle();
  }

  /** As Xero has it. */
  public JsonNode there(CreditNoteId id) {
    return only("creditNotes", "CreditNoteID", books.ledgerId("credit-note", id.value()));
  }

  public JsonNode there(InvoiceId id) {
    return only("invoices", "InvoiceID", books.ledgerId("invoice", id.value()));
  }

  /** The only one over there. */
  JsonNode only(String collection) {
    List<JsonNode> all = books.records(collection, _ -> true);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  /** What the credit note settles first. */
  UUID allocation(CreditNoteId id) {
    return find(id).allocations().getFirst().id().value();
  }

  /** The bookkeeper writes a credit note there and puts it against the invoice. */
  void creditInXero(InvoiceId invoice, String amount) {
    JsonNode made = creditInXero(invoice, "BK-1", "Theirs", amount);
    inXero(
        "PUT",
        "CreditNotes/" + made.path("CreditNoteID").asString() + "/Allocations",
        "{\"Amount\":%s,\"Date\":\"%s\",\"Invoice\":{\"InvoiceID\":\"%s\"}}"
            .formatted(amount, today(), books.ledgerId("invoice", invoice.value())));
  }

  JsonNode creditInXero(InvoiceId invoice, String number, String text, String amount) {
    return inXero(
        "PUT",
        "CreditNotes",
        """
            {"Type":"ACCRECCREDIT","Status":"AUTHORISED","LineAmountTypes":"Inclusive",
             "CreditNoteNumber":"%s",
             "Date":"%s","Contact":{"ContactID":"%s"},"LineItems":[{"Description":"%s",
             "Quantity":1,"UnitAmount":%s,"AccountCode":"200","TaxType":"OUTPUT"}]}"""
            .formatted(
                number,
                today(),
                there(invoice).path("Contact").path("ContactID").asString(),
                text,
                amount));
  }

  JsonNode only(String collection, String field, String value) {
    List<JsonNode> found = books.records(collection, it -> it.path(field).asString().equals(value));
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  /** The bookkeeper does this there. */
  public JsonNode inXero(String verb, String path, String json) {
    return books.control(
        "%s/write?method=%s&path=%s".formatted(books.organisation(), verb, path), json);
  }

  public void allocateInXero(CreditNoteId id, InvoiceId invoice, String amount) {
    inXero(
        "PUT",
        "CreditNotes/" + books.ledgerId("credit-note", id.value()) + "/Allocations",
        "{\"Amount\":%s,\"Date\":\"%s\",\"Invoice\":{\"InvoiceID\":\"%s\"}}"
            .formatted(amount, today(), books.ledgerId("invoice", invoice.value())));
  }

  public void takeOffInXero(CreditNoteId id, UUID allocation) {
    inXero(
        "DELETE",
        "CreditNotes/%s/Allocations/%s"
            .formatted(
                books.ledgerId("credit-note", id.value()),
                books.ledgerId("allocation", allocation)),
        "{}");
  }

  public static BigDecimal number(JsonNode record, String field) {
    return new BigDecimal(record.path(field).asString());
  }
}
