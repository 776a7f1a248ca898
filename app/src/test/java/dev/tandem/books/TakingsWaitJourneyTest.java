package dev.tandem.books;

import static dev.tandem.simulator.accounting.DemoOrganisation.AU;
import static dev.tandem.simulator.accounting.DemoOrganisation.NZ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.outbox.LeftOut;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.PaymentDetails;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.setup.LocationDetails;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.practice.takings.Count;
import dev.tandem.practice.takings.DayTakings;
import dev.tandem.practice.takings.ReceiptId;
import dev.tandem.practice.takings.Takings;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Practices;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What keeps a day's takings from the bank is named, and does not keep the others for ever. */
@TandemTest
class TakingsWaitJourneyTest {

  private static final String REFUSED_CLIENT =
      """
      insert into practice.pending_push
        (kind, record, document, tenant, revision, queued_at, held, held_at)
      select 'client', needs_record, needs_record, tenant, 1, now(), 'Email is wrong', now()
        from practice.pending_push where kind = 'invoice'
      on conflict (practice_id, kind, record, tenant) do update set held = excluded.held""";

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;

  private BooksRoom books;
  private TakingsDesk desk;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void oneWhoseTotalDiffersIsNamed() {
    open();
    InvoiceId sound = books.invoice();
    InvoiceId differs = invoice("200", null);
    books.settle();
    clock.advance(Duration.ofSeconds(3));
    setTaxInXero(differs, "9.00");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.standing("invoice", differs.value()).state()).isEqualTo(State.ON_HOLD);
    pay(sound);
    PaymentId stuck = pay(differs);
    desk.close();
    books.settle();
    assertThat(desk.batches()).isEmpty();
    assertThat(reason()).contains(number(differs), "does not come to the same", "close without it");

