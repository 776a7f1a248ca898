package dev.tandem.books.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.notices.NoticeView;
import dev.tandem.practice.notices.Notices;
import dev.tandem.shared.Practices;
import dev.tandem.shared.doctor.Finding;
import dev.tandem.shared.health.Vital;
import dev.tandem.staff.Permission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Xero fails at one thing: that rests, people are told, and everything else goes on. */
@TandemTest
class CircuitJourneyTest {

  @Autowired ApplicationContext house;
  @Autowired Lanes lanes;
  @Autowired CircuitExamination examination;
  @Autowired LedgerVital vital;
  @Autowired TestClock clock;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void whatXeroFailsAtRestsAloneAndIsToldFromBeginningToEnd() {
    BooksRoom books = BooksRoom.open(house);
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"503\",\"method\":\"PUT\",\"path\":\"/api.xro/2.0/Invoices*\",\"count\":5}");
    List<InvoiceId> invoices = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      invoices.add(books.invoice());
      clock.advance(Duration.ofSeconds(2));
      books.turn();
    }
    var sending = KindOfWork.sending(Kind.INVOICE);
    assertThat(state(books).rests()).containsOnlyKeys(sending);
    assertThat(notices(books))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.title()).endsWith(": sending invoices rests");
              assertThat(it.text()).contains("nothing is lost");
              assertThat(it.path()).isEqualTo("/ledger/queue");
            });
    assertThat(books.log())
        .anySatisfy(
            it ->
                assertThat(it.message())
                    .contains("in a row: sending invoices rests for 5 minutes."));
    assertThat(books.<List<Finding>>in(examination::examine))
        .singleElement()
        .satisfies(it -> assertThat(it.title()).isEqualTo("Sending invoices"));

    ClientId client = books.add("Zed", "Zulu");
    InvoiceId late = books.invoice();
    clock.advance(Duration.ofSeconds(2));
    books.forgetCalls();
    books.turn();
    assertThat(books.standing("client", client.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.calls("PUT", "/Invoices")).isZero();
    assertThat(vital.look()).as("it answers otherwise").isEqualTo(Vital.State.UP);

    clock.advance(Duration.ofMinutes(5));
    books.settle();
    books.settle();
    assertThat(state(books).rests()).isEmpty();
    assertThat(notices(books)).isEmpty();
    assertThat(books.<List<Finding>>in(examination::examine)).isEmpty();
    invoices.add(late);
    for (InvoiceId it : invoices) {
      assertThat(books.standing("invoice", it.value()).state()).isEqualTo(State.IN_STEP);
    }
    assertThat(books.records("invoices", it -> it.path("Type").asString().equals("ACCREC")))
        .hasSize(6);
    var words = books.log().reversed().stream().map(SyncLog.Call::operation).toList();
    int rested = words.lastIndexOf("create clients");
    assertThat(words.subList(rested, words.size()))
        .as("a reading finds out before a write goes")
        .containsSubsequence("check whether Xero is well again", "create invoices");
    assertThat(books.log())
        .anySatisfy(it -> assertThat(it.message()).isEqualTo("Sending invoices goes on."));
  }

  @Test
  void nothingRestsAnyLongerOnceNothingOfItWaits() {
    BooksRoom books = BooksRoom.open(house);
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"503\",\"method\":\"PUT\",\"path\":\"/api.xro/2.0/Invoices*\",\"count\":5}");
    List<InvoiceId> invoices = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      invoices.add(books.invoice());
      clock.advance(Duration.ofSeconds(2));
      books.turn();
    }
    assertThat(state(books).rests()).containsOnlyKeys(KindOfWork.sending(Kind.INVOICE));
    Practices.run(books.practice(), () -> invoices.forEach(books.bean(Billing.class)::voidInvoice));
    books.forgetCalls();
    books.settle();
    assertThat(state(books).rests()).isEmpty();
    assertThat(notices(books)).isEmpty();
    assertThat(books.<List<Finding>>in(examination::examine)).isEmpty();
    assertThat(books.calls("PUT", "/Invoices")).isZero();
    InvoiceId next = books.invoice();
    books.settle();
    assertThat(books.standing("invoice", next.value()).state()).isEqualTo(State.IN_STEP);
  }

  private LaneState state(BooksRoom books) {
    return books.in(lanes::states).getFirst();
  }

  private List<NoticeView> notices(BooksRoom books) {
    return books.in(
        () ->
            books.bean(Notices.class).open(Set.of(Permission.LEDGER_CONNECT)).stream()
                .filter(it -> it.cause().startsWith("rests/"))
                .toList());
  }
}
