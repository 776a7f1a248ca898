package dev.tandem.books.refusals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.AdvanceDesk;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.inbox.ReferenceWishes;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mapping.Mappings;
import dev.tandem.books.mapping.Subject;
import dev.tandem.books.mapping.Target;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceLine;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.CreditDetails;
import dev.tandem.practice.credits.CreditLines;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.CreditNoteView;
import dev.tandem.practice.credits.CreditPurpose;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.credits.RefundId;
import dev.tandem.practice.credits.Refunding;
import dev.tandem.practice.credits.Refunds;
import dev.tandem.practice.credits.Using;
import dev.tandem.practice.takings.Count;
import dev.tandem.practice.takings.DayTakings;
import dev.tandem.practice.takings.KeptMethods;
import dev.tandem.practice.takings.Takings;
import dev.tandem.shared.Practices;
import dev.tandem.shared.RecordRef;
import dev.tandem.staff.Role;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** A practice whose money Xero refuses, its owner who mends it, and the bookkeeper over there. */
final class MoneyRefusalScene {

  private final BooksRoom books;
  private final AdvanceDesk desk;
  private final Browser owner;
  private final TestClock clock;
  private final List<InvoiceId> invoices = new ArrayList<>();
  private @Nullable RecordRef firstOfReceipt;

  MoneyRefusalScene(ApplicationContext house, TestClock clock) {
    this.books = BooksRoom.open(house);
    this.desk = new AdvanceDesk(books);
    this.owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    this.clock = clock;
  }

  void close() {
    books.control("/_simulator/switches/reset", "");
  }

  BooksRoom books() {
    return books;
  }

  AdvanceDesk desk() {
    return desk;
  }

  Browser owner() {
    return owner;
  }

  static String page(RecordRef record) {
    return "/ledger/refusals/" + record.kind() + "/" + record.id();
  }

  Outbox.Standing standing(RecordRef it) {
    return books.standing(it.kind(), it.id());
  }

  LocalDate today() {
    return LocalDate.now(clock.withZone(PracticeRoom.ZONE));
  }

  void settle() {
    books.settle();
  }

  void settleAndLookAgain() {
    books.settle();
    clock.advance(Duration.ofMinutes(16));
    books.settle();
  }

  /** Of 110.00, in Xero. */
  InvoiceId invoice() {
    InvoiceId id = books.invoice();
    books.settle();
    invoices.add(id);
    return id;
  }

  RecordRef pay(InvoiceId invoice, String amount) {
    return ref(Kind.PAYMENT, books.pay(invoice, amount).value());
  }

  static PaymentId payment(RecordRef it) {
    return new PaymentId(it.id());
  }

  CreditNoteId credit(InvoiceId invoice, String amount, @Nullable Refunding refunding) {
    InvoiceView view = books.find(invoice);
    return books.in(
        () ->
            books
                .bean(Credits.class)
                .issue(
                    invoice,
                    new CreditDetails(
                        CreditPurpose.CREDIT,
                        today(),
                        "Charged twice",
                        view.lineAmounts(),
                        List.of(
                            CreditLines.with(
                                view.lines().getFirst().details(),
                                "Charged twice",
                                BigDecimal.ONE,
                                new BigDecimal(amount))),
                        refunding)));
  }

  Refunding byCard() {
    return new Refunding(today(), PaymentMethod.CARD, "", null);
  }

  CreditNoteView note(CreditNoteId id) {
    return books.in(() -> books.bean(Credits.class).find(id));
  }

  RecordRef use(CreditNoteId note) {
    return ref(Kind.ALLOCATION, note(note).allocations().getLast().id().value());
  }

  /** Of which this is a use. */
  CreditNoteId noteOf(RecordRef use) {
    return books
        .in(
            () ->
                books
                    .bean(Credits.class)
                    .allocationsByIds(
                        List.of(new dev.tandem.practice.credits.AllocationId(use.id()))))
        .getFirst()
        .note();
  }

