package dev.tandem.books;

import static dev.tandem.books.CreditDesk.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.CreditNoteStatus;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.credits.RefundId;
import dev.tandem.practice.credits.RefundView;
import dev.tandem.shared.Refused;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** Money that goes back is given back once, whoever else gives some back in Xero. */
@TandemTest
class CreditRefundJourneyTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;

  private BooksRoom books;
  private CreditDesk desk;
  private CreditNoteId note;

  @BeforeEach
  void credited() {
    books = BooksRoom.open(house);
    desk = new CreditDesk(books);
    InvoiceId invoice = books.invoice();
    note = desk.left(invoice, "40.00");
    desk.settleAndLookAgain();
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  /** On the same day and over the same amount: two refunds, and there is room for both. */
  @Test
  void aStrangersRefundLikeOursIsNotOurs() {
    desk.sending(false);
    RefundId ours = give();
    desk.inXero(
        "POST",
        "CreditNotes/" + ledgerId(),
        """
        {"LineItems":[{"Description":"More","Quantity":1,"UnitAmount":80,"AccountCode":"200",
          "TaxType":"OUTPUT"}]}""");
    strangersRefund();
    desk.settleAndLookAgain();
    assertThat(refund(ours).ledgerId()).as("not taken for ours").isNull();
    assertThat(desk.find(note).refunded()).isEqualByComparingTo("80.00");
    desk.sending(true);
    desk.settleAndLookAgain();
    assertThat(books.standing("refund", ours.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(refunds()).hasSize(2);
    assertThat(desk.find(note).refunds()).as("each once").hasSize(2);
    assertThat(desk.find(note).remaining()).isEqualByComparingTo("0.00");
    assertThat(number(desk.there(note), "RemainingCredit")).isEqualByComparingTo("0");
  }

  /** Xero has no room for both: a person says which of them happened. */
  @Test
  void givenBackOnBothSidesItIsTakenBackHere() {
    desk.sending(false);
    RefundId ours = give();
    strangersRefund();
    desk.sending(true);
    desk.settleAndLookAgain();
    assertThat(books.standing("refund", ours.value()).state()).isEqualTo(State.NEEDS_YOU);
    assertThat(refunds()).hasSize(1);
    remove(ours);
    desk.settleAndLookAgain();
    assertThat(refunds()).hasSize(1);
    assertThat(desk.find(note).refunded()).isEqualByComparingTo("40.00");
    assertThat(desk.find(note).status()).isEqualTo(CreditNoteStatus.PAID);
    RefundId theirs =
        desk.find(note).refunds().stream()
            .filter(RefundView::fromLedger)
            .findFirst()
            .orElseThrow()
            .id();
    assertThatThrownBy(() -> remove(theirs))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("deleted there");
  }

  /** There is room for it only when the former is gone, and that fails at first. */
  @Test
  void whatIsGivenBackAnewWaitsUntilTheFormerIsDeleted() {
    RefundId former = give();
    desk.settleAndLookAgain();
    desk.sending(false);
    remove(former);
    RefundId anew = give();
    books.fault("status", "POST", "Payments/");
    books.forgetCalls();
    desk.sending(true);
    desk.settleAndLookAgain();
    desk.settleAndLookAgain();
    assertThat(books.standing("refund", anew.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.calls("PUT", "/Payments")).as("asked once").isEqualTo(1);
    assertThat(refunds()).hasSize(1);
    assertThat(desk.find(note).remaining()).isEqualByComparingTo("0.00");
  }

  @Test
  void whatWasNotGivenBackAfterAllIsDeletedInXeroAndLeftAgain() {
    RefundId ours = give();
    desk.settleAndLookAgain();
    assertThat(books.standing("refund", ours.value()).state()).isEqualTo(State.IN_STEP);
    remove(ours);
    remove(ours);
    assertThat(desk.find(note).remaining()).as("at once").isEqualByComparingTo("40.00");
    desk.voidNote(note);
    desk.settleAndLookAgain();
    assertThat(refunds()).isEmpty();
    assertThat(desk.there(note).path("Status").asString()).isEqualTo("VOIDED");
    assertThat(books.standing("credit-note", note.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(desk.find(note).refunds()).singleElement().matches(RefundView::removed);
  }

  /** It is found by its word, though somebody gave back the same on that day. */
  @Test
  void theLostHoursRefundIsFoundAgainBesideAStrangers() {
    RefundId ours = give();
    try (var copy = PracticeCopy.of(database, books.practice())) {
      new LostHour(clock).pass(books);
      copy.putBack();
    }
    desk.settleAndLookAgain();
    desk.settleAndLookAgain();
    assertThat(refunds()).hasSize(1);
    assertThat(desk.find(note).refunds()).hasSize(1);
    assertThat(refund(ours).ledgerId())
        .isEqualTo(refunds().getFirst().path("PaymentID").asString());
    assertThat(desk.find(note).remaining()).isEqualByComparingTo("0.00");
  }

  private RefundId give() {
    desk.refundRest(note);
    return desk.find(note).refunds().getFirst().id();
  }

  private void remove(RefundId id) {
    books.in(() -> books.bean(Credits.class).removeRefund(id));
  }

  private RefundView refund(RefundId id) {
    return desk.find(note).refunds().stream()
        .filter(it -> it.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private void strangersRefund() {
    desk.inXero(
        "PUT",
        "Payments",
        """
        {"CreditNote":{"CreditNoteID":"%s"},"Account":{"Code":"090"},"Date":"%s","Amount":40,
         "Reference":"By hand"}"""
            .formatted(ledgerId(), desk.today()));
  }

  private String ledgerId() {
    return books.ledgerId("credit-note", note.value());
  }

  /** Those that stand in Xero. */
  private List<JsonNode> refunds() {
    return books.records(
        "payments",
        it ->
            it.path("PaymentType").asString().equals("ARCREDITPAYMENT")
                && it.path("Status").asString().equals("AUTHORISED"));
  }
}
