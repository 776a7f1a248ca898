package dev.tandem.practice.billing.web;

import dev.tandem.practice.billing.Discount;
import dev.tandem.practice.billing.InvoiceLine;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.PaymentView;
import dev.tandem.practice.billing.Tracking;
import dev.tandem.shared.LedgerSides;
import dev.tandem.shared.RecordRef;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An invoice in the API. Amounts have two decimals and are in the invoice's currency.
 *
 * @param rate what one unit of the books' own currency is worth in its own; null: the ledger's own
 *     rate
 * @param billTo who pays it; null for the client
 * @param lineAmounts {@code EXCLUSIVE}, {@code INCLUSIVE} or {@code NO_TAX}
 * @param seen stands for what it says: whoever changes it shows with this what the change is based
 *     on
 * @param madeInLedger whether somebody, or another program, made it there and it came in
 * @param ledger its side in the ledger; null where there is none
 */
record InvoiceJson(
    UUID id,
    @Nullable String number,
    String status,
    UUID client,
    @Nullable UUID billTo,
    @Nullable UUID appointment,
    @Nullable UUID location,
    LocalDate date,
    LocalDate dueDate,
    String currency,
    @Nullable BigDecimal rate,
    String reference,
    String lineAmounts,
    List<Line> lines,
    BigDecimal subtotal,
    BigDecimal tax,
    BigDecimal total,
    BigDecimal paid,
    BigDecimal credited,
    BigDecimal due,
    List<Payment> payments,
    String seen,
    boolean madeInLedger,
    LedgerSides.@Nullable Side ledger) {

  /**
   * @param line its number: the first is 1
   */
  record Line(
      int line,
      @Nullable UUID service,
      String description,
      BigDecimal quantity,
      BigDecimal unitPrice,
      String accountCode,
      String taxType,
      BigDecimal taxRate,
      BigDecimal amount,
      BigDecimal tax,
      String itemCode,
      @Nullable BigDecimal discountRate,
      @Nullable BigDecimal discountAmount,
      List<Option> tracking) {

    static Line of(int number, InvoiceLine line) {
      LineDetails it = line.details();
      Discount discount = it.discount();
      return new Line(
          number,
          it.service() == null ? null : it.service().value(),
          it.description(),
          it.quantity(),
          it.unitPrice(),
          it.accountCode(),
          it.taxType(),
          it.taxRate(),
          line.amount(),
          line.tax(),
          it.itemCode(),
          discount == null ? null : discount.rate(),
          discount == null ? null : discount.amount(),
          it.tracking().stream().map(Option::of).toList());
    }
  }

  /** An option of a tracking category of the ledger; ids or names may be left out, not both. */
  record Option(
      @Nullable String categoryId,
      @Nullable String category,
      @Nullable String optionId,
      @Nullable String option) {

    static Option of(Tracking it) {
      return new Option(it.categoryId(), it.category(), it.optionId(), it.option());
    }

    Tracking tracking() {
      return new Tracking(said(categoryId), said(category), said(optionId), said(option));
    }

    private static String said(@Nullable String text) {
      return text == null ? "" : text;
    }
  }

  /**
   * @param ledger its side in the ledger; null where there is none
   */
  record Payment(
      UUID id,
      LocalDate date,
      BigDecimal amount,
      String method,
      String reference,
      boolean fromLedger,
      LedgerSides.@Nullable Side ledger) {

    static Payment of(PaymentView it, LedgerSides.@Nullable Side ledger) {
      return new Payment(
          it.id().value(),
          it.date(),
          it.amount(),
          it.method().name(),
          it.reference(),
          it.fromLedger(),
          ledger);
    }
  }

  /** What of it can have a side in the ledger: itself and its payments. */
  static List<RecordRef> records(InvoiceView it) {
    var records = new ArrayList<RecordRef>();
    records.add(ref(it));
    it.standingPayments().forEach(payment -> records.add(ref(payment)));
    return records;
  }

  private static RecordRef ref(InvoiceView it) {
    return new RecordRef("invoice", it.id().value());
  }

  private static RecordRef ref(PaymentView it) {
    return new RecordRef("payment", it.id().value());
  }

  /**
   * @param sides of its {@link #records}, as far as there are any
   */
  static InvoiceJson of(InvoiceView it, Map<RecordRef, LedgerSides.Side> sides) {
    return new InvoiceJson(
        it.id().value(),
        it.number(),
        it.status().name(),
        it.client().value(),
        it.payer() == null ? null : it.payer().value(),
        it.appointment() == null ? null : it.appointment().value(),
        it.location() == null ? null : it.location().value(),
        it.date(),
        it.dueDate(),
        it.currency(),
        it.rate(),
        it.reference(),
        it.lineAmounts().name(),
        lines(it.lines()),
        it.subtotal(),
        it.tax(),
        it.total(),
        it.paid(),
        it.credited(),
        it.due(),
        it.standingPayments().stream().map(one -> Payment.of(one, sides.get(ref(one)))).toList(),
        it.seen(),
        it.madeInLedger(),
        sides.get(ref(it)));
  }

  static List<Line> lines(List<InvoiceLine> all) {
    return IntStream.range(0, all.size()).mapToObj(i -> Line.of(i + 1, all.get(i))).toList();
  }
}
