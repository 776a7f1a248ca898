package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.PaymentDetails;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.setup.LocationDetails;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.practice.takings.ReceiptView;
import dev.tandem.shared.Practices;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** A day of very many payments, and a day of two organisations. */
@TandemTest
class TakingsOfManyTest {

  private static final int MANY = Integer.getInteger("tandem.takings", 1_100);

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void theyGoAsOneSumSinceTheBankShowsOne() {
    BooksRoom books = BooksRoom.open(house);
    var desk = new TakingsDesk(books);
    desk.keep(PaymentMethod.CARD);
    var invoices = new ArrayList<InvoiceId>();
    BigDecimal expected = BigDecimal.ZERO;
    for (int i = 0; i < MANY; i++) {
      BigDecimal amount = new BigDecimal(1_00 + i).movePointLeft(2);
      invoices.add(paid(books, amount, null));
      expected = expected.add(amount);
    }
    desk.close();
    books.settle();

    BigDecimal sum = expected;
    assertThat(desk.receipts())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.members()).hasSize(MANY);
              assertThat(it.total()).isEqualByComparingTo(sum);
              assertThat(books.standing("receipt", it.id().value()).state())
                  .isEqualTo(State.IN_STEP);
            });
    assertThat(desk.bank())
        .singleElement()
        .satisfies(it -> assertThat(it.path("amount").decimalValue()).isEqualByComparingTo(sum));
    assertThat(books.in(() -> books.bean(Billing.class).byIds(invoices)))
        .hasSize(MANY)
        .allSatisfy(
            it ->
                assertThat(it.payments())
                    .singleElement()
                    .satisfies(one -> assertThat(one.ledgerId()).isNotNull()));
  }

  @Test
  void aDayOfTwoOrganisationsIsOneSumInEach() {
    BooksRoom books = BooksRoom.open(house);
    var desk = new TakingsDesk(books);
    desk.keep(PaymentMethod.CARD);
    BindingId second = books.besideAnother("Second");
    LocationId there = books.in(() -> books.bean(Setup.class).add(LocationDetails.named("There")));
    var connections = books.bean(Connections.class);
    Practices.run(books.practice(), () -> connections.assign(there, second));
    for (int i = 0; i < 6; i++) {
      paid(books, new BigDecimal(10 + i), i % 2 == 0 ? there : null);
    }
    desk.close();
    assertThat(desk.receipts())
        .extracting(ReceiptView::total)
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactlyInAnyOrder(new BigDecimal("36"), new BigDecimal("39"));
    books.settleAll();
    assertThat(desk.receipts())
        .allSatisfy(
            it ->
                assertThat(books.standing("receipt", it.id().value()).state())
                    .isEqualTo(State.IN_STEP));
    String tenant = books.in(() -> connections.binding(second)).tenantId();
    assertThat(sums(books, BooksRoom.TENANT.toString())).containsExactly("39.00");
    assertThat(sums(books, tenant)).containsExactly("36.00");
  }

  private static List<String> sums(BooksRoom books, String tenant) {
    var sums = new ArrayList<String>();
    JsonNode bank = books.read("/_simulator/organisations/" + tenant + "/bank");
    bank.forEach(it -> sums.add(it.path("amount").decimalValue().setScale(2).toPlainString()));
    return sums;
  }

  private InvoiceId paid(BooksRoom books, BigDecimal amount, @Nullable LocationId location) {
    LocalDate today = LocalDate.now(clock.withZone(PracticeRoom.ZONE));
    return books.in(
        () -> {
          var billing = books.bean(Billing.class);
          InvoiceId id =
              billing.issue(
                  new InvoiceDetails(
                      books.room().client(),
                      null,
                      location,
                      today,
                      today.plusDays(14),
                      "",
                      LineAmounts.INCLUSIVE,
                      List.of(
                          new LineDetails(
                              "Consultation",
                              BigDecimal.ONE,
                              amount,
                              "200",
                              "OUTPUT",
                              BigDecimal.TEN,
                              books.room().service()))));
          billing.takePayment(id, new PaymentDetails(today, amount, PaymentMethod.CARD, "", null));
          return id;
        });
  }
}