    Practices.run(books.practice(), () -> books.bean(Takings.class).leaveOut(stuck));
    books.settle();
    assertThat(desk.batches()).hasSize(1);
    assertThat(reason()).isEmpty();
  }

  @Test
  void oneThatIsLeftOutIsNamed() {
    open();
    InvoiceId sound = books.invoice();
    InvoiceId out = invoice("999", null);
    pay(sound);
    pay(out);
    desk.close();
    books.settle();
    Practices.run(
        books.practice(),
        () ->
            books
                .bean(LeftOut.class)
                .leave(new RecordRef("invoice", out.value()), "Booked by hand"));
    assertThat(reason()).contains(number(out), "left out of Xero");
  }

  /** Its client is refused, so it waits without a word of its own. */
  @Test
  void oneWhoseClientIsRefusedIsNamed() {
    open();
    InvoiceId invoice = books.invoice();
    pay(invoice);
    desk.close();
    books.in(
        () ->
            books
                .bean(TransactionTemplate.class)
                .execute(_ -> books.bean(JdbcClient.class).sql(REFUSED_CLIENT).update()));
    assertThat(reason()).contains(number(invoice), "needs somebody first");
  }

  /** Xero: a batch is paid in the organisation's base currency, New Zealand's is another. */
  @Test
  void aDayClosedBeforeItsPlacesWereKnownGoesWhereEachBelongs() {
    open();
    var connections = books.bean(Connections.class);
    BindingId nz = books.beside(NZ);
    LocationId auckland =
        books.in(() -> books.bean(Setup.class).add(LocationDetails.named("Auckland")));
    Practices.run(books.practice(), () -> connections.turnSendingOff(books.binding()));
    InvoiceId there = invoice("200", auckland);
    InvoiceId here = books.invoice();
    PaymentId abroad = pay(there);
    pay(here);
    desk.close();
    assertThat(desk.receipts()).singleElement().matches(it -> it.members().size() == 2);

    Practices.run(books.practice(), () -> connections.assign(auckland, nz));
    assertThat(desk.receipts())
        .singleElement()
        .matches(it -> it.members().size() == 1)
        .matches(it -> it.standing().getFirst().payment().invoice().equals(here));
    Practices.run(books.practice(), () -> connections.turnSendingOn(books.binding()));
    books.settleAll();
    assertThat(books.records(AU, "batchPayments", _ -> true)).hasSize(1);
    assertThat(books.records(NZ, "batchPayments", _ -> true)).isEmpty();
    assertThat(books.records(NZ, "payments", _ -> true)).hasSize(1);
    assertThat(books.standing("payment", abroad.value()).state()).isEqualTo(State.IN_STEP);
  }

  /** Where its place is known from the start it is not kept back at all. */
  @Test
  void whatIsBookedInAnotherCurrencysBooksGoesByItself() {
    open();
    BindingId nz = books.beside(NZ);
    LocationId auckland =
        books.in(() -> books.bean(Setup.class).add(LocationDetails.named("Auckland")));
    Practices.run(books.practice(), () -> books.bean(Connections.class).assign(auckland, nz));
    pay(invoice("200", auckland));
    assertThat(desk.day().entries())
        .singleElement()
        .matches(it -> it.way() == DayTakings.Way.AT_ONCE);
    books.settleAll();
    assertThat(books.records(NZ, "payments", _ -> true)).hasSize(1);
  }

  /** The day of the takings is closed in the books: only the receipt goes with another. */
  @Test
  void aReceiptIsBankedOnALaterDayAndThePaymentsStayOnTheirs() {
    open();
    LocalDate yesterday = today().minusDays(1);
    InvoiceId invoice = books.invoice();
    PaymentId payment = payOn(invoice, yesterday);
    ReceiptId receipt =
        books.in(
            () -> {
              var takings = books.bean(Takings.class);
              DayTakings day = takings.of(yesterday);
              takings.close(
                  yesterday,
                  day.seen(),
                  day.toCount().stream()
                      .map(it -> new Count(it.method(), it.location(), it.open(), it.open()))
                      .toList(),
                  "");
              return takings.of(yesterday).banked().getFirst().id();
            });
    assertThatThrownBy(() -> bankOn(receipt, yesterday.minusDays(1)))
        .isInstanceOf(InvalidInput.class);
    bankOn(receipt, today());
    books.settle();
    assertThat(desk.batches())
        .singleElement()
        .matches(
            it ->
                it.path("Date")
                    .asString()
                    .contains(
                        String.valueOf(
                            today().atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli())));
    clock.advance(Duration.ofMinutes(30));
    books.settle();
    assertThat(books.find(invoice).payments())
        .singleElement()
        .matches(it -> it.id().equals(payment) && it.date().equals(yesterday));
    assertThat(books.in(() -> books.bean(Takings.class).of(yesterday)).entries()).hasSize(1);
    assertThatThrownBy(() -> bankOn(receipt, today())).isInstanceOf(Refused.class);
  }

  private void bankOn(ReceiptId receipt, LocalDate date) {
    Practices.run(books.practice(), () -> books.bean(Takings.class).bankOn(receipt, date));
  }

  @Test
  void moneyForAnInvoiceVoidedInXeroIsNamed() {
    open();
    InvoiceId invoice = books.invoice();
    books.settle();
    pay(invoice);
    String there = books.ledgerId("invoice", invoice.value());
    books.control(
        books.organisation() + "/write?method=POST&path=Invoices%2F" + there,
        "{\"Status\":\"VOIDED\"}");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.find(invoice).status()).isEqualTo(InvoiceStatus.VOIDED);
    assertThat(books.in(() -> books.bean(Takings.class).strayed(desk.day())))
        .singleElement()
        .matches(it -> it.invoice().equals(invoice));
  }

  /** Nothing but the order of their locks keeps them from making two of one. */
  @Test
  void twoWhoRemoveTwoPaymentsOfASentReceiptMakeOneAnew() throws Exception {
    open();
    PaymentId one = pay(books.invoice());
    PaymentId two = pay(books.invoice());
    PaymentId left = pay(books.invoice());
    desk.close();
    books.settle();
    try (var people = Executors.newVirtualThreadPerTaskExecutor();
        var hold = Hold.updates(database, "practice.takings_receipt", "new.state = 'replaced'")) {
      Future<?> first = people.submit(remove(one));
      hold.awaitWaiting();
      Future<?> second = people.submit(remove(two));
      awaitBlocked(2);
      hold.close();
      first.get();
      second.get();
    }
    assertThat(desk.receipts())
        .singleElement()
        .matches(
            it -> it.standing().stream().allMatch(member -> member.payment().id().equals(left)));
    books.settle();
    assertThat(desk.bank())
        .singleElement()
        .satisfies(
            it ->
                assertThat(new BigDecimal(it.path("amount").asString()))
                    .isEqualByComparingTo("110.00"));
  }

  private Callable<Void> remove(PaymentId payment) {
    return () -> {
      Practices.run(books.practice(), () -> books.bean(Billing.class).removePayment(payment));
      return null;
    };
  }

  private void awaitBlocked(int sessions) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              try (Connection connection = database.connectAsSuperuser();
                  Statement statement = connection.createStatement();
                  ResultSet row =
                      statement.executeQuery(
                          """
                          select count(*) from pg_stat_activity
                           where datname = current_database() and wait_event_type = 'Lock'""")) {
                row.next();
                return row.getInt(1) >= sessions;
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            });
  }

  private void open() {
    books = BooksRoom.open(house);
    desk = new TakingsDesk(books);
    desk.keep(PaymentMethod.CARD);
  }

  private String reason() {
    UUID receipt = desk.receipts().getFirst().id().value();
    String said = books.standing("receipt", receipt).reason();
    return said == null ? "" : said;
  }

  private String number(InvoiceId invoice) {
    return String.valueOf(books.find(invoice).number());
  }

  private void setTaxInXero(InvoiceId id, String tax) {
    String there = books.ledgerId("invoice", id.value());
    JsonNode invoice =
        books.records("invoices", it -> it.path("InvoiceID").asString().equals(there)).getFirst();
    books.control(
        books.organisation() + "/invoices/" + there,
        "{\"LineItems\":[{\"LineItemID\":\"%s\",\"TaxAmount\":%s}]}"
            .formatted(invoice.path("LineItems").get(0).path("LineItemID").asString(), tax));
  }

  private PaymentId pay(InvoiceId invoice) {
    return payOn(invoice, today());
  }

  private PaymentId payOn(InvoiceId invoice, LocalDate day) {
    return books.in(
        () ->
            books
                .bean(Billing.class)
                .takePayment(
                    invoice,
                    new PaymentDetails(
                        day, books.find(invoice).due(), PaymentMethod.CARD, "", null)));
  }

  private InvoiceId invoice(String account, @Nullable LocationId inNewZealand) {
    boolean there = inNewZealand != null;
    return books.in(
        () -> {
          var billing = books.bean(Billing.class);
          InvoiceId id =
              billing.draft(
                  new InvoiceDetails(
                      books.room().client(),
                      null,
                      inNewZealand,
                      today(),
                      today().plusDays(14),
                      "",
                      LineAmounts.EXCLUSIVE,
                      List.of(
                          new LineDetails(
                              "Consultation",
                              BigDecimal.ONE,
                              new BigDecimal("100.00"),
                              account,
                              there ? "OUTPUT2" : "OUTPUT",
                              there ? new BigDecimal("15") : BigDecimal.TEN,
                              books.room().service()))));
          billing.approve(id);
          return id;
        });
  }

  private LocalDate today() {
    return LocalDate.now(clock.withZone(PracticeRoom.ZONE));
  }
}
