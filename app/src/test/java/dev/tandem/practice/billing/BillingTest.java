package dev.tandem.practice.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.TandemTest;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.Together;
import dev.tandem.practice.appointments.AppointmentId;
import dev.tandem.practice.appointments.AppointmentStatus;
import dev.tandem.practice.appointments.Appointments;
import dev.tandem.practice.appointments.BillingMark;
import dev.tandem.practice.appointments.Booking;
import dev.tandem.practice.setup.Preferences.InvoiceAs;
import dev.tandem.practice.setup.Preferences.InvoiceOn;
import dev.tandem.practice.setup.ServiceId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.Practices;
import dev.tandem.shared.Refused;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@TandemTest
class BillingTest {

  @Autowired ApplicationContext house;
  @Autowired Appointments appointments;
  @Autowired Reinstatement reinstatement;
  @Autowired Billing billing;
  @Autowired Setup setup;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;
  PracticeRoom room;

  @BeforeEach
  void openRoom() {
    room = PracticeRoom.open(house);
  }

  @Test
  void completionIssuesAnInvoiceByTheServicesOwnMapping() throws Exception {
    InvoiceView invoice = invoiceOf(attended("2026-11-20T09:00", "Knee pain"));
    assertThat(invoice.number()).isEqualTo("INV-0001");
    assertThat(invoice.status()).isEqualTo(InvoiceStatus.APPROVED);
    // 09:00 in Sydney is still the day before in UTC.
    assertThat(invoice.date()).isEqualTo(LocalDate.of(2026, 11, 20));
    assertThat(invoice.dueDate()).isEqualTo(LocalDate.of(2026, 12, 4));
    assertThat(invoice.lines()).hasSize(1);
    LineDetails line = invoice.lines().getFirst().details();
    assertThat(line.description()).isEqualTo("Knee pain");
    assertThat(line.accountCode()).isEqualTo("200");
    assertThat(line.taxType()).isEqualTo("OUTPUT");
    assertThat(invoice.tax()).isEqualByComparingTo("10.00");
    assertThat(invoice.total()).isEqualByComparingTo("110.00");
    assertThat(find(invoice.appointment()).billing()).isEqualTo(BillingMark.DUE);
  }

  @Test
  void callsTheLineByTheServiceIfNoReasonWasGiven() throws Exception {
    InvoiceView invoice = invoiceOf(attended("2026-11-20T09:00", ""));
    assertThat(invoice.lines().getFirst().details().description())
        .isEqualTo("Initial consultation");
  }

  @Test
  void completionIssuesExactlyOneInvoiceHoweverManyPressTheButton() throws Exception {
    AppointmentId id = book("2026-11-20T09:00", "Knee", room.service());
    Together.run(
        8,
        room.practice(),
        () -> {
          appointments.complete(id);
          return billing.issueFor(id);
        });
    List<InvoiceView> all = in(() -> billing.ofClient(room.client(), 10));
    assertThat(all).hasSize(1);
    assertThat(all.getFirst().number()).isEqualTo("INV-0001");
    assertThat(in(() -> billing.issueFor(id))).isEqualTo(all.getFirst().id());
  }

