package dev.tandem.books.outbox;

import static dev.tandem.simulator.accounting.DemoOrganisation.AU;
import static dev.tandem.simulator.accounting.DemoOrganisation.NZ;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestXero;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.GrantId;
import dev.tandem.books.lane.LaneCalls;
import dev.tandem.books.lane.LaneScope;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.Ledger;
import dev.tandem.books.mapping.Mappings;
import dev.tandem.books.mapping.Subject;
import dev.tandem.books.mapping.Target;
import dev.tandem.books.outbox.PushClaim.Claimed;
import dev.tandem.books.plan.Plans;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.PaymentDetails;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.clients.ClientDetails;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.credits.AdvanceDetails;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.Advances;
import dev.tandem.practice.credits.AllocationId;
import dev.tandem.practice.credits.Drawing;
import dev.tandem.practice.setup.LocationDetails;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Practices;
import dev.tandem.shared.RecordRef;
import dev.tandem.simulator.accounting.DemoOrganisation;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Nothing is left behind by a change that came at an awkward moment. */
@TandemTest
class MovedMeanwhileTest {

  @Autowired ApplicationContext house;
  @Autowired Connections connections;
  @Autowired Billing billing;
  @Autowired Clients clients;
  @Autowired Setup setup;
  @Autowired Outbox outbox;
  @Autowired PushClaim claim;
  @Autowired Moves moves;
  @Autowired JdbcClient jdbc;
  @Autowired PushOutcome outcome;
  @Autowired List<Ledger> ledgers;
  @Autowired TestClock clock;
  @Autowired TestXero xero;
  @Autowired TransactionTemplate inPractice;

  private BooksRoom books;
  private BindingId nz;
  private LocationId auckland;

