package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.LedgerLine;
import dev.tandem.practice.billing.Discount;
import dev.tandem.practice.billing.InvoiceLine;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.Tracking;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The lines of an invoice in the form in which both sides say them. */
final class InvoiceLines {

  private InvoiceLines() {}

  static String text(LineAmounts amounts) {
    return switch (amounts) {
      case EXCLUSIVE -> Fields.EXCLUSIVE;
      case INCLUSIVE -> Fields.INCLUSIVE;
      case NO_TAX -> Fields.NO_TAX;
    };
  }

  static LineAmounts amounts(String text) {
    return switch (text) {
      case Fields.INCLUSIVE -> LineAmounts.INCLUSIVE;
      case Fields.NO_TAX -> LineAmounts.NO_TAX;
      default -> LineAmounts.EXCLUSIVE;
    };
  }

  static String text(List<InvoiceLine> lines) {
    return LedgerLine.text(
        lines.stream().map(InvoiceLine::details).map(InvoiceLines::said).toList());
  }

  static LedgerLine said(LineDetails it) {
    Discount discount = it.discount();
    return new LedgerLine(
        it.description(),
        it.quantity(),
        it.unitPrice(),
        it.accountCode(),
        it.taxType(),
        it.itemCode(),
        discount == null ? null : discount.rate(),
        discount == null ? null : discount.amount(),
        it.tracking().stream()
            .map(
                one ->
                    new LedgerLine.Tracking(
                        one.categoryId(), one.category(), one.optionId(), one.option()))
            .toList());
  }

  /** Equal for lines that mean the same: a tracking option may be called otherwise by now. */
  static String canonical(String text) {
    return LedgerLine.text(LedgerLine.read(text).stream().map(LedgerLine::withoutNames).toList());
  }

  /**
   * Lines that are as ours keep their service; the rate of a new one is the ledger's.
   *
   * @param ours null if the invoice is not here (any more)
   * @param rates percent by tax type
   */
  static List<LineDetails> read(
      String text,
      @Nullable InvoiceView ours,
      LineAmounts amounts,
      Function<String, BigDecimal> rates) {
    return readBeside(
        text,
        ours == null ? List.of() : ours.lines().stream().map(InvoiceLine::details).toList(),
        amounts,
        rates);
  }

  /** The same where these are the lines that are here. */
  static List<LineDetails> readBeside(
      String text,
      List<LineDetails> known,
      LineAmounts amounts,
      Function<String, BigDecimal> rates) {
    var lines = new ArrayList<LineDetails>();
    List<LedgerLine> theirs = LedgerLine.read(text);
    List<@Nullable LineDetails> alike = SameLines.of(theirs, known);
    for (int i = 0; i < theirs.size(); i++) {
      LedgerLine it = theirs.get(i);
      LineDetails same = alike.get(i);
      // Xero: names no line's tax while none is charged, and forgets which it was.
      LineDetails taxed =
          same != null && (amounts == LineAmounts.NO_TAX || same.taxType().equals(it.taxType()))
              ? same
              : null;
      lines.add(
          new LineDetails(
              it.description(),
              it.quantity(),
              it.unitPrice(),
              it.accountCode(),
              taxed == null ? it.taxType() : taxed.taxType(),
              taxed != null ? taxed.taxRate() : rates.apply(it.taxType()),
              same == null ? null : same.service(),
              it.itemCode(),
              Discount.of(it.discountRate(), it.discountAmount()),
              it.tracking().stream().map(InvoiceLines::tracking).toList()));
    }
    return lines;
  }

  private static Tracking tracking(LedgerLine.Tracking it) {
    return new Tracking(it.categoryId(), it.category(), it.optionId(), it.option());
  }
}
