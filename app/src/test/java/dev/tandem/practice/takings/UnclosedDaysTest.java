package dev.tandem.practice.takings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.Corrections;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.PaymentDetails;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.notices.NoticeView;
import dev.tandem.practice.notices.Notices;
import dev.tandem.shared.Practices;
import dev.tandem.shared.Refused;
import dev.tandem.staff.Permission;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Days that nobody closed, and days that somebody did. */
@TandemTest
class UnclosedDaysTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired UnclosedDays unclosed;
  @Autowired Takings takings;
  @Autowired KeptMethods methods;
  @Autowired Billing billing;
  @Autowired Corrections corrections;
  @Autowired Notices notices;

  private PracticeRoom room;

  @BeforeEach
  void keepCards() {
    at("2026-11-20T15:00");
    room = PracticeRoom.open(house);
    Practices.run(room.practice(), () -> methods.change(List.of(PaymentMethod.CARD)));
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void theMorningAfterADayThatNobodyClosedIsTold() {
    pay("2026-11-20");
    at("2026-11-20T23:30");
    unclosed.runOnce();
    at("2026-11-21T05:30");
    unclosed.runOnce();
    assertThat(open()).as("the evening and the night are for closing it").isEmpty();

    at("2026-11-21T06:30");
    unclosed.runOnce();
    assertThat(open())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.title()).isEqualTo("The takings of 20 Nov 2026 were not closed");
              assertThat(it.path()).isEqualTo("/takings?date=2026-11-20");
              assertThat(in(() -> notices.detail(it)))
                  .containsExactly("20 Nov 2026: one payment of 110.00 AUD in sum.");
            });
    int revision = open().getFirst().revision();
    unclosed.runOnce();
    assertThat(open()).extracting(NoticeView::revision).containsExactly(revision);

    close(LocalDate.of(2026, 11, 20));
    assertThat(open()).isEmpty();
  }

  @Test
  void eachFurtherDayIsToldAndAllAreOverWithTheLast() {
    pay("2026-11-20");
    at("2026-11-21T15:00");
    pay("2026-11-21");
    at("2026-11-22T08:00");
    unclosed.runOnce();
    assertThat(open()).extracting(NoticeView::path).containsExactly("/takings?date=2026-11-21");
    close(LocalDate.of(2026, 11, 21));
    unclosed.runOnce();
    assertThat(open()).as("known already, and not all is closed").hasSize(1);
    close(LocalDate.of(2026, 11, 20));
    assertThat(open()).isEmpty();
  }

  @Test
  void whatWasCountedAndClosedStaysOnItsDayUntilThatIsOpenedAgain() {
    PaymentId payment = pay("2026-11-20");
    CloseId close = close(LocalDate.of(2026, 11, 20));
    at("2026-11-21T09:00");
    LocalDate next = LocalDate.of(2026, 11, 21);
    assertThatThrownBy(() -> in(() -> moved(payment, next)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("closed with the takings of 20 Nov 2026");
    assertThat(in(() -> takings.of(LocalDate.of(2026, 11, 20))).total("AUD"))
        .isEqualByComparingTo("110.00");
    in(() -> takings.reopen(close));
    in(() -> moved(payment, next));
    assertThat(in(() -> takings.of(next)).openTotal()).isEqualByComparingTo("110.00");
  }

  private boolean moved(PaymentId payment, LocalDate day) {
    corrections.move(payment, day);
    return true;
  }

  private CloseId close(LocalDate day) {
    return in(
        () -> {
          DayTakings it = takings.of(day);
          List<Count> counts =
              it.toCount().stream()
                  .map(part -> new Count(part.method(), part.location(), part.open(), part.open()))
                  .toList();
          return takings.close(day, it.seen(), counts, "");
        });
  }

  private List<NoticeView> open() {
    return in(
        () ->
            notices.open(Set.of(Permission.PAYMENTS_TAKE)).stream()
                .filter(it -> it.cause().startsWith("takings/"))
                .toList());
  }

  private PaymentId pay(String day) {
    LocalDate on = LocalDate.parse(day);
    return in(
        () -> {
          InvoiceId invoice =
              billing.issue(
                  new InvoiceDetails(
                      room.client(),
                      null,
                      null,
                      on,
                      on.plusDays(14),
                      "",
                      LineAmounts.INCLUSIVE,
                      List.of(
                          new LineDetails(
                              "Consultation",
                              BigDecimal.ONE,
                              new BigDecimal("110.00"),
                              "200",
                              "OUTPUT",
                              BigDecimal.TEN,
                              room.service()))));
          return billing.takePayment(
              invoice,
              new PaymentDetails(on, new BigDecimal("110.00"), PaymentMethod.CARD, "", null));
        });
  }

  private void at(String localTime) {
    clock.stopAt(LocalDateTime.parse(localTime).atZone(PracticeRoom.ZONE).toInstant());
  }

  private <T> T in(ScopedValue.CallableOp<T, RuntimeException> work) {
    return Practices.in(room.practice(), work);
  }
}