  @Test
  void completionSurvivesAServiceWithoutMappingAndSaysWhatToDo() throws Exception {
    ServiceId service = in(() -> setup.add(PracticeRoom.service("Massage", "200")));
    in(() -> forgetAccount(service));
    AppointmentId id = book("2026-11-20T09:00", "", service);
    in(() -> complete(id));
    assertThat(find(id).status()).isEqualTo(AppointmentStatus.COMPLETED);
    assertThat(in(() -> billing.toIssue(10)))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.appointment().id()).isEqualTo(id);
              assertThat(it.obstacle())
                  .contains("Massage")
                  .contains("account code")
                  .contains("Setup");
            });
    assertThatThrownBy(() -> in(() -> billing.issueFor(id)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("Massage");
    in(
        () -> {
          setup.change(service, PracticeRoom.service("Massage", "201"));
          return billing.issueFor(id);
        });
    assertThat(in(() -> billing.toIssue(10))).isEmpty();
  }

  @Test
  void waitsForTheButtonIfThePracticePrefers() throws Exception {
    prefer(InvoiceOn.BUTTON, InvoiceAs.APPROVED);
    AppointmentId id = attended("2026-11-20T09:00", "Knee");
    assertThat(find(id).awaitsInvoice()).isTrue();
    assertThat(in(() -> billing.toIssue(10)))
        .singleElement()
        .extracting(ToIssue::obstacle)
        .isNull();
    in(() -> billing.issueFor(id));
    assertThat(find(id).billing()).isEqualTo(BillingMark.DUE);
  }

  @Test
  void issuesDraftsThatNobodyCanPayBeforeApproval() throws Exception {
    prefer(InvoiceOn.COMPLETION, InvoiceAs.DRAFT);
    InvoiceView draft = invoiceOf(attended("2026-11-20T09:00", "Knee"));
    assertThat(draft.status()).isEqualTo(InvoiceStatus.DRAFT);
    assertThat(draft.number()).isEqualTo("INV-0001");
    assertThatThrownBy(() -> pay(draft.id(), "110.00")).hasMessageContaining("Approve");
    in(() -> approve(draft.id()));
    pay(draft.id(), "110.00");
    assertThat(find(draft.appointment()).billing()).isEqualTo(BillingMark.PAID);
  }

  @Test
  void paymentsAtTheSameMomentNeverPayMoreThanIsOwed() throws Exception {
    InvoiceId id = invoiceOf(attended("2026-11-20T09:00", "Knee")).id();
    List<Object> outcomes =
        Together.run(8, room.practice(), () -> billing.takePayment(id, cash("60.00")));
    assertThat(outcomes).filteredOn(PaymentId.class::isInstance).hasSize(1);
    assertThat(in(() -> billing.find(id)).due()).isEqualByComparingTo("50.00");
    outcomes = Together.run(8, room.practice(), () -> billing.takePayment(id, cash("50.00")));
    assertThat(outcomes).filteredOn(InvoiceAlreadySettled.class::isInstance).hasSize(7);
    InvoiceView paid = in(() -> billing.find(id));
    assertThat(paid.status()).isEqualTo(InvoiceStatus.PAID);
    assertThat(paid.paid()).isEqualByComparingTo("110.00");
  }

  @Test
  void recordsALedgerPaymentOnceHoweverOftenItIsTold() throws Exception {
    InvoiceId id = invoiceOf(attended("2026-11-20T09:00", "Knee")).id();
    in(() -> told(id, ledgerPayment("p-1", "110.00", false)));
    in(() -> told(id, ledgerPayment("p-1", "110.00", false)));
    InvoiceView paid = in(() -> billing.find(id));
    assertThat(paid.status()).isEqualTo(InvoiceStatus.PAID);
    assertThat(paid.payments()).hasSize(1);
    in(() -> told(id, ledgerPayment("p-1", "110.00", true)));
    in(() -> told(id, ledgerPayment("p-1", "110.00", true)));
    InvoiceView open = in(() -> billing.find(id));
    assertThat(open.status()).isEqualTo(InvoiceStatus.APPROVED);
    assertThat(open.standingPayments()).isEmpty();
    assertThat(find(open.appointment()).billing()).isEqualTo(BillingMark.DUE);
  }

  @Test
  void knowsItsOwnPaymentWhenTheLedgerTellsOfIt() throws Exception {
    InvoiceId id = invoiceOf(attended("2026-11-20T09:00", "Knee")).id();
    PaymentId payment = pay(id, "110.00");
    in(
        () -> {
          billing.paymentIsKnownAs(payment, "p-9");
          return told(id, ledgerPayment("p-9", "110.00", false));
        });
    assertThat(in(() -> billing.find(id)).standingPayments()).hasSize(1);
  }

  @Test
  void takesWhatTheLedgerChanged() throws Exception {
    InvoiceId id = invoiceOf(attended("2026-11-20T09:00", "Knee")).id();
    in(
        () -> {
          billing.takeFromLedger(
              id,
              new LedgerChange(
                  null,
                  null,
                  null,
                  LocalDate.of(2027, 1, 31),
                  "PO 7",
                  null,
                  null,
                  null,
                  null,
                  null,
                  null));
          return null;
        });
    InvoiceView changed = in(() -> billing.find(id));
    assertThat(changed.dueDate()).isEqualTo("2027-01-31");
    assertThat(changed.reference()).isEqualTo("PO 7");
    in(
        () -> {
          billing.takeFromLedger(id, LedgerChange.status(InvoiceStatus.VOIDED));
          return null;
        });
    assertThat(in(() -> billing.find(id)).status()).isEqualTo(InvoiceStatus.VOIDED);
    assertThat(find(changed.appointment()).awaitsInvoice()).isTrue();
  }

  @Test
  void aVoidedInvoiceMakesRoomForAnotherAndKeepsItsNumber() throws Exception {
    InvoiceView first = invoiceOf(attended("2026-11-20T09:00", "Knee"));
    in(
        () -> {
          billing.voidInvoice(first.id());
          return null;
        });
    InvoiceId second = in(() -> billing.issueFor(first.appointment()));
    assertThat(in(() -> billing.find(second)).number()).isEqualTo("INV-0002");
    assertThat(in(() -> billing.find(first.id())).number()).isEqualTo("INV-0001");
  }

  @Test
  void whatWasVoidedAndInvoicedAgainIsNotPutBackBesideTheOther() throws Exception {
    InvoiceView first = invoiceOf(attended("2026-11-20T09:00", "Knee"));
    PaymentId paid = pay(first.id(), "110.00");
    InvoiceId second =
        in(
            () -> {
              billing.paymentIsKnownAs(paid, "P-1");
              billing.removePayment(paid);
              billing.voidInvoice(first.id());
              return billing.issueFor(first.appointment());
            });
    Callable<Object> putBack =
        () -> {
          reinstatement.payment(paid);
          return null;
        };
    assertThatThrownBy(() -> in(putBack))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("invoiced again by INV-0002");
    assertThat(in(() -> billing.find(first.id())).status()).isEqualTo(InvoiceStatus.VOIDED);
    in(
        () -> {
          billing.voidInvoice(second);
          return putBack.call();
        });
    assertThat(in(() -> billing.find(first.id())).status()).isEqualTo(InvoiceStatus.PAID);
  }

  @Test
  void givesAWrittenDraftItsNumberWhenItIsApproved() throws Exception {
    InvoiceId id =
        in(
            () ->
                billing.draft(
                    new InvoiceDetails(
                        room.client(),
                        null,
                        room.location(),
                        LocalDate.of(2026, 11, 20),
                        LocalDate.of(2026, 12, 4),
                        "",
                        LineAmounts.EXCLUSIVE,
                        List.of(
                            new LineDetails(
                                "Foam roller",
                                BigDecimal.TWO,
                                new BigDecimal("25.00"),
                                "200",
                                "OUTPUT",
                                BigDecimal.TEN,
                                null)))));
    assertThat(in(() -> billing.find(id)).number()).isNull();
    in(() -> approve(id));
    InvoiceView approved = in(() -> billing.find(id));
    assertThat(approved.number()).isEqualTo("INV-0001");
    assertThat(approved.total()).isEqualByComparingTo("55.00");
  }

  @Test
  void numbersGoOnAboveWhatIsUsedElsewhere() throws Exception {
    in(
        () -> {
          billing.passNumbers(List.of("INV-0041", "X-99", "INV-0009"));
          return null;
        });
    assertThat(invoiceOf(attended("2026-11-20T09:00", "Knee")).number()).isEqualTo("INV-0042");
  }

  @Test
  void anInvoiceGetsTheNextNumberIfItsOwnIsTaken() throws Exception {
    InvoiceId id = invoiceOf(attended("2026-11-20T09:00", "Knee")).id();
    assertThat(in(() -> billing.giveNextNumber(id, "INV-0001"))).isEqualTo("INV-0002");
    assertThat(in(() -> billing.find(id)).number()).isEqualTo("INV-0002");
    assertThat(in(() -> billing.upcomingNumber())).isEqualTo("INV-0003");
    in(
        () -> {
          billing.voidInvoice(id);
          return null;
        });
    assertThatThrownBy(() -> in(() -> billing.giveNextNumber(id, "INV-0002")))
        .isInstanceOf(Refused.class);
  }

  @Test
  void askedTwiceItGivesTheNextNumberOnce() throws Exception {
    InvoiceId id = invoiceOf(attended("2026-11-20T09:00", "Knee")).id();
    assertThat(in(() -> billing.giveNextNumber(id, "INV-0001"))).isEqualTo("INV-0002");
    assertThat(in(() -> billing.giveNextNumber(id, "INV-0001"))).isEqualTo("INV-0002");
    assertThat(in(() -> billing.upcomingNumber())).isEqualTo("INV-0003");
  }

  @Test
  void knowsNothingOfAnotherPracticesInvoices() throws Exception {
    InvoiceId id = invoiceOf(attended("2026-11-20T09:00", "Knee")).id();
    PracticeRoom other = PracticeRoom.open(house);
    assertThatThrownBy(() -> Practices.in(other.practice(), () -> billing.find(id)))
        .isInstanceOf(NoSuchRecord.class);
  }

  private AppointmentId book(String localTime, String reason, ServiceId service) throws Exception {
    return in(
        () -> appointments.book(new Booking(room.client(), service, room.slot(localTime), reason)));
  }

  private AppointmentId attended(String localTime, String reason) throws Exception {
    AppointmentId id = book(localTime, reason, room.service());
    in(() -> complete(id));
    return id;
  }

  private InvoiceView invoiceOf(AppointmentId id) throws Exception {
    return in(() -> billing.find(new InvoiceId(appointments.find(id).invoice())));
  }

  private dev.tandem.practice.appointments.AppointmentView find(AppointmentId id) throws Exception {
    return in(() -> appointments.find(id));
  }

  private Object forgetAccount(ServiceId service) {
    return transaction.execute(
        _ ->
            jdbc.sql("update practice.service set account_code = '' where id = ?")
                .param(service.value())
                .update());
  }

  private Object complete(AppointmentId id) {
    appointments.complete(id);
    return id;
  }

  private Object approve(InvoiceId id) {
    billing.approve(id);
    return id;
  }

  private Object told(InvoiceId id, LedgerPayment payment) {
    billing.recordLedgerPayments(id, List.of(payment));
    return id;
  }

  private PaymentId pay(InvoiceId id, String amount) throws Exception {
    return in(() -> billing.takePayment(id, cash(amount)));
  }

  private static PaymentDetails cash(String amount) {
    return new PaymentDetails(
        LocalDate.of(2026, 1, 20), new BigDecimal(amount), PaymentMethod.CASH, "", null);
  }

  private static LedgerPayment ledgerPayment(String id, String amount, boolean removed) {
    return new LedgerPayment(
        id, LocalDate.of(2026, 11, 21), new BigDecimal(amount), "", null, removed);
  }

  private void prefer(InvoiceOn on, InvoiceAs as) throws Exception {
    in(
        () -> {
          setup.change(PracticeRoom.prefer(on, as));
          return null;
        });
  }

  private <T> T in(Callable<T> work) throws Exception {
    return Practices.in(room.practice(), work::call);
  }
}
