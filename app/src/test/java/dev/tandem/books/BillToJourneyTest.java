package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.conflicts.Conflicts;
import dev.tandem.books.mirror.Wins;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.books.plan.Twins;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceLine;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.clients.BalancesNow;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.shared.Money;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** Somebody else pays: the invoice is theirs in Xero, and both their pages show it. */
@TandemTest
class BillToJourneyTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void anInvoiceGoesToWhoeverPaysIt() {
    BooksRoom books = BooksRoom.open(house);
    ClientId ann = books.room().client();
    InvoiceId id = books.invoice();
    ClientId fund = books.add("Harbour", "Fund");
    paidBy(books, id, fund);
    books.settle();
    assertThat(contact(books)).as("made first").isEqualTo(books.ledgerId("client", fund.value()));
    assertThat(books.standing("invoice", id.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(owes(books, fund)).isEqualByComparingTo("110.00");
    assertThat(owes(books, ann)).isEqualByComparingTo("0");
    for (ClientId it : List.of(ann, fund)) {
      assertThat(books.in(() -> books.bean(Billing.class).ofClient(it, 10)))
          .extracting(InvoiceView::id)
          .containsExactly(id);
    }

    paidBy(books, id, null);
    books.settle();
    assertThat(contact(books)).isEqualTo(books.ledgerId("client", ann.value()));
    assertThat(books.standing("invoice", id.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(owes(books, ann)).isEqualByComparingTo("110.00");
  }

  /** How a bookkeeper says every day that the insurer pays. */
  @Test
  void anInvoiceGivenToAnotherContactInXeroIsPaidByThemHere() {
    BooksRoom books = BooksRoom.open(house);
    ClientId ann = books.room().client();
    ClientId fund = books.add("Harbour", "Fund");
    InvoiceId id = books.invoice();
    books.settle();
    clock.advance(Duration.ofSeconds(3));
    String invoice = books.records("invoices", _ -> true).getFirst().path("InvoiceID").asString();
    give(books, invoice, fund);
    assertThat(books.find(id).payer()).isEqualTo(fund);
    assertThat(owes(books, fund)).isEqualByComparingTo("110.00");
    assertThat(owes(books, ann)).isEqualByComparingTo("0");
    assertThat(books.standing("invoice", id.value()).state()).isEqualTo(State.IN_STEP);
    give(books, invoice, ann);
    assertThat(books.find(id).payer()).isNull();
    assertThat(contact(books)).isEqualTo(books.ledgerId("client", ann.value()));
  }

  /** Whose money it is cannot be guessed: a person is told, at the invoice and under Refusals. */
  @Test
  void anInvoiceGivenToAStrangerInXeroIsToldUntilTheyAreKnownHere() {
    BooksRoom books = BooksRoom.open(house);
    ClientId ann = books.room().client();
    InvoiceId id = books.invoice();
    books.settle();
    clock.advance(Duration.ofSeconds(3));
    String invoice = books.records("invoices", _ -> true).getFirst().path("InvoiceID").asString();
    String stranger = stranger(books);
    give(books, invoice, stranger);
    var standing = books.standing("invoice", id.value());
    assertThat(standing.state()).isEqualTo(State.ON_HOLD);
    assertThat(standing.reason()).contains("another contact, who is not known here");
    assertThat(books.find(id).payer()).isNull();
    assertThat(owes(books, ann)).isEqualByComparingTo("110.00");
    var owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    assertThat(owner.get("/ledger/refusals").body()).contains("Add them as a client here and link");

    ClientId fund = books.add("Quay", "Fund");
    Practices.run(
        books.practice(),
        () -> books.bean(Twins.class).link(books.binding(), fund, stranger, Wins.OURS));
    books.settle();
    clock.advance(Duration.ofSeconds(6));
    books.settle();
    assertThat(books.find(id).payer()).isEqualTo(fund);
    assertThat(books.standing("invoice", id.value()).state()).isEqualTo(State.IN_STEP);
  }

  /** A reference that both sides changed is looked at again by itself: nobody was read then. */
  @Test
  void aConflictThatEndsSaysNothingOfAStranger() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId id = books.invoice();
    books.settle();
    clock.advance(Duration.ofSeconds(3));
    String invoice = books.records("invoices", _ -> true).getFirst().path("InvoiceID").asString();
    give(books, invoice, stranger(books));
    books.control(books.organisation() + "/invoices/" + invoice, "{\"Reference\":\"theirs\"}");
    books.rewrite(id, "ours", null);
    clock.advance(Duration.ofSeconds(90));
    books.settle();
    assertThat(books.in(() -> books.bean(Conflicts.class).open(10))).hasSize(1);
    books.rewrite(id, "theirs", null);
    books.settle();
    assertThat(books.in(() -> books.bean(Conflicts.class).open(10))).isEmpty();
    var standing = books.standing("invoice", id.value());
    assertThat(standing.state()).isEqualTo(State.ON_HOLD);
    assertThat(standing.reason()).contains("another contact, who is not known here");
  }

  /** One after the other: what is told of money stays until the money is mended. */
  @Test
  void aStrangerIsToldAfterWhatXeroComputesOtherwise() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId id = books.invoice();
    books.settle();
    clock.advance(Duration.ofSeconds(3));
    String invoice = books.records("invoices", _ -> true).getFirst().path("InvoiceID").asString();
    charge(books, invoice, ",\"TaxAmount\":2.5");
    assertThat(books.standing("invoice", id.value()).reason())
        .contains("computes a total of 102.5");
    give(books, invoice, stranger(books));
    assertThat(books.standing("invoice", id.value()).reason())
        .contains("computes a total of 102.5");
    charge(books, invoice, "");
    assertThat(books.standing("invoice", id.value()).reason())
        .contains("another contact, who is not known here");
  }

  private void charge(BooksRoom books, String invoice, String tax) {
    books.control(
        books.organisation() + "/invoices/" + invoice,
        """
        {"LineAmountTypes":"Exclusive","LineItems":[{"Description":"Consultation","Quantity":1,
         "UnitAmount":100,"AccountCode":"200","TaxType":"OUTPUT"%s}]}"""
            .formatted(tax));
    clock.advance(Duration.ofMinutes(6));
    books.settle();
  }

  private static String stranger(BooksRoom books) {
    return books
        .control(
            books.organisation() + "/write?method=PUT&path=Contacts", "{\"Name\":\"Quay Fund\"}")
        .path("ContactID")
        .asString();
  }

  @Test
  void anInvoiceIsFoundByWhoPaysIt() {
    BooksRoom books = BooksRoom.open(house);
    ClientId fund = books.add("Harbour", "Fund");
    InvoiceId id = books.invoice();
    books.invoice();
    paidBy(books, id, fund);
    var owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    String found = owner.get("/invoices?q=harbour").body();
    assertThat(found).contains("/invoices/" + id, "paid by Harbour Fund", "1 invoice");
    assertThat(owner.get("/invoices/search?q=harbour").body()).contains("/invoices/" + id);
    assertThat(owner.get("/invoices.csv?q=harbour").body()).contains("Paid by", "Harbour Fund");
  }

  private void give(BooksRoom books, String invoice, ClientId to) {
    give(books, invoice, books.ledgerId("client", to.value()));
  }

  private void give(BooksRoom books, String invoice, String contact) {
    books.control(
        books.organisation() + "/invoices/" + invoice,
        "{\"Contact\":{\"ContactID\":\"%s\"}}".formatted(contact));
    clock.advance(Duration.ofMinutes(6));
    books.settle();
  }

  private static BigDecimal owes(BooksRoom books, ClientId client) {
    return books.in(() -> books.bean(BalancesNow.class).of(client)).due().stream()
        .map(Money::amount)
        .findFirst()
        .orElse(BigDecimal.ZERO);
  }

  private static void paidBy(BooksRoom books, InvoiceId id, @Nullable ClientId payer) {
    Practices.run(
        books.practice(),
        () -> {
          var billing = books.bean(Billing.class);
          InvoiceView now = billing.find(id);
          billing.change(
              id,
              new InvoiceDetails(
                      now.client(),
                      now.appointment(),
                      now.location(),
                      now.date(),
                      now.dueDate(),
                      now.reference(),
                      now.lineAmounts(),
                      now.lines().stream().map(InvoiceLine::details).toList())
                  .paidBy(payer));
        });
  }

  private static String contact(BooksRoom books) {
    JsonNode invoice = books.records("invoices", _ -> true).getFirst();
    return invoice.path("Contact").path("ContactID").asString();
  }
}
