package dev.tandem.books.refusals;

import static dev.tandem.books.refusals.Proof.BROKEN_RULE;
import static dev.tandem.books.refusals.Proof.GUARDED;
import static dev.tandem.books.refusals.Proof.SCRIPTED_ONLY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What is provoked of money, and how it is mended. What the bookkeeper does over there has not been
 * read yet when ours is sent.
 */
final class MoneyCases {

  private static final String NEVER_GONE = "Xero removes a record for good only with its books.";

  private MoneyCases() {}

  static Stream<MoneyCase> all() {
    return Stream.of(payments(), receipts(), notes(), uses(), refunds(), deposits(), mistakes())
        .flatMap(List::stream);
  }

  private static MoneyCase broken(
      String entry,
      Kind kind,
      Function<MoneyRefusalScene, RecordRef> provoke,
      BiConsumer<MoneyRefusalScene, RecordRef> mend) {
    return new MoneyCase(
        entry,
        kind.text(),
        BROKEN_RULE,
        "",
        it -> {
          RecordRef record = provoke.apply(it);
          it.settle();
          return record;
        },
        mend);
  }

  /**
   * @param because the rule of Tandem's
   * @param guard proves it
   */
  private static MoneyCase guarded(
      String entry,
      Kind kind,
      String because,
      Consumer<MoneyRefusalScene> guard,
      BiConsumer<MoneyRefusalScene, RecordRef> mend) {
    return new MoneyCase(
        entry,
        kind.text(),
        GUARDED,
        because,
        it -> {
          guard.accept(it);
          return it.said(entry, kind);
        },
        mend);
  }

  private static MoneyCase scripted(
      String entry, Kind kind, String because, BiConsumer<MoneyRefusalScene, RecordRef> mend) {
    return new MoneyCase(
        entry, kind.text(), SCRIPTED_ONLY, because, it -> it.said(entry, kind), mend);
  }

  private static List<MoneyCase> payments() {
    return List.of(
        broken(
            "payment-too-much",
            Kind.PAYMENT,
            it -> {
              InvoiceId invoice = it.invoice();
              it.payInXero(invoice, "100.00");
              return it.pay(invoice, "110.00");
            },
            MoneyRefusalScene::removePayment),
        broken(
            "payment-not-authorised",
            Kind.PAYMENT,
            it -> {
              InvoiceId invoice = it.invoice();
              it.voidInXero(invoice);
              return it.pay(invoice, "110.00");
            },
            MoneyRefusalScene::removePayment),
        broken(
            "payment-account",
            Kind.PAYMENT,
            it -> {
              it.closeTheCardsAccount();
              return it.pay(it.invoice(), "110.00");
            },
            MoneyRefusalScene::mapToTheBank),
        broken(
            "payment-account-archived",
            Kind.PAYMENT,
            it -> {
              it.archiveTheCardsAccount();
              return it.pay(it.invoice(), "110.00");
            },
            MoneyRefusalScene::mapToTheBank),
        broken(
            "no-payment-account",
            Kind.PAYMENT,
            it -> {
              InvoiceId invoice = it.invoice();
              it.closeEveryAccount();
              return it.pay(invoice, "110.00");
            },
            MoneyRefusalScene::mapToANewBank),
        guarded(
            "payment-account-missing",
            Kind.PAYMENT,
            "A payment without an account is held before a call.",
            it -> {
              it.archiveTheCardsAccount();
              it.read();
              it.assertWaitsForAnAccount(it.pay(it.invoice(), "10.00"), "Payments");
            },
            MoneyRefusalScene::mapToTheBank),
        scripted(
            "payment-account-unknown",
            Kind.PAYMENT,
            "Xero archives accounts and deletes none that was used.",
            MoneyRefusalScene::mapToTheBank),
        guarded(
            "payment-zero",
            Kind.PAYMENT,
            "No payment of nothing is recorded.",
            it ->
                assertThatThrownBy(() -> it.pay(it.invoice(), "0.00"))
                    .isInstanceOf(InvalidInput.class),
            MoneyRefusalScene::removePayment),
        new MoneyCase(
            "payment-in-batch",
            "payment",
            SCRIPTED_ONLY,
            "A payment that was sent alone never becomes a part of a batch.",
            it -> it.saidOfRemoval("payment-in-batch"),
            MoneyRefusalScene::tryAgain),
        guarded(
            "payment-not-modifiable",
            Kind.PAYMENT,
            "What is removed there already is taken as removed.",
            it -> {
              RecordRef payment = it.pay(it.invoice(), "110.00");
              it.settle();
              it.removeInXero(payment);
              it.removeHere(payment);
              it.settleAndLookAgain();
              it.assertSame();
            },
            MoneyRefusalScene::tryAgain),
        scripted(
            "payment-document-gone", Kind.PAYMENT, NEVER_GONE, MoneyRefusalScene::removePayment),
        new MoneyCase(
            "payment-not-found",
            "payment",
            SCRIPTED_ONLY,
            NEVER_GONE,
            it -> it.saidOfRemoval("payment-not-found"),
            MoneyRefusalScene::tryAgain));
  }