  @BeforeEach
  void connectBoth() {
    books = BooksRoom.open(house);
    nz = books.beside(NZ);
    auckland = books.in(() -> setup.add(LocationDetails.named("Auckland")));
    run(() -> connections.assign(auckland, nz));
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void anInvoiceThatWaitsFollowsItsCorrectedLocation() {
    run(() -> connections.turnSendingOff(books.binding()));
    run(() -> connections.turnSendingOff(nz));
    InvoiceId id = books.in(() -> issue(details(books.room().client(), null, NZ)));
    run(() -> billing.change(id, details(books.room().client(), auckland, NZ)));
    assertThat(tenants("invoice", id.value())).containsExactly(NZ.tenantId());
  }

  @Test
  void whatIsQueuedWhileTheMainOneIsReplacedGoesToTheNewOne() throws Exception {
    run(() -> connections.turnSendingOff(books.binding()));
    GrantId uk = books.consent(DemoOrganisation.UK.tenantId());
    ClientId[] added = new ClientId[1];
    run(
        () ->
            inPractice.executeWithoutResult(
                _ -> {
                  added[0] = clients.add(ClientDetails.person("Late", "Comer"));
                  elsewhere(
                      () ->
                          connections.choose(
                              uk,
                              DemoOrganisation.UK.tenantId(),
                              books.binding(),
                              books.visitor()));
                }));
    books.settleAll();
    assertThat(tenants("client", added[0].value())).containsExactly(DemoOrganisation.UK.tenantId());
  }

  @Test
  void whatIsQueuedWhileTheFirstIsConnectedGoesThere() throws Exception {
    // Both ended: what is added waits for the one to come.
    run(() -> connections.disconnect(nz));
    run(() -> connections.disconnect(books.binding()));
    GrantId uk = books.consent(DemoOrganisation.UK.tenantId());
    ClientId[] added = new ClientId[1];
    run(
        () ->
            inPractice.executeWithoutResult(
                _ -> {
                  added[0] = clients.add(ClientDetails.person("Late", "Comer"));
                  elsewhere(
                      () ->
                          connections.choose(uk, DemoOrganisation.UK.tenantId(), books.visitor()));
                }));
    books.settleAll();
    assertThat(tenants("client", added[0].value())).containsExactly(DemoOrganisation.UK.tenantId());
  }

  @Test
  void whatIsUnderWayWhileTheMainOneIsReplacedGoesToTheNewOne() {
    run(() -> connections.turnSendingOff(books.binding()));
    InvoiceId id = books.in(() -> issue(details(books.room().client(), null, AU)));
    run(() -> connections.turnSendingOn(books.binding()));
    clock.advance(java.time.Duration.ofSeconds(3));
    LaneScope scope = books.guest();
    var batch = books.in(() -> ((Claimed.Batch) claim.claim(Kind.INVOICE, scope, false)).batch());
    GrantId uk = books.consent(DemoOrganisation.UK.tenantId());
    books.in(
        () ->
            connections.choose(
                uk, DemoOrganisation.UK.tenantId(), books.binding(), books.visitor()));
    run(() -> outcome.notExecuted(batch));
    books.settleAll();
    assertThat(tenants("invoice", id.value())).containsExactly(DemoOrganisation.UK.tenantId());
  }

  @Test
  void theLastOneIsDisconnectedAlthoughRowsOfSeveralAreLeft() {
    run(() -> connections.turnSendingOff(books.binding()));
    run(() -> connections.turnSendingOff(nz));
    ClientId kiri = books.add("Kiri", "Moana");
    run(
        () ->
            inPractice.executeWithoutResult(
                _ -> {
                  issue(details(kiri, auckland, NZ));
                  elsewhere(() -> connections.disconnect(nz));
                }));
    run(() -> connections.disconnect(books.binding()));
  }

  @Test
  void aClientMeetsTheRowThatSomebodyIsQueueingInTheMainOne() throws Exception {
    run(() -> connections.turnSendingOff(books.binding()));
    UUID kiri = books.add("Kiri", "Moana").value();
    UUID main = UUID.fromString(AU.tenantId());
    UUID ended = UUID.randomUUID();
    assertThat(change("update practice.pending_push set tenant = ? where record = ?", ended, kiri))
        .isOne();
    var moving =
        new FutureTask<Void>(
            () -> {
              run(
                  () ->
                      inPractice.executeWithoutResult(_ -> moves.moveClients(List.of(main), main)));
              return null;
            });
    run(
        () ->
            inPractice.executeWithoutResult(
                _ -> {
                  jdbc.sql(
                          """
                          insert into practice.pending_push (kind, record, document, tenant, revision, queued_at)
                          select kind, record, document, ?, 1, queued_at
                            from practice.pending_push where record = ?""")
                      .params(main, kiri)
                      .update();
                  Thread.ofVirtual().start(moving);
                  awaitOneThatWaitsForThis();
                }));
    moving.get(20, TimeUnit.SECONDS);
    assertThat(tenants("client", kiri)).containsExactly(AU.tenantId());
  }

  @Test
  void aClientThatMovesKeepsItsPlaceAndStartsAfresh() {
    run(() -> connections.turnSendingOff(books.binding()));
    UUID kiri = books.add("Kiri", "Moana").value();
    UUID main = UUID.fromString(AU.tenantId());
    change(
        """
        update practice.pending_push
           set tenant = ?, revision = 7, urgent = true, attempts = 3, at_most = 1, held = 'there'
         where record = ?""",
        UUID.randomUUID(),
        kiri);
    run(() -> inPractice.executeWithoutResult(_ -> moves.moveClients(List.of(main), main)));
    int kept =
        change(
            """
            update practice.pending_push set revision = 8
             where tenant = ? and record = ? and revision = 7 and urgent and attempts = 0
               and at_most = 1 and held is null""",
            main,
            kiri);
    assertThat(kept).isOne();
    assertThat(tenants("client", kiri)).containsExactly(AU.tenantId());
  }

  private int change(String statement, UUID tenant, UUID record) {
    return books.in(
        () -> inPractice.execute(_ -> jdbc.sql(statement).params(tenant, record).update()));
  }

  private void awaitOneThatWaitsForThis() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!isAnyWaitingForThis()) {
      assertThat(System.nanoTime()).as("somebody waits").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private boolean isAnyWaitingForThis() {
    return jdbc.sql(
            """
            select exists (select from pg_locks
                            where not granted and pg_backend_pid() = any(pg_blocking_pids(pid)))""")
        .query(Boolean.class)
        .single();
  }

  @Test
  void anInvoiceWhoseLocationIsCorrectedUnderWayGoesThereIfItDidNotArrive() {
    InvoiceId id = books.in(() -> issue(details(books.room().client(), null, NZ)));
    var batch = underWay();
    run(() -> billing.change(id, details(books.room().client(), auckland, NZ)));
    assertThat(tenants("invoice", id.value())).containsExactly(AU.tenantId());
    run(() -> outcome.notExecuted(batch));
    books.settleAll();
    assertThat(tenants("invoice", id.value())).containsExactly(NZ.tenantId());
    assertThat(books.standing("invoice", id.value()).state()).isEqualTo(Outbox.State.IN_STEP);
    assertThat(books.records(AU, "invoices", _ -> true)).isEmpty();
  }

  /** Its lines are not booked for a place to which it does not go. */
  @Test
  void anInvoiceThatLeavesWhileItsLocationIsCorrectedKeepsItsLines() throws Exception {
    bookOtherwiseThere();
    InvoiceId id = books.in(() -> issue(details(books.room().client(), null, AU)));
    clock.advance(java.time.Duration.ofSeconds(3));
    LaneScope scope = books.guest();
    var correction =
        new FutureTask<Void>(
            () -> {
              run(() -> billing.change(id, details(books.room().client(), auckland, AU)));
              return null;
            });
    run(
        () ->
            inPractice.executeWithoutResult(
                _ -> {
                  assertThat(claim.claim(Kind.INVOICE, scope, false))
                      .isInstanceOf(Claimed.Batch.class);
                  Thread.ofVirtual().start(correction);
                  awaitOneThatWaitsForThis();
                }));
    correction.get(20, TimeUnit.SECONDS);
    LineDetails line = books.find(id).lines().getFirst().details();
    assertThat(line.accountCode()).isEqualTo("200");
    assertThat(line.taxType()).isEqualTo("OUTPUT");
  }

  private void bookOtherwiseThere() {
    books.settleAll();
    String account =
        books
            .records(NZ, "accounts", it -> it.path("Code").asString("").equals("260"))
            .getFirst()
            .path("AccountID")
            .asString();
    run(
        () ->
            books
                .bean(Mappings.class)
                .map(
                    connections.binding(nz),
                    Subject.of(books.room().service()),
                    new Target(account, null, "OUTPUT2", List.of())));
  }

  @Test
  void anInvoiceWhoseLocationIsCorrectedUnderWayStaysWhereItArrived() {
    InvoiceId id = books.in(() -> issue(details(books.room().client(), null, AU)));
    var batch = underWay();
    run(() -> connections.assign(auckland, nz));
    run(() -> billing.change(id, details(books.room().client(), auckland, AU)));
    var answer =
        books.in(
            () ->
                ledgers
                    .getFirst()
                    .books(books.binding().value())
                    .send(batch.kind(), batch.write(), batch.key(), java.time.Instant.MAX));
    run(() -> outcome.answered(batch, answer.value(), 1_000_000));
    books.settleAll();
    assertThat(tenants("invoice", id.value())).containsExactly(AU.tenantId());
    assertThat(books.standing("invoice", id.value()).state()).isEqualTo(Outbox.State.IN_STEP);
    assertThat(books.records(NZ, "invoices", _ -> true)).isEmpty();
  }

  /** It came to wait after the assignment had looked what does, and is paid while that goes on. */
  @Test
  void anInvoiceThatIsPaidWhileItsLocationIsAssignedStaysTogetherWithItsPayment() throws Exception {
    run(() -> connections.turnSendingOff(books.binding()));
    run(() -> connections.turnSendingOff(nz));
    PaymentId[] paid = new PaymentId[1];
    InvoiceId id =
        approvedWhileAssigned(it -> paid[0] = billing.takePayment(it, payment("115.00")));
    run(() -> connections.turnSendingOn(books.binding()));
    run(() -> connections.turnSendingOn(nz));
    books.settleAll();
    assertThat(books.standing("payment", paid[0].value()).state()).isEqualTo(Outbox.State.IN_STEP);
    assertThat(tenants("payment", paid[0].value()))
        .isEqualTo(tenants("invoice", id.value()))
        .containsExactly(AU.tenantId());
    assertThat(books.records(AU, "payments", _ -> true)).hasSize(1);
    assertThat(books.records(NZ, "invoices", _ -> true)).isEmpty();
  }

  @Test
  void anInvoiceThatLeavesWhileItsLocationIsAssignedIsNotSentElsewhereToo() throws Exception {
    books.in(() -> issue(details(books.room().client(), auckland, NZ)));
    books.settleAll();
    LaneScope there = books.in(() -> books.bean(Lanes.class).visit(nz, LaneCalls::scope));
    InvoiceId id =
        approvedWhileAssigned(
            _ -> {
              clock.advance(java.time.Duration.ofSeconds(3));
              assertThat(claim.claim(Kind.INVOICE, there, false)).isInstanceOf(Claimed.Batch.class);
            });
    assertThat(tenants("invoice", id.value())).containsExactly(NZ.tenantId());
    books.settleAll();
    assertThat(tenants("invoice", id.value())).hasSize(1);
    String number = number(id);
    assertThat(
            List.of(AU, NZ).stream()
                .flatMap(
                    it ->
                        books
                            .records(
                                it,
                                "invoices",
                                at -> at.path("InvoiceNumber").asString("").equals(number))
                            .stream())
                .toList())
        .hasSize(1);
  }

  /** As an earlier move left it. */
  @Test
  void aPaymentThatWaitsForAnotherOrganisationThanItsInvoiceIsInGoesThere() {
    InvoiceId id = books.in(() -> issue(details(books.room().client(), auckland, NZ)));
    books.settleAll();
    run(() -> connections.turnSendingOff(nz));
    PaymentId paid = books.in(() -> billing.takePayment(id, payment("115.00")));
    change(
        "update practice.pending_push set tenant = ? where record = ?",
        UUID.fromString(AU.tenantId()),
        paid.value());
    run(() -> connections.turnSendingOn(nz));
    books.settleAll();
    assertThat(books.standing("payment", paid.value()).state()).isEqualTo(Outbox.State.IN_STEP);
    assertThat(books.records(NZ, "payments", _ -> true)).hasSize(1);
  }

  /**
   * An invoice of Auckland that is approved after the assignment of Auckland to the main
   * organisation has looked what waits.
   *
   * @param then done with it in one transaction that lasts until the assignment is over or waits
   *     for it
   */
  private InvoiceId approvedWhileAssigned(Consumer<InvoiceId> then) throws Exception {
    UUID other = books.in(() -> clients.add(ClientDetails.person("Kiri", "Moana"))).value();
    var assigning =
        new FutureTask<Void>(
            () -> {
              run(() -> connections.assign(auckland, books.binding()));
              return null;
            });
    InvoiceId[] made = new InvoiceId[1];
    var held = new CountDownLatch(1);
    var goesOn =
        new FutureTask<Void>(
            () -> {
              run(
                  () ->
                      inPractice.executeWithoutResult(
                          _ -> {
                            then.accept(made[0]);
                            held.countDown();
                            awaitEndOrOneThatWaitsForThis(assigning);
                          }));
              return null;
            });
    run(
        () ->
            inPractice.executeWithoutResult(
                _ -> {
                  jdbc.sql("select 1 from practice.pending_push where record = ? for update")
                      .param(other)
                      .query(Integer.class)
                      .single();
                  Thread.ofVirtual().start(assigning);
                  awaitOneThatWaitsForThis();
                  elsewhere(() -> made[0] = issue(details(books.room().client(), auckland, NZ)));
                  Thread.ofVirtual().start(goesOn);
                  await(held, goesOn);
                }));
    assigning.get(20, TimeUnit.SECONDS);
    goesOn.get(20, TimeUnit.SECONDS);
    return made[0];
  }

  private static void await(CountDownLatch latch, FutureTask<?> unless) {
    try {
      while (!latch.await(50, TimeUnit.MILLISECONDS)) {
        if (unless.isDone()) {
          return;
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitEndOrOneThatWaitsForThis(FutureTask<?> task) {
    while (!task.isDone() && !isAnyWaitingForThis()) {
      Thread.onSpinWait();
    }
  }

  private PaymentDetails payment(String amount) {
    return new PaymentDetails(
        LocalDate.now(clock.withZone(PracticeRoom.ZONE)),
        new BigDecimal(amount),
        PaymentMethod.CARD,
        "",
        null);
  }

  private String number(InvoiceId id) {
    return Objects.requireNonNull(books.find(id).number());
  }

  @Test
  void aDepositThatWaitsFollowsItsLocation() {
    run(() -> connections.turnSendingOff(books.binding()));
    AdvanceId id = deposit(harbour());
    assertThat(tenants("advance", id.value())).containsExactly(AU.tenantId());
    run(() -> connections.assign(books.room().location(), nz));
    assertThat(tenants("advance", id.value())).containsExactly(NZ.tenantId());
    books.settleAll();
    assertThat(books.standing("advance", id.value()).state()).isEqualTo(Outbox.State.IN_STEP);
    assertThat(books.records(NZ, "overpayments", _ -> true)).hasSize(1);
    run(() -> connections.assign(books.room().location(), books.binding()));
    books.settleAll();
    assertThat(tenants("advance", id.value())).as("it is there").containsExactly(NZ.tenantId());
    assertThat(books.records(AU, "overpayments", _ -> true)).isEmpty();
  }

  @Test
  void aDepositUnderWayFollowsItsLocationIfItDidNotArrive() {
    // Deposits are read before the first is sent.
    deposit(null);
    books.settleAll();
    AdvanceId id = deposit(harbour());
    var batch = underWay(Kind.ADVANCE);
    run(() -> connections.assign(books.room().location(), nz));
    assertThat(tenants("advance", id.value())).containsExactly(AU.tenantId());
    run(() -> outcome.notExecuted(batch));
    books.settleAll();
    assertThat(tenants("advance", id.value())).containsExactly(NZ.tenantId());
    assertThat(books.standing("advance", id.value()).state()).isEqualTo(Outbox.State.IN_STEP);
    assertThat(books.records(AU, "overpayments", _ -> true)).hasSize(1);
  }

  /** The deposit was taken nowhere in particular, the invoice moves away with its location. */
  @Test
  void whatAnInvoiceUsesOfADepositOfAnotherOrganisationIsSaidAndMended() {
    run(() -> connections.turnSendingOff(books.binding()));
    AdvanceId money = deposit(null);
    InvoiceId id = books.in(() -> issue(details(books.room().client(), harbour(), NZ)));
    AllocationId used =
        books.in(() -> books.bean(Drawing.class).use(money, id, new BigDecimal("20.00")));
    run(() -> connections.assign(books.room().location(), nz));
    var standing = books.standing("allocation", used.value());
    assertThat(standing.state()).isEqualTo(Outbox.State.NEEDS_YOU);
    assertThat(standing.reason()).contains("Take it off the invoice here");
    run(() -> connections.assign(books.room().location(), books.binding()));
    assertThat(books.standing("allocation", used.value()).state())
        .as("together again")
        .isNotEqualTo(Outbox.State.NEEDS_YOU);
    run(() -> connections.assign(books.room().location(), nz));
    run(() -> connections.turnSendingOn(books.binding()));
    books.in(() -> books.bean(Drawing.class).takeOff(used));
    books.settleAll();
    assertThat(books.standing("advance", money.value()).state()).isEqualTo(Outbox.State.IN_STEP);
    assertThat(tenants("invoice", id.value())).containsExactly(NZ.tenantId());
    assertThat(books.standing("allocation", used.value()).state())
        .isNotEqualTo(Outbox.State.NEEDS_YOU);
    assertThat(books.records(AU, "allocations", _ -> true)).isEmpty();
    assertThat(books.records(NZ, "allocations", _ -> true)).isEmpty();
  }

  /** Xero takes money only in currencies that the organisation keeps. */
  @Test
  void anOrganisationIsNotAskedToTakeADepositInACurrencyThatItDoesNotKeep() {
    GrantId consent = books.consent(DemoOrganisation.UK.tenantId());
    BindingId uk =
        books.in(
            () -> connections.choose(consent, DemoOrganisation.UK.tenantId(), books.visitor()));
    run(() -> books.bean(Plans.class).decide(uk));
    run(() -> connections.turnSendingOn(uk));
    run(() -> connections.assign(books.room().location(), uk));
    books.settleAll();
    AdvanceId id = deposit(harbour());
    books.settleAll();
    var standing = books.standing("advance", id.value());
    assertThat(standing.state()).isEqualTo(Outbox.State.NEEDS_YOU);
    assertThat(standing.reason()).contains("does not keep AUD in Xero", "deposit");
    xero.control("POST", BooksRoom.organisation(DemoOrganisation.UK) + "/currencies?code=AUD");
    clock.advance(java.time.Duration.ofDays(1));
    books.settleAll();
    assertThat(books.standing("advance", id.value()).state()).isEqualTo(Outbox.State.IN_STEP);
  }

  private LocationId harbour() {
    return books.room().location();
  }

  private AdvanceId deposit(@Nullable LocationId location) {
    return books.in(
        () -> {
          var advances = books.bean(Advances.class);
          return advances.takeDeposit(
              new AdvanceDetails(
                  books.room().client(),
                  location,
                  advances.today(),
                  new BigDecimal("50.00"),
                  PaymentMethod.CARD,
                  ""));
        });
  }

  private PushBatch underWay() {
    return underWay(Kind.INVOICE);
  }

  private PushBatch underWay(Kind kind) {
    clock.advance(java.time.Duration.ofSeconds(3));
    LaneScope scope = books.guest();
    return books.in(() -> ((Claimed.Batch) claim.claim(kind, scope, false)).batch());
  }

  private void elsewhere(Runnable work) {
    var failure = new Throwable[1];
    Thread thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    run(work);
                  } catch (Throwable e) {
                    failure[0] = e;
                  }
                });
    try {
      thread.join(20_000);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    if (thread.isAlive() || failure[0] != null) {
      throw new IllegalStateException("elsewhere " + thread.isAlive(), failure[0]);
    }
  }

  private InvoiceId issue(InvoiceDetails it) {
    InvoiceId id = billing.draft(it);
    billing.approve(id);
    return id;
  }

  private InvoiceDetails details(ClientId client, LocationId location, DemoOrganisation taxes) {
    boolean there = taxes == NZ;
    LocalDate today = LocalDate.now(clock.withZone(PracticeRoom.ZONE));
    return new InvoiceDetails(
        client,
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
                new BigDecimal(there ? "115.00" : "110.00"),
                "200",
                there ? "OUTPUT2" : "OUTPUT",
                there ? new BigDecimal("15") : BigDecimal.TEN,
                books.room().service())));
  }

  private List<String> tenants(String kind, UUID record) {
    return books.in(() -> outbox.places(new RecordRef(kind, record))).stream()
        .map(it -> String.valueOf(it.tenant()))
        .toList();
  }

  private void run(Runnable work) {
    Practices.run(books.practice(), work::run);
  }
}