  RecordRef refund(CreditNoteId note) {
    return ref(Kind.REFUND, note(note).refunds().getLast().id().value());
  }

  RecordRef refund(AdvanceId deposit) {
    return ref(Kind.REFUND, desk.find(deposit).refunds().getLast().id().value());
  }

  static RecordRef ref(Kind kind, java.util.UUID id) {
    return new RecordRef(kind.text(), id);
  }

  /** Card payments wait for the close of the day from now on. */
  void keepCards() {
    Practices.run(
        books.practice(), () -> books.bean(KeptMethods.class).change(List.of(PaymentMethod.CARD)));
  }

  /** What came in today, all counted. */
  RecordRef close(RecordRef payment) {
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
          return ref(
              Kind.RECEIPT,
              takings.receiptsOf(List.of(payment(payment))).get(payment(payment)).value());
        });
  }

  /** The bookkeeper writes by hand. */
  JsonNode inXero(String method, String path, String json) {
    return books.control(
        "%s/write?method=%s&path=%s".formatted(books.organisation(), method, path), json);
  }

  void payInXero(InvoiceId invoice, String amount) {
    books.control(
        "%s/invoices/%s/pay?amount=%s"
            .formatted(books.organisation(), books.ledgerId("invoice", invoice.value()), amount),
        "");
  }

  void says(String words, String method, String collection) {
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"400\",\"detail\":\"%s\",\"method\":\"%s\",\"path\":\"/api.xro/2.0/%s*\",\"count\":1}"
            .formatted(words.replace("\"", "\\\""), method, collection));
  }

  void voidInXero(InvoiceId invoice) {
    books.control(
        "%s/invoices/%s/void"
            .formatted(books.organisation(), books.ledgerId("invoice", invoice.value())),
        "");
  }

  String theirs(CreditNoteId note) {
    return books.ledgerId("credit-note", note.value());
  }

  /** As Xero knows the overpayment. */
  String theirs(AdvanceId deposit) {
    String id = books.ledgerId("advance", deposit.value());
    return id.substring(id.length() - 36);
  }

  /** A credit note of which all is left, in Xero. */
  CreditNoteId unused(String amount) {
    InvoiceId paid = invoice();
    books.pay(paid, "110.00");
    books.settle();
    CreditNoteId note = credit(paid, amount, null);
    books.settle();
    return note;
  }

  /** A deposit, in Xero. */
  AdvanceId deposit(String amount) {
    AdvanceId id = desk.deposit(amount);
    books.settle();
    return id;
  }

  RecordRef use(AdvanceId deposit, InvoiceId invoice, String amount) {
    return ref(Kind.ALLOCATION, desk.use(deposit, invoice, amount).value());
  }

  RecordRef use(CreditNoteId note, InvoiceId invoice, String amount) {
    return ref(
        Kind.ALLOCATION,
        books.in(() -> books.bean(Using.class).use(note, invoice, new BigDecimal(amount))).value());
  }

  RecordRef giveBack(CreditNoteId note) {
    Practices.run(books.practice(), () -> books.bean(Credits.class).refundRest(note, byCard()));
    return refund(note);
  }

  /**
   * @param of {@code CreditNote} or {@code Overpayment}
   */
  void refundInXero(String of, String id, String amount) {
    inXero(
        "PUT",
        "Payments",
        "{\"%s\":{\"%sID\":\"%s\"},\"Account\":{\"Code\":\"090\"},\"Amount\":%s}"
            .formatted(of, of, id, amount));
  }

  void removeInXero(RecordRef payment) {
    books.control(
        "%s/payments/%s/delete".formatted(books.organisation(), standing(payment).ledgerId()),
        "{}");
  }

  void removeBatchInXero(RecordRef receipt) {
    books.control(
        "%s/batch-payments/%s/delete".formatted(books.organisation(), standing(receipt).ledgerId()),
        "{}");
  }

  private String contact() {
    return books.ledgerId("client", books.room().client().value());
  }

  void archiveInXero() {
    books.control("%s/contacts/%s/archive".formatted(books.organisation(), contact()), "");
  }

  void giveToAnotherInXero(InvoiceId invoice) {
    var other = books.add("Bob", "Fox");
    books.settle();
    inXero(
        "POST",
        "Invoices/" + books.ledgerId("invoice", invoice.value()),
        "{\"Contact\":{\"ContactID\":\"%s\"}}".formatted(books.ledgerId("client", other.value())));
  }

  /** Two invoices are paid by card and the day is closed, after this happened to the first. */
  RecordRef receiptAfter(Consumer<InvoiceId> happened) {
    keepCards();
    InvoiceId first = invoice();
    InvoiceId second = invoice();
    happened.accept(first);
    firstOfReceipt = pay(first, "110.00");
    pay(second, "110.00");
    return close(firstOfReceipt);
  }

  RecordRef firstOfReceipt() {
    return Objects.requireNonNull(firstOfReceipt);
  }

  void closeWithoutTheFirst() {
    closeWithout(firstOfReceipt());
  }

  void voidHere(CreditNoteId note) {
    Practices.run(books.practice(), () -> books.bean(Credits.class).voidNote(note));
  }

  void takeRefundBackHere(RecordRef refund) {
    Practices.run(
        books.practice(), () -> books.bean(Refunds.class).takeBack(new RefundId(refund.id())));
  }

  void removeHere(RecordRef payment) {
    Practices.run(
        books.practice(), () -> books.bean(Billing.class).removePayment(payment(payment)));
  }

  private String account(String code) {
    return books
        .records("accounts", it -> it.path("Code").asString("").equals(code))
        .getFirst()
        .path("AccountID")
        .asString();
  }

  /** What is taken and given back by card goes to another account from now on. */
  private void map(String account) {
    Practices.run(
        books.practice(),
        () ->
            books
                .bean(Mappings.class)
                .map(
                    books.bean(Connections.class).binding(books.binding()),
                    Subject.of(PaymentMethod.CARD),
                    Target.account(account)));
  }

  /** What the bookkeeper changed in the settings of the books is read. */
  void read() {
    Practices.run(
        books.practice(), () -> books.bean(ReferenceWishes.class).readNow(BooksRoom.TENANT));
    books.settle();
  }

  private void addBank(String code) {
    inXero(
        "PUT",
        "Accounts",
        "{\"Code\":\"%s\",\"Name\":\"Bank %s\",\"Type\":\"BANK\",\"BankAccountNumber\":\"12-3456-1\"}"
            .formatted(code, code));
    read();
  }

  /** No account of the books takes payments any more, and Tandem has read it. */
  void closeEveryAccount() {
    for (JsonNode it : books.records("accounts", MoneyRefusalScene::takesPayments)) {
      inXero(
          "POST",
          "Accounts/" + it.path("AccountID").asString(),
          it.path("Type").asString().equals("BANK")
              ? "{\"Status\":\"ARCHIVED\"}"
              : "{\"EnablePaymentsToAccount\":false}");
    }
    read();
  }

  private static boolean takesPayments(JsonNode account) {
    return account.path("Status").asString("ACTIVE").equals("ACTIVE")
        && (account.path("Type").asString().equals("BANK")
            || account.path("EnablePaymentsToAccount").asBoolean(false));
  }

  /** The bookkeeper opens one, and cards are mapped to it. */
  void mapToANewBank(RecordRef any) {
    addBank("0993");
    owner.get("/ledger/mapping");
    owner.submit("/ledger/mapping/payment/CARD", Map.of("account", account("0993")));
  }

  /** Cards go where payments may go, but what is no bank account. */
  void mapToNoBank() {
    map(account("855"));
  }

  /** It is held for an account before anything of it is said to Xero, and goes once it has one. */
  void assertWaitsForAnAccount(RecordRef record, String collection) {
    books.forgetCalls();
    books.settle();
    assertThat(standing(record).state()).isEqualTo(Outbox.State.NEEDS_YOU);
    assertThat(books.calls("PUT", collection)).isZero();
    mapToANewBank(record);
    books.settle();
    assertThat(standing(record).state()).isEqualTo(Outbox.State.IN_STEP);
    assertThat(books.calls("PUT", collection)).isPositive();
  }

  /** Of 110.00 in a currency that the organisation has besides its own. */
  InvoiceId invoiceIn(String currency) {
    books.control(books.organisation() + "/currencies?code=" + currency, "");
    read();
    InvoiceView like = books.find(invoice());
    InvoiceId id =
        books.in(
            () ->
                books
                    .bean(Billing.class)
                    .issue(
                        new InvoiceDetails(
                                like.client(),
                                null,
                                null,
                                like.date(),
                                like.dueDate(),
                                "",
                                like.lineAmounts(),
                                like.lines().stream().map(InvoiceLine::details).toList())
                            .in(currency, null)));
    settle();
    invoices.add(id);
    return id;
  }

  boolean isKeptForTheClose(RecordRef payment) {
    return books.in(() -> books.bean(Takings.class).keeps(payment(payment)));
  }

  /** The bookkeeper writes a credit note of their own under this number. */
  void creditInXero(String number) {
    inXero(
        "PUT",
        "CreditNotes",
        """
        {"Type":"ACCRECCREDIT","CreditNoteNumber":"%s","Contact":{"ContactID":"%s"},"Date":"2026-01-10",
         "Status":"AUTHORISED","LineItems":[{"Description":"Theirs","Quantity":1,"UnitAmount":5,
         "AccountCode":"200","TaxType":"OUTPUT"}]}"""
            .formatted(number, contact()));
  }

  /** Cards go to a second bank account, which the bookkeeper then archives. */
  void archiveTheCardsAccount() {
    addBank("0992");
    map(account("0992"));
    inXero("POST", "Accounts/" + account("0992"), "{\"Status\":\"ARCHIVED\"}");
  }

  /** Cards go to an account that then takes no payments any more. */
  void closeTheCardsAccount() {
    map(account("855"));
    inXero("POST", "Accounts/" + account("855"), "{\"EnablePaymentsToAccount\":false}");
  }

  /** By the row of cards on the page of the mapping. */
  void mapToTheBank(RecordRef any) {
    owner.get("/ledger/mapping");
    owner.submit("/ledger/mapping/payment/CARD", Map.of("account", account("090")));
  }

  /** Xero says it of a new record of this kind, once. */
  RecordRef said(String name, Kind kind) {
    Refusal entry =
        Catalogue.entries().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
    String words = RefusalWords.of(name).orElse("Xero: " + String.join(" … ", entry.fragments()));
    InvoiceId invoice = invoice();
    RecordRef record =
        switch (kind) {
          case CREDIT_NOTE -> {
            says(words, "PUT", "CreditNotes");
            yield ref(kind, credit(invoice, "40.00", null).value());
          }
          case ALLOCATION -> {
            says(words, "PUT", "CreditNotes/");
            yield use(credit(invoice, "40.00", null));
          }
          case REFUND -> {
            AdvanceId deposit = deposit("50.00");
            says(words, "PUT", "Payments");
            desk.giveBack(deposit);
            yield refund(deposit);
          }
          case ADVANCE -> {
            says(words, "PUT", "BankTransactions");
            yield ref(kind, desk.deposit("50.00").value());
          }
          case RECEIPT -> {
            keepCards();
            says(words, "PUT", "BatchPayments");
            yield close(pay(invoice, "110.00"));
          }
          default -> {
            says(words, "PUT", "Payments");
            yield pay(invoice, "10.00");
          }
        };
    books.settle();
    return record;
  }

  /** The same of a payment that is removed here. */
  RecordRef saidOfRemoval(String name) {
    RecordRef payment = pay(invoice(), "10.00");
    books.settle();
    says(RefusalWords.of(name).orElseThrow(), "POST", "Payments");
    removeHere(payment);
    books.settle();
    return payment;
  }

  void tryAgain(RecordRef record) {
    owner.get(page(record));
    owner.submit(page(record) + "/retry", Map.of());
  }

  void takeBack(RecordRef record) {
    owner.get(page(record));
    owner.submit(page(record) + "/taking-back", Map.of());
  }

  /** Once Xero was read, as much as there is. */
  void lower(RecordRef record, String fits) {
    settleAndLookAgain();
    assertThat(owner.get(page(record)).body()).contains(fits + " instead");
    owner.submit(page(record) + "/lowering", Map.of());
  }

  void removePayment(RecordRef record) {
    owner.get(page(record));
    owner.submit("/payments/" + record.id() + "/removal", Map.of());
  }

  void keep(RecordRef record) {
    owner.get(page(record));
    owner.submit("/ledger/refusals/keeping", Map.of());
  }

  void nextNumber(RecordRef note) {
    String page = "/credit-notes/" + note.id() + "/number";
    owner.get(page);
    owner.submit(page, Map.of());
  }

  void unarchive(RecordRef record) {
    owner.get("/ledger/refusals");
    owner.submit("/ledger/story/" + record.kind() + "/" + record.id() + "/unarchive", Map.of());
  }

  /** The payment goes alone then, is refused for itself, and is removed there. */
  void closeWithout(RecordRef payment) {
    owner.get("/takings");
    owner.submit("/takings/payments/" + payment.id() + "/leaving", Map.of());
    settle();
    if (standing(payment).state() == Outbox.State.NEEDS_YOU) {
      removePayment(payment);
    }
  }

  /** Nothing is refused or waits, and each amount that is open is open on both sides. */
  void assertSame() {
    assertThat(books.in(() -> books.bean(Outbox.class).list(null, 1, 9))).isEmpty();
    assertThat(owner.get("/ledger/refusals").body()).contains("Nothing was refused");
    for (InvoiceId it : invoices) {
      InvoiceView ours = books.find(it);
      JsonNode theirs = one("invoices", "InvoiceID", books.ledgerId("invoice", it.value()));
      boolean isVoid = ours.status() == InvoiceStatus.VOIDED;
      assertThat(theirs.path("Status").asString().equals("VOIDED"))
          .as("%s is void in Xero", ours.number())
          .isEqualTo(isVoid);
      if (!isVoid) {
        assertThat(number(theirs, "AmountDue"))
            .as("owed on %s", ours.number())
            .isEqualByComparingTo(ours.due());
      }
      books.in(() -> books.bean(Credits.class).of(it)).forEach(this::assertSame);
    }
    desk.all().stream()
        .filter(it -> it.ledgerId() != null && !it.removed())
        .forEach(
            it ->
                assertThat(number(overpayment(it.ledgerId()), "RemainingCredit"))
                    .as("left of the %s", it.word())
                    .isEqualByComparingTo(it.remaining()));
  }

  private void assertSame(CreditNoteView note) {
    if (note.ledgerId() == null) {
      assertThat(note.stands()).as("%s is not in Xero", note.number()).isFalse();
      return;
    }
    JsonNode theirs = one("creditNotes", "CreditNoteID", note.ledgerId());
    assertThat(theirs.path("Status").asString().equals("VOIDED"))
        .as("%s is void in Xero", note.number())
        .isEqualTo(!note.stands());
    if (note.stands()) {
      assertThat(number(theirs, "RemainingCredit"))
          .as("left of %s", note.number())
          .isEqualByComparingTo(note.remaining());
    }
  }

  private JsonNode overpayment(String ledgerId) {
    return desk.overpayments().stream()
        .filter(it -> ledgerId.endsWith(it.path("OverpaymentID").asString()))
        .findFirst()
        .orElseThrow();
  }

  private JsonNode one(String collection, String field, String id) {
    return books.records(collection, it -> it.path(field).asString("").equals(id)).getFirst();
  }

  private static BigDecimal number(JsonNode record, String field) {
    return new BigDecimal(record.path(field).asString());
  }
}