  private static List<MoneyCase> receipts() {
    return List.of(
        broken(
            "receipt-too-much",
            Kind.RECEIPT,
            it -> it.receiptAfter(invoice -> it.payInXero(invoice, "100.00")),
            (it, _) -> it.closeWithoutTheFirst()),
        broken(
            "receipt-not-authorised",
            Kind.RECEIPT,
            it -> it.receiptAfter(it::voidInXero),
            (it, _) -> it.closeWithoutTheFirst()),
        broken(
            "payment-account-archived",
            Kind.RECEIPT,
            it -> {
              it.archiveTheCardsAccount();
              return it.receiptAfter(_ -> {});
            },
            MoneyRefusalScene::mapToTheBank),
        guarded(
            "batch-status",
            Kind.RECEIPT,
            "What is removed there already is taken as removed.",
            it -> {
              RecordRef receipt = it.receiptAfter(_ -> {});
              it.settle();
              it.removeBatchInXero(receipt);
              it.removeHere(it.firstOfReceipt());
              it.settleAndLookAgain();
              it.assertSame();
            },
            MoneyRefusalScene::tryAgain),
        guarded(
            "batch-currency",
            Kind.RECEIPT,
            "What is in another currency is never kept for the close.",
            it -> {
              it.keepCards();
              RecordRef euros = it.pay(it.invoiceIn("EUR"), "10.00");
              assertThat(it.isKeptForTheClose(euros)).isFalse();
              assertThat(it.isKeptForTheClose(it.pay(it.invoice(), "10.00"))).isTrue();
              it.removeHere(euros);
            },
            MoneyRefusalScene::tryAgain),
        guarded(
            "batch-empty",
            Kind.RECEIPT,
            "A receipt without payments is taken back.",
            it -> {
              it.keepCards();
              RecordRef only = it.pay(it.invoice(), "110.00");
              it.close(only);
              it.removeHere(only);
              it.settleAndLookAgain();
              assertThat(it.books().records("batchPayments", _ -> true)).isEmpty();
              it.assertSame();
            },
            MoneyRefusalScene::tryAgain),
        scripted(
            "batch-credits",
            Kind.RECEIPT,
            "A receipt holds payments of invoices, and nothing else can be put into one.",
            MoneyRefusalScene::tryAgain),
        scripted(
            "batch-mixed",
            Kind.RECEIPT,
            "Tandem has no bills, and no invoice becomes one.",
            MoneyRefusalScene::tryAgain),
        scripted("receipt-document-gone", Kind.RECEIPT, NEVER_GONE, MoneyRefusalScene::tryAgain),
        scripted("receipt-not-found", Kind.RECEIPT, NEVER_GONE, MoneyRefusalScene::tryAgain));
  }

