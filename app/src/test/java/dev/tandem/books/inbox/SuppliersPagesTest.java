package dev.tandem.books.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.AdvanceDesk;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.CreditDesk;
import dev.tandem.books.ledger.Books;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.CreditNoteId;
import java.time.Duration;
import java.time.LocalDate;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Xero lists suppliers' records among customers': a whole page of them is not the end. */
@TandemTest
class SuppliersPagesTest {

  /** More than what is read twice because it lies close to the last reading. */
  private static final Duration LATER = Duration.ofHours(2);

  private static final int AT_ONCE = 50;

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  private BooksRoom books;
  private InvoiceId invoice;

  @BeforeEach
  void invoiced() {
    books = BooksRoom.open(house);
    invoice = books.invoice();
    books.settle();
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void aCustomersCreditNoteBehindAPageOfSuppliersIsRead() {
    var desk = new CreditDesk(books);
    CreditNoteId note = desk.credit(invoice, "40.00", null);
    books.settle();
    clock.advance(LATER);
    suppliersCreditNotes();
    desk.takeOffInXero(note, desk.find(note).allocations().getFirst().id().value());
    clock.advance(LATER);
    books.settle();
    assertThat(books.find(invoice).due()).isEqualByComparingTo("110.00");
  }

  /** Nobody knows whether it is there: only a reading tells. */
  @Test
  void aLostCreditNoteBehindAPageOfSuppliersIsFound() {
    var desk = new CreditDesk(books);
    CreditNoteId note = desk.credit(invoice, "40.00", null);
    suppliersCreditNotes();
    clock.advance(Duration.ofSeconds(2));
    books.fault("drop-after-commit", "PUT", "CreditNotes");
    desk.settleAndLookAgain();
    assertThat(books.standing("credit-note", note.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(
            books.records("creditNotes", it -> it.path("Type").asString().equals("ACCRECCREDIT")))
        .hasSize(1);
  }

  @Test
  void aClientsOverpaymentBehindAPageOfSuppliersIsRead() {
    var desk = new AdvanceDesk(books);
    AdvanceId deposit = desk.deposit("60.00");
    books.settle();
    clock.advance(LATER);
    suppliersAdvances("SPEND-OVERPAYMENT");
    String over =
        desk.overpayments().stream()
            .filter(it -> it.path("Type").asString().equals("RECEIVE-OVERPAYMENT"))
            .findFirst()
            .orElseThrow()
            .path("OverpaymentID")
            .asString();
    allocate("Overpayments/" + over);
    clock.advance(LATER);
    books.settle();
    assertThat(desk.find(deposit).remaining()).isEqualByComparingTo("50.00");
    assertThat(books.find(invoice).due()).isEqualByComparingTo("100.00");
  }

  private void suppliersCreditNotes() {
    String contact = contact();
    many(
        "CreditNotes",
        n ->
            """
            {"Type":"ACCPAYCREDIT","Status":"AUTHORISED","CreditNoteNumber":"S-%d","Date":"%s",
             "Contact":{"ContactID":"%s"},"LineItems":[{"Description":"Theirs","Quantity":1,
             "UnitAmount":10,"AccountCode":"400","TaxType":"INPUT"}]}"""
                .formatted(n, today(), contact));
  }

  private void suppliersAdvances(String type) {
    String bank =
        books
            .records("accounts", it -> it.path("Type").asString().equals("BANK"))
            .getFirst()
            .path("AccountID")
            .asString();
    String contact = contact();
    many(
        "BankTransactions",
        _ ->
            """
            {"Type":"%s","Date":"%s","BankAccount":{"AccountID":"%s"},
             "Contact":{"ContactID":"%s"},
             "LineItems":[{"Description":"Theirs","Quantity":1,"UnitAmount":10}]}"""
                .formatted(type, today(), bank, contact));
  }

  private void many(String collection, IntFunction<String> one) {
    for (int from : IntStream.iterate(0, it -> it < Books.PAGE, it -> it + AT_ONCE).toArray()) {
      String all =
          IntStream.range(from, from + AT_ONCE).mapToObj(one).collect(Collectors.joining(","));
      books.control(
          books.organisation() + "/write?method=PUT&path=" + collection,
          "{\"%s\":[%s]}".formatted(collection, all));
    }
    // What the test changes next comes after them in any order of changes.
    clock.advance(Duration.ofSeconds(5));
  }

  private void allocate(String credit) {
    books.control(
        "%s/write?method=PUT&path=%s/Allocations".formatted(books.organisation(), credit),
        "{\"Amount\":10,\"Date\":\"%s\",\"Invoice\":{\"InvoiceID\":\"%s\"}}"
            .formatted(today(), books.ledgerId("invoice", invoice.value())));
  }

  private String contact() {
    return books
        .records("invoices", it -> true)
        .getFirst()
        .path("Contact")
        .path("ContactID")
        .asString();
  }

  private LocalDate today() {
    return LocalDate.now(clock.withZone(PracticeRoom.ZONE));
  }
}
