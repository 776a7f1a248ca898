package dev.tandem.books;

import static dev.tandem.books.CreditDesk.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceLine;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.shared.Refused;
import dev.tandem.staff.Role;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/**
 * After money came in, an invoice still says what Xero lets it say, and charges what it charged.
 */
@TandemTest
class PaidInvoiceJourneyTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  private BooksRoom books;
  private CreditDesk desk;
  private InvoiceId invoice;

  @BeforeEach
  void paid() {
    books = BooksRoom.open(house);
    desk = new CreditDesk(books);
    invoice = books.invoice();
    books.settle();
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @ParameterizedTest
  @ValueSource(strings = {"50.00", "110.00"})
  void textAccountReferenceAndDueDateOfAPaidInvoiceReachXero(String amount) {
    books.pay(invoice, amount);
    books.settle();
    InvoiceDetails was = details();
    LineDetails line = was.lines().getFirst();
    change(
        details(
            was.client(),
            "Order 7",
            was,
            List.of(line("Long consultation", line.unitPrice(), "260", line.taxType()))));
    desk.settleAndLookAgain();
    JsonNode there = desk.there(invoice);
    assertThat(there.path("Reference").asString()).isEqualTo("Order 7");
    JsonNode lineThere = there.path("LineItems").path(0);
    assertThat(lineThere.path("Description").asString()).isEqualTo("Long consultation");
    assertThat(lineThere.path("AccountCode").asString()).isEqualTo("260");
    assertThat(number(there, "AmountPaid")).isEqualByComparingTo(amount);
    assertThat(books.standing("invoice", invoice.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.find(invoice).reference()).isEqualTo("Order 7");
  }

  @Test
  void whoPaysAPaidInvoiceChangesUnlessSomethingIsCredited() {
    books.pay(invoice, "50.00");
    ClientId payer = books.add("Harbour", "Care");
    books.settle();
    change(details().paidBy(payer));
    desk.settleAndLookAgain();
    assertThat(books.standing("invoice", invoice.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(desk.there(invoice).path("Contact").path("ContactID").asString())
        .isEqualTo(books.ledgerId("client", payer.value()));
    desk.credit(invoice, "10.00", null);
    assertThatThrownBy(() -> change(details().paidBy(null)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("CN-0001");
  }

  @Test
  void whatItChargedStandsAndTheWayToCorrectItIsSaid() {
    books.pay(invoice, "110.00");
    InvoiceDetails was = details();
    LineDetails line = was.lines().getFirst();
    for (List<LineDetails> wanted :
        List.of(
            List.of(line("Consultation", new BigDecimal("90.00"), "200", "OUTPUT")),
            List.of(line, line("More", new BigDecimal("1.00"), "200", "OUTPUT")),
            List.of(line("Consultation", line.unitPrice(), "200", "EXEMPTOUTPUT")))) {
      assertThatThrownBy(() -> change(details(was.client(), "", was, wanted)))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("texts, accounts and tracking")
          .hasMessageContaining("Choose Correct");
    }
    Browser owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    owner.get("/account");
    assertThat(owner.get("/invoices/" + invoice + "/change").body())
        .contains("Money came in for it", "/invoices/" + invoice + "/correction", "readonly")
        .doesNotContain("Add a line");
    assertThat(books.find(invoice).total()).isEqualByComparingTo("110.00");
  }

  private InvoiceDetails details() {
    InvoiceView it = books.find(invoice);
    return details(
        it.client(), it.reference(), null, it.lines().stream().map(InvoiceLine::details).toList());
  }

  private InvoiceDetails details(
      ClientId client, String reference, InvoiceDetails like, List<LineDetails> lines) {
    InvoiceView it = books.find(invoice);
    return new InvoiceDetails(
        client,
        null,
        null,
        it.date(),
        it.dueDate().plusDays(like == null ? 0 : 7),
        reference,
        LineAmounts.INCLUSIVE,
        lines,
        it.payer(),
        it.currency(),
        it.rate());
  }

  private LineDetails line(String text, BigDecimal price, String account, String tax) {
    LineDetails was = books.find(invoice).lines().getFirst().details();
    BigDecimal rate = tax.equals(was.taxType()) ? was.taxRate() : BigDecimal.ZERO;
    return new LineDetails(text, BigDecimal.ONE, price, account, tax, rate, was.service());
  }

  private void change(InvoiceDetails wanted) {
    books.in(
        () -> {
          books.bean(Billing.class).change(invoice, wanted);
          return null;
        });
  }
}
