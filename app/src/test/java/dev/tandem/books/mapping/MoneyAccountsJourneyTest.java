package dev.tandem.books.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.inbox.ReferenceWishes;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.credits.AdvanceDetails;
import dev.tandem.practice.credits.Advances;
import dev.tandem.practice.credits.CreditDetails;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.CreditPurpose;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.credits.Refunding;
import dev.tandem.practice.takings.Count;
import dev.tandem.practice.takings.DayTakings;
import dev.tandem.practice.takings.KeptMethods;
import dev.tandem.practice.takings.Takings;
import dev.tandem.shared.Practices;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** Money that goes back, and a day's takings, use the account of their means as payments do. */
@TandemTest
class MoneyAccountsJourneyTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired Mappings mappings;

  private BooksRoom books;

  @BeforeEach
  void open() {
    books = BooksRoom.open(house);
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void cashGivenBackComesFromTheDrawer() {
    map(PaymentMethod.CASH, "855");
    InvoiceId invoice = books.invoice();
    books.pay(invoice, "110.00");
    UUID refund = refund(invoice, PaymentMethod.CASH);
    books.settle();
    assertThat(books.standing("refund", refund).state()).isEqualTo(State.IN_STEP);
    assertThat(refunds()).extracting(MoneyAccountsJourneyTest::account).containsExactly("855");
  }

  @Test
  void aRefundAndAReceiptGoOnceTheirAccountIsNamed() {
    map(PaymentMethod.CARD, "855");
    InvoiceId paid = books.invoice();
    books.pay(paid, "110.00");
    books.settle();
    write("POST", "Accounts/" + account("855"), "{\"EnablePaymentsToAccount\":false}");
    Practices.run(
        books.practice(), () -> house.getBean(ReferenceWishes.class).readNow(BooksRoom.TENANT));
    books.settle();
    UUID refund = refund(paid, PaymentMethod.CARD);
    Practices.run(
        books.practice(), () -> books.bean(KeptMethods.class).change(List.of(PaymentMethod.CARD)));
    books.pay(books.invoice(), "110.00");
    UUID receipt = close();
    books.settle();
    for (var it : List.of(books.standing("refund", refund), books.standing("receipt", receipt))) {
      assertThat(it.state()).isIn(State.NEEDS_YOU, State.ON_HOLD);
      assertThat(it.reason()).contains("(855), takes none in Xero any more");
    }
    assertThat(books.records("batchPayments", _ -> true)).isEmpty();

    books.in(
        () ->
            house
                .getBean(Replacing.class)
                .replace(organisation(), Part.ACCOUNT, true, account("855"), account("090")));
    books.settle();
    assertThat(books.standing("refund", refund).state()).isEqualTo(State.IN_STEP);
    assertThat(books.standing("receipt", receipt).state()).isEqualTo(State.IN_STEP);
    assertThat(refunds()).extracting(MoneyAccountsJourneyTest::account).containsExactly("090");
    assertThat(books.records("batchPayments", _ -> true))
        .extracting(it -> it.path("Account").path("AccountID").asString())
        .containsExactly(account("090"));
  }

  @Test
  void aDepositGoesOnceItsAccountIsNamed() {
    map(PaymentMethod.CARD, "855");
    UUID deposit =
        books.in(
            () ->
                books
                    .bean(Advances.class)
                    .takeDeposit(
                        new AdvanceDetails(
                            books.room().client(),
                            null,
                            LocalDate.now(clock.withZone(PracticeRoom.ZONE)),
                            new BigDecimal("50.00"),
                            PaymentMethod.CARD,
                            ""))
                    .value());
    books.settle();
    assertThat(books.standing("advance", deposit).state()).isIn(State.NEEDS_YOU, State.ON_HOLD);
    assertThat(books.standing("advance", deposit).reason()).contains("bank account only");
    map(PaymentMethod.CARD, "090");
    books.settle();
    assertThat(books.standing("advance", deposit).state()).isEqualTo(State.IN_STEP);
  }

  private UUID refund(InvoiceId invoice, PaymentMethod means) {
    LocalDate today = LocalDate.now(clock.withZone(PracticeRoom.ZONE));
    LineDetails was = books.find(invoice).lines().getFirst().details();
    return books.in(
        () -> {
          CreditNoteId note =
              books
                  .bean(Credits.class)
                  .issue(
                      invoice,
                      new CreditDetails(
                          CreditPurpose.CREDIT,
                          today,
                          "Charged twice",
                          LineAmounts.INCLUSIVE,
                          List.of(
                              new LineDetails(
                                  "Credit",
                                  BigDecimal.ONE,
                                  new BigDecimal("50.00"),
                                  was.accountCode(),
                                  was.taxType(),
                                  was.taxRate(),
                                  null)),
                          new Refunding(today, means, "", null)));
          return books.bean(Credits.class).find(note).refunds().getFirst().id().value();
        });
  }

  private UUID close() {
    return books.in(
        () -> {
          var takings = books.bean(Takings.class);
          DayTakings day = takings.of(takings.today());
          takings.close(
              day.day(),
              day.seen(),
              day.toCount().stream()
                  .map(it -> new Count(it.method(), it.location(), it.open(), it.open()))
                  .toList(),
              "");
          return takings.of(day.day()).banked().getFirst().id().value();
        });
  }

  private List<JsonNode> refunds() {
    return books.records(
        "payments", it -> it.path("PaymentType").asString().equals("ARCREDITPAYMENT"));
  }

  private static String account(JsonNode record) {
    return record.path("Account").path("Code").asString();
  }

  private Binding organisation() {
    return house.getBean(Connections.class).binding(books.binding());
  }

  private void map(PaymentMethod means, String code) {
    Practices.run(
        books.practice(),
        () -> mappings.map(organisation(), Subject.of(means), Target.account(account(code))));
  }

  private String account(String code) {
    return books.in(
        () ->
            mappings.offered(Mappings.tenant(organisation())).accounts().stream()
                .filter(it -> code.equals(it.code()))
                .findFirst()
                .orElseThrow()
                .id());
  }

  private void write(String method, String path, String json) {
    books.control(
        books.organisation() + "/write?method=" + method + "&path=" + path.replace("/", "%2F"),
        json);
  }
}
