package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.staff.Role;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/**
 * The answer to a call was lost, and Xero shows something that may be what it made: a person is
 * asked, and told what helps. Of payments {@code PaymentDoubtTest} tells.
 */
@TandemTest
class MoneyDoubtsTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  private BooksRoom books;
  private CreditDesk desk;
  private Browser owner;

  @BeforeEach
  void open() {
    books = BooksRoom.open(house);
    desk = new CreditDesk(books);
    owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  /** The call is on its way and never arrives; meanwhile somebody makes the same over there. */
  private void lost(Runnable inXero) {
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    inXero.run();
    clock.advance(Duration.ofMinutes(6));
    books.settle();
  }

  private void assertAsked(String kind, UUID id, String help) {
    assertThat(books.standing(kind, id).state()).isEqualTo(State.NEEDS_YOU);
    assertThat(books.standing(kind, id).reason()).contains("If it is this one");
    assertThat(owner.get("/ledger/refusals").body())
        .contains(help)
        .doesNotContain("Nobody has met these words yet");
  }

  @Test
  void aRefundThatIsThisOneIsTakenBackHereAndCountsOnce() {
    InvoiceId invoice = books.invoice();
    CreditNoteId note = desk.left(invoice, "40.00");
    desk.settleAndLookAgain();
    books.fault("drop-before-commit", "PUT", "Payments");
    desk.refundRest(note);
    lost(
        () ->
            desk.inXero(
                "PUT",
                "Payments",
                """
                {"CreditNote":{"CreditNoteID":"%s"},"Account":{"Code":"090"},"Date":"%s",
                 "Amount":40,"Reference":"By hand"}"""
                    .formatted(books.ledgerId("credit-note", note.value()), desk.today())));
    UUID refund = desk.find(note).refunds().getFirst().id().value();
    assertAsked("refund", refund, "Say whether it is this one");
    String page = "/ledger/refusals/refund/" + refund;
    assertThat(owner.get("/ledger/refusals").body())
        .contains("href=\"" + page)
        .doesNotContain("action=\"" + page + "/retry");
    assertThat(owner.get(page).body())
        .contains("Is this refund of CN-0001 in Xero already?")
        .contains("It is this one: keep the one in Xero", "It is another: send it, too")
        .doesNotContain("refused by Xero", "Put right elsewhere");
    owner.submit(page + "/taking-back", Map.of());
    desk.settleAndLookAgain();
    assertThat(books.records("payments", it -> it.path("Amount").asDouble() == 40)).hasSize(1);
    assertThat(desk.find(note).refunded()).isEqualByComparingTo("40.00");
    assertThat(owner.get("/ledger/refusals").body()).contains("Nothing was refused");
  }

  @Test
  void aCreditNoteIsAskedAboutInWordsThatHelp() {
    InvoiceId invoice = books.invoice();
    books.settle();
    books.fault("drop-before-commit", "PUT", "CreditNotes");
    CreditNoteId note = desk.credit(invoice, "40.00", null);
    lost(() -> desk.creditInXero(invoice, "CN-BY-HAND", "Theirs", "40"));
    assertAsked("credit-note", note.value(), "sent twice, it is credited twice");
  }

  @Test
  void aDepositIsAskedAboutInWordsThatHelp() {
    var advances = new AdvanceDesk(books);
    advances.deposit("1.00");
    books.settle();
    books.fault("drop-before-commit", "PUT", "BankTransactions");
    UUID deposit = advances.deposit("60.00").value();
    lost(
        () ->
            books.control(
                books.organisation() + "/write?method=PUT&path=BankTransactions",
                """
                {"Type":"RECEIVE-OVERPAYMENT","Contact":{"ContactID":"%s"},
                 "BankAccount":{"Code":"090"},
                 "LineItems":[{"Description":"x","Quantity":1,"UnitAmount":60}]}"""
                    .formatted(books.ledgerId("client", books.room().client().value()))));
    assertAsked("advance", deposit, "sent twice, it came in twice");
  }

  @Test
  void aReceiptIsAskedAboutInWordsThatHelp() {
    var takings = new TakingsDesk(books);
    takings.keep(PaymentMethod.CARD);
    InvoiceId invoice = books.invoice();
    books.settle();
    books.pay(invoice, "110.00");
    books.fault("drop-before-commit", "PUT", "BatchPayments");
    takings.close();
    UUID receipt = takings.receipts().getFirst().id().value();
    lost(
        () ->
            books.control(
                books.organisation() + "/write?method=PUT&path=BatchPayments",
                """
                {"BatchPayments":[{"Account":{"Code":"090"},"Date":"%s","Reference":"By hand",
                  "Payments":[{"Invoice":{"InvoiceID":"%s"},"Amount":110}]}]}"""
                    .formatted(takings.today(), books.ledgerId("invoice", invoice.value()))));
    assertAsked("receipt", receipt, "sent twice, its invoices are paid twice");
  }
}