  private static List<MoneyCase> notes() {
    return List.of(
        guarded(
            "credit-number",
            Kind.CREDIT_NOTE,
            "What is taken is looked up first and told in Tandem's words.",
            it -> {
              InvoiceId invoice = it.invoice();
              it.creditInXero("CN-0001");
              RecordRef note =
                  MoneyRefusalScene.ref(
                      Kind.CREDIT_NOTE, it.credit(invoice, "40.00", null).value());
              it.settle();
              assertThat(it.standing(note).state()).isEqualTo(State.NEEDS_YOU);
              assertThat(Catalogue.find(it.standing(note).reason(), Kind.CREDIT_NOTE))
                  .map(Refusal::name)
                  .isNotEmpty()
                  .isNotEqualTo(java.util.Optional.of("credit-number"));
              it.nextNumber(note);
              it.settle();
              assertThat(it.standing(note).state()).isEqualTo(State.IN_STEP);
            },
            MoneyRefusalScene::nextNumber),
        scripted(
            "credit-number-characters",
            Kind.CREDIT_NOTE,
            "Credit notes are numbered CN- and digits.",
            MoneyRefusalScene::nextNumber),
        broken(
            "credit-has-parts",
            Kind.CREDIT_NOTE,
            it -> {
              CreditNoteId note = it.unused("40.00");
              it.refundInXero("CreditNote", it.theirs(note), "15.00");
              it.voidHere(note);
              return MoneyRefusalScene.ref(Kind.CREDIT_NOTE, note.value());
            },
            MoneyRefusalScene::keep),
        scripted(
            "credit-not-editable",
            Kind.CREDIT_NOTE,
            "Nothing of a credit note is changed here once it is written, but that it is void.",
            MoneyRefusalScene::tryAgain),
        guarded(
            "credit-not-modifiable",
            Kind.CREDIT_NOTE,
            "What is void there already is taken as void.",
            it -> {
              CreditNoteId note = it.unused("40.00");
              it.inXero("POST", "CreditNotes/" + it.theirs(note), "{\"Status\":\"VOIDED\"}");
              it.voidHere(note);
              it.settleAndLookAgain();
              it.assertSame();
            },
            MoneyRefusalScene::tryAgain),
        broken(
            "contact-archived",
            Kind.CREDIT_NOTE,
            it -> {
              InvoiceId invoice = it.invoice();
              it.archiveInXero();
              return MoneyRefusalScene.ref(
                  Kind.CREDIT_NOTE, it.credit(invoice, "40.00", null).value());
            },
            MoneyRefusalScene::unarchive),
        scripted("credit-unknown", Kind.CREDIT_NOTE, NEVER_GONE, MoneyRefusalScene::tryAgain),
        scripted("credit-not-found", Kind.CREDIT_NOTE, NEVER_GONE, MoneyRefusalScene::tryAgain),
        scripted(
            "credit-spent",
            Kind.CREDIT_NOTE,
            "Xero says it to a person who voids a deposit there, which no program can.",
            MoneyRefusalScene::tryAgain));
  }

  private static List<MoneyCase> uses() {
    return List.of(
        broken(
            "allocation-paid",
            Kind.ALLOCATION,
            it -> {
              InvoiceId invoice = it.invoice();
              it.payInXero(invoice, "110.00");
              return it.use(it.credit(invoice, "40.00", null));
            },
            MoneyRefusalScene::takeBack),
        broken(
            "allocation-owed",
            Kind.ALLOCATION,
            it -> {
              InvoiceId invoice = it.invoice();
              it.payInXero(invoice, "90.00");
              return it.use(it.credit(invoice, "40.00", null));
            },
            (it, record) -> it.lower(record, "20.00")),
        broken(
            "allocation-left",
            Kind.ALLOCATION,
            it -> {
              CreditNoteId note = it.unused("40.00");
              it.refundInXero("CreditNote", it.theirs(note), "25.00");
              return it.use(note, it.invoice(), "40.00");
            },
            (it, record) -> it.lower(record, "15.00")),
        broken(
            "allocation-left",
            Kind.ADVANCE,
            it -> {
              AdvanceId deposit = it.deposit("50.00");
              it.refundInXero("Overpayment", it.theirs(deposit), "20.00");
              return it.use(deposit, it.invoice(), "50.00");
            },
            (it, record) -> it.lower(record, "30.00")),
        broken(
            "allocation-invoice-status",
            Kind.ALLOCATION,
            it -> {
              AdvanceId deposit = it.deposit("50.00");
              InvoiceId invoice = it.invoice();
              it.voidInXero(invoice);
              return it.use(deposit, invoice, "40.00");
            },
            MoneyRefusalScene::takeBack),
        broken(
            "allocation-credit-status",
            Kind.ALLOCATION,
            it -> {
              CreditNoteId note = it.unused("40.00");
              it.inXero("POST", "CreditNotes/" + it.theirs(note), "{\"Status\":\"VOIDED\"}");
              return it.use(note, it.invoice(), "40.00");
            },
            MoneyRefusalScene::takeBack),
        broken(
            "allocation-contact",
            Kind.ALLOCATION,
            it -> {
              AdvanceId deposit = it.deposit("50.00");
              InvoiceId invoice = it.invoice();
              it.giveToAnotherInXero(invoice);
              return it.use(deposit, invoice, "40.00");
            },
            MoneyRefusalScene::takeBack),
        guarded(
            "allocation-currency",
            Kind.ALLOCATION,
            "A credit is used in its own currency only.",
            it -> {
              InvoiceId euros = it.invoiceIn("EUR");
              AdvanceId deposit = it.deposit("5.00");
              CreditNoteId note = it.unused("5.00");
              assertThatThrownBy(() -> it.use(deposit, euros, "5.00")).isInstanceOf(Refused.class);
              assertThatThrownBy(() -> it.use(note, euros, "5.00")).isInstanceOf(Refused.class);
            },
            MoneyRefusalScene::takeBack),
        guarded(
            "allocation-zero",
            Kind.ALLOCATION,
            "Nothing is not used.",
            it ->
                assertThatThrownBy(() -> it.use(it.deposit("5.00"), it.invoice(), "0.00"))
                    .isInstanceOf(InvalidInput.class),
            MoneyRefusalScene::takeBack),
        scripted(
            "allocation-side",
            Kind.ALLOCATION,
            "Tandem has nothing of suppliers.",
            MoneyRefusalScene::takeBack),
        scripted("allocation-not-found", Kind.ALLOCATION, NEVER_GONE, MoneyRefusalScene::takeBack),
        scripted(
            "allocation-invoice-not-there",
            Kind.ALLOCATION,
            "What uses a credit waits for its invoice; this is told if that is gone from the organisation meanwhile.",
            MoneyRefusalScene::takeBack));
  }

