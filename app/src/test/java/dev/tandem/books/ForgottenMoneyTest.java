package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestPractice;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.billing.PaymentView;
import dev.tandem.practice.takings.ReceiptId;
import dev.tandem.practice.takings.ReceiptReinstatement;
import dev.tandem.practice.takings.ReceiptView;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** Xero lost an invoice that was paid there; its link is forgotten, and later it is sent again. */
@TandemTest
class ForgottenMoneyTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  private BooksRoom books;
  private Browser owner;
  private InvoiceId invoice;

  @BeforeEach
  void anInvoice() {
    books = BooksRoom.open(house);
    owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    invoice = books.invoice();
    books.invoice();
    books.settle();
  }

  @AfterEach
  void putBackTheClock() {
    clock.reset();
  }

  @Test
  void whatWasBookedInXeroCountsOnAndGoesWithIt() {
    bookedInXero();
    lost();
    forget();
    assertThat(books.find(invoice).standingPayments())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.fromLedger()).isFalse();
              assertThat(it.accountCode()).as("the payments told where it went").isNotNull();
            });
    night();
    assertThat(books.find(invoice).paid()).isEqualByComparingTo("60");
    sendAfterAll();
    night();
    assertThat(books.find(invoice).paid()).isEqualByComparingTo("60");
    assertThat(books.find(invoice).payments()).hasSize(1);
    assertThat(inXero("60")).as("there again, once").hasSize(1);
    assertThat(books.standing("invoice", invoice.value()).state()).isEqualTo(Outbox.State.IN_STEP);
  }

  @Test
  void whatWasBookedInXeroCanBeTakenOffHereOnceTheLinkIsForgotten() {
    bookedInXero();
    lost();
    forget();
    Practices.run(
        books.practice(),
        () ->
            books
                .bean(Billing.class)
                .removePayment(books.find(invoice).standingPayments().getFirst().id()));
    assertThat(books.find(invoice).paid()).isEqualByComparingTo("0");
    sendAfterAll();
    assertThat(inXero("0")).isEmpty();
  }

  /** An invoice shows its payments without their accounts. */
  @Test
  void whereNobodyKnowsItsAccountAPersonSendsItByItself() {
    bookedInXero();
    execute("update practice.payment set account_code = null where origin = 'LEDGER'");
    lost();
    forget();
    sendAfterAll();
    night();
    assertThat(books.find(invoice).paid()).isEqualByComparingTo("60");
    assertThat(inXero("0")).isEmpty();
    assertThat(owner.get("/ledger/periods").body()).contains("did not tell to which account");
    PaymentId payment = books.find(invoice).standingPayments().getFirst().id();
    back("payment", payment.value().toString());
    books.settle();
    assertThat(inXero("60")).hasSize(1);
    assertThat(books.find(invoice).paid()).isEqualByComparingTo("60");
  }

  /** As after a restore of Xero's own, or where its list was wrong. */
  @Test
  void whatXeroShowsAgainIsTheSameMoney() {
    bookedInXero();
    String paid = books.find(invoice).payments().getFirst().ledgerId();
    String there = lost();
    forget();
    shownAgain(there, paid);
    night();
    assertThat(books.find(invoice).paid()).isEqualByComparingTo("60");
    sendAfterAll();
    night();
    assertThat(books.ledgerId("invoice", invoice.value())).isEqualTo(there);
    assertThat(books.find(invoice).paid()).isEqualByComparingTo("60");
    assertThat(books.find(invoice).payments())
        .singleElement()
        .satisfies(it -> assertThat(it.ledgerId()).isEqualTo(paid));
    assertThat(inXero("60")).hasSize(1);
    assertThat(books.standing("invoice", invoice.value()).state()).isEqualTo(Outbox.State.IN_STEP);
  }

  @Test
  void whatXeroShowsAgainWaitsForNobodyToSayWhereItGoes() {
    bookedInXero();
    String paid = books.find(invoice).payments().getFirst().ledgerId();
    execute("update practice.payment set account_code = null where origin = 'LEDGER'");
    String there = lost();
    forget();
    assertThat(owner.get("/ledger/periods").body()).contains("did not tell to which account");
    shownAgain(there, paid);
    sendAfterAll();
    assertThat(owner.get("/ledger/periods").body()).doesNotContain("did not tell to which account");
    assertThat(books.find(invoice).paid()).isEqualByComparingTo("60");
    assertThat(inXero("60")).hasSize(1);
  }

  @Test
  void whatWasBankedAndIsShownAgainIsTheSameMoney() {
    var desk = new TakingsDesk(books);
    desk.keep(PaymentMethod.CARD);
    PaymentId ours = books.pay(invoice, "40.00");
    books.pay(books.invoice(), "30.00");
    books.settle();
    desk.close();
    books.settle();
    String paid = books.find(invoice).payments().getFirst().ledgerId();
    List<JsonNode> bank = desk.bank();
    String there = lost();
    forget();
    shownAgain(there, paid);
    sendAfterAll();
    night();
    assertThat(books.find(invoice).payments())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.id()).isEqualTo(ours);
              assertThat(it.ledgerId()).isEqualTo(paid);
            });
    assertThat(books.find(invoice).paid()).isEqualByComparingTo("40");
    assertThat(inXero("40")).hasSize(1);
    assertThat(desk.bank()).isEqualTo(bank);
  }

  @Test
  void whatWasBankedWithItsDayIsInTheBankOnceAndCountsOn() {
    var desk = new TakingsDesk(books);
    desk.keep(PaymentMethod.CARD);
    PaymentId ours = books.pay(invoice, "40.00");
    InvoiceId another = books.invoice();
    PaymentId wrong = books.pay(another, "20.00");
    InvoiceId third = books.invoice();
    books.pay(third, "30.00");
    books.settle();
    desk.close();
    books.settle();
    List<ReceiptView> banked = desk.receipts();
    List<JsonNode> bank = desk.bank();
    lost();
    forget();
    sendAfterAll();
    night();
    assertThat(books.find(invoice).paid()).as("it came in").isEqualByComparingTo("40");
    assertThat(inXero("0")).as("not a second time").isEmpty();
    assertThat(desk.bank()).isEqualTo(bank);
    assertThat(owner.get("/ledger/periods").body())
        .contains("It was banked with the takings of", "If the receipt was taken back in Xero");
    Practices.run(books.practice(), () -> books.bean(Billing.class).removePayment(wrong));
    books.settle();
    assertThat(books.find(another).paid()).isEqualByComparingTo("0");
    assertThat(desk.batches())
        .filteredOn(it -> it.path("Status").asString().equals("AUTHORISED"))
        .as("made anew of what is left, and of nothing that Xero has lost")
        .singleElement()
        .satisfies(
            it ->
                assertThat(it.path("TotalAmount").decimalValue())
                    .isEqualByComparingTo(new BigDecimal("30")));
    assertThat(banked).hasSize(1);
    assertThat(books.find(invoice).standingPayments())
        .extracting(PaymentView::id)
        .containsExactly(ours);
  }

  /** The ledger refuses to delete the receipt, and a person keeps it: of the other two. */
  @Test
  void whatWasSetFreeIsInNoReceiptAnyMoreThoughThatIsKept() {
    var desk = new TakingsDesk(books);
    desk.keep(PaymentMethod.CARD);
    PaymentId ours = books.pay(invoice, "40.00");
    PaymentId wrong = books.pay(books.invoice(), "20.00");
    books.pay(books.invoice(), "30.00");
    books.settle();
    desk.close();
    books.settle();
    ReceiptId banked = desk.receipts().getFirst().id();
    lost();
    forget();
    sendAfterAll();
    Practices.run(
        books.practice(),
        () -> {
          books.bean(Billing.class).removePayment(wrong);
          books.bean(ReceiptReinstatement.class).putBack(banked);
        });
    books.settle();
    assertThat(desk.batches())
        .as("kept")
        .extracting(it -> it.path("Status").asString())
        .containsExactly("AUTHORISED");
    back("payment", ours.toString());
    books.settle();
    night();
    assertThat(inXero("40")).as("it goes by itself, once").hasSize(1);
    assertThat(books.find(invoice).paid()).isEqualByComparingTo("40");
  }

  /** The day is not closed yet: it goes with its invoice, not with the day's takings. */
  @Test
  void whatWaitsForTheCloseOfItsDayDoesNotHoldTheTakingsUp() {
    var desk = new TakingsDesk(books);
    lost(false);
    night();
    desk.keep(PaymentMethod.CARD);
    books.pay(invoice, "40.00");
    InvoiceId another = books.invoice();
    books.pay(another, "30.00");
    books.settle();
    forget();
    desk.close();
    books.settle();
    assertThat(desk.batches())
        .singleElement()
        .satisfies(
            it -> assertThat(it.path("TotalAmount").decimalValue()).isEqualByComparingTo("30"));
    sendAfterAll();
    assertThat(books.find(invoice).paid()).isEqualByComparingTo("40");
    assertThat(inXero("40")).hasSize(1);
  }

  @Test
  void whatACreditOfXeroSettledIsSaidBeforeItIsSent() {
    JsonNode there = there();
    JsonNode note =
        control(
            "write?method=PUT&path=CreditNotes",
            """
            {"Type":"ACCRECCREDIT","Status":"AUTHORISED","LineAmountTypes":"Inclusive",
             "Contact":{"ContactID":"%s"},
             "LineItems":[{"Description":"x","Quantity":1,"UnitAmount":30,"AccountCode":"200","TaxType":"OUTPUT"}]}"""
                .formatted(there.path("Contact").path("ContactID").asString()));
    control(
        "write?method=PUT&path=CreditNotes/%s/Allocations"
            .formatted(note.path("CreditNoteID").asString()),
        "{\"Amount\":30,\"Invoice\":{\"InvoiceID\":\"%s\"}}"
            .formatted(there.path("InvoiceID").asString()));
    read();
    assertThat(books.find(invoice).credited()).isEqualByComparingTo("30");
    lost();
    forget();
    back("invoice", invoice.toString());
    books.settle();
    assertThat(books.standing("invoice", invoice.value()).state())
        .as("asked first")
        .isEqualTo(Outbox.State.NOT_SENT);
    assertThat(books.find(invoice).credited()).isEqualByComparingTo("30");
    assertThat(owner.get("/ledger/periods").body())
        .contains("30.00 AUD credited", "no longer counts here", "Send it without that");
    owner.submit("/ledger/periods/invoice/" + invoice + "/back", Map.of());
    books.settle();
    night();
    assertThat(books.standing("invoice", invoice.value()).state()).isEqualTo(Outbox.State.IN_STEP);
    assertThat(books.find(invoice).credited()).isEqualByComparingTo("0");
  }

  private void bookedInXero() {
    control("invoices/" + books.ledgerId("invoice", invoice.value()) + "/pay?amount=60.00", "");
    read();
    assertThat(books.find(invoice).paid()).isEqualByComparingTo("60");
  }

  private void read() {
    clock.advance(Duration.ofMinutes(6));
    books.settle();
  }

  /** Gives the ledger's id of the invoice. */
  private String lost() {
    String there = books.ledgerId("invoice", invoice.value());
    lost(true);
    night();
    return there;
  }

  private void shownAgain(String there, String payment) {
    vanish("Invoices", there + "&back=true");
    vanish("Payments", payment + "&back=true");
  }

  private void lost(boolean paid) {
    if (paid) {
      books.find(invoice).payments().stream()
          .map(PaymentView::ledgerId)
          .forEach(it -> vanish("Payments", it));
    }
    vanish("Invoices", books.ledgerId("invoice", invoice.value()));
  }

  private void forget() {
    String story = "/ledger/story/invoice/" + invoice;
    owner.get(story);
    owner.submit(story + "/gone", Map.of("answer", "forget"));
    assertThat(owner.get(story).body()).contains("Left out of Xero");
  }

  private void sendAfterAll() {
    back("invoice", invoice.toString());
    books.settle();
    assertThat(books.ledgerId("invoice", invoice.value())).isNotNull();
  }

  private void back(String kind, String id) {
    owner.get("/ledger/periods");
    owner.submit("/ledger/periods/" + kind + "/" + id + "/back", Map.of());
  }

  private void night() {
    clock.advance(Duration.ofHours(45));
    books.settle();
    for (int i = 0; i < 4; i++) {
      read();
    }
  }

  private JsonNode there() {
    String id = books.ledgerId("invoice", invoice.value());
    return books.records("invoices", it -> it.path("InvoiceID").asString().equals(id)).getFirst();
  }

  /** What stands on the invoice over there; it says that this much is paid. */
  private List<JsonNode> inXero(String paid) {
    JsonNode there = there();
    assertThat(there.path("AmountPaid").decimalValue()).isEqualByComparingTo(paid);
    return books.records(
        "payments",
        it ->
            it.path("Invoice").path("InvoiceID").equals(there.path("InvoiceID"))
                && !it.path("Status").asString().equals("DELETED"));
  }

  private void vanish(String collection, String id) {
    control("vanish?collection=" + collection + "&id=" + id, "");
  }

  private JsonNode control(String path, String json) {
    return books.control(books.organisation() + "/" + path, json);
  }

  private void execute(String sql) {
    try (var connection = books.bean(TestDatabase.class).connectAsSuperuser();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