  private static List<MoneyCase> refunds() {
    return List.of(
        broken(
            "refund-too-much",
            Kind.REFUND,
            it -> {
              AdvanceId deposit = it.deposit("50.00");
              it.refundInXero("Overpayment", it.theirs(deposit), "20.00");
              it.desk().giveBack(deposit);
              return it.refund(deposit);
            },
            (it, record) -> it.lower(record, "30.00")),
        broken(
            "refund-too-much",
            Kind.CREDIT_NOTE,
            it -> {
              CreditNoteId note = it.unused("40.00");
              it.refundInXero("CreditNote", it.theirs(note), "15.00");
              return it.giveBack(note);
            },
            (it, record) -> it.lower(record, "25.00")),
        broken(
            "refund-not-authorised",
            Kind.REFUND,
            it -> {
              AdvanceId deposit = it.deposit("50.00");
              it.refundInXero("Overpayment", it.theirs(deposit), "50.00");
              it.desk().giveBack(deposit);
              return it.refund(deposit);
            },
            MoneyRefusalScene::takeBack),
        broken(
            "payment-account-archived",
            Kind.REFUND,
            it -> {
              AdvanceId deposit = it.deposit("50.00");
              it.archiveTheCardsAccount();
              it.desk().giveBack(deposit);
              return it.refund(deposit);
            },
            MoneyRefusalScene::mapToTheBank),
        guarded(
            "refund-zero",
            Kind.REFUND,
            "Of what is used up nothing is given back.",
            it -> {
              AdvanceId deposit = it.deposit("5.00");
              it.use(deposit, it.invoice(), "5.00");
              assertThatThrownBy(() -> it.desk().giveBack(deposit)).isInstanceOf(Refused.class);
            },
            MoneyRefusalScene::takeBack),
        scripted("refund-document-gone", Kind.REFUND, NEVER_GONE, MoneyRefusalScene::takeBack),
        scripted("refund-not-found", Kind.REFUND, NEVER_GONE, MoneyRefusalScene::takeBack));
  }

  private static List<MoneyCase> deposits() {
    return List.of(
        broken(
            "deposit-account-archived",
            Kind.ADVANCE,
            it -> {
              it.archiveTheCardsAccount();
              return MoneyRefusalScene.ref(Kind.ADVANCE, it.desk().deposit("50.00").value());
            },
            MoneyRefusalScene::mapToTheBank),
        guarded(
            "deposit-account",
            Kind.ADVANCE,
            "A deposit that goes to no bank account is held before a call.",
            it -> {
              it.mapToNoBank();
              it.assertWaitsForAnAccount(
                  MoneyRefusalScene.ref(Kind.ADVANCE, it.desk().deposit("20.00").value()),
                  "BankTransactions");
            },
            MoneyRefusalScene::mapToTheBank),
        guarded(
            "deposit-account-missing",
            Kind.ADVANCE,
            "A deposit without an account is held before a call.",
            it -> {
              it.archiveTheCardsAccount();
              it.read();
              it.assertWaitsForAnAccount(
                  MoneyRefusalScene.ref(Kind.ADVANCE, it.desk().deposit("20.00").value()),
                  "BankTransactions");
            },
            MoneyRefusalScene::mapToTheBank),
        broken(
            "contact-archived",
            Kind.ADVANCE,
            it -> {
              it.archiveInXero();
              return MoneyRefusalScene.ref(Kind.ADVANCE, it.desk().deposit("50.00").value());
            },
            MoneyRefusalScene::unarchive));
  }

  private static List<MoneyCase> mistakes() {
    return OurMistakes.ALL.stream()
        .map(
            it ->
                scripted(
                    it.name(),
                    it.kinds().iterator().next(),
                    "Tandem's calls are written so that this is never wrong.",
                    MoneyRefusalScene::tryAgain))
        .toList();
  }
}
