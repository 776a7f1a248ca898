package dev.tandem.practice.credits.web;

import dev.tandem.practice.billing.InvoiceLine;
import dev.tandem.practice.credits.CreditPlan;
import java.math.BigDecimal;
import java.util.List;

/**
 * What a credit would do, in the API. Amounts have two decimals and are in the invoice's currency.
 *
 * @param seen stands for all of this: who sends it along wants just this
 * @param settles how much of the invoice it would settle
 * @param refunds how much money would be given back
 * @param keeps what would be left as the client's credit
 */
record CreditPlanJson(
    String seen,
    String currency,
    List<Line> lines,
    BigDecimal subtotal,
    BigDecimal tax,
    BigDecimal total,
    BigDecimal settles,
    BigDecimal refunds,
    BigDecimal keeps,
    BigDecimal dueBefore,
    BigDecimal dueAfter) {

  record Line(
      String description,
      BigDecimal quantity,
      BigDecimal unitPrice,
      String accountCode,
      String taxType,
      BigDecimal amount,
      BigDecimal tax) {

    static Line of(InvoiceLine it) {
      return new Line(
          it.details().description(),
          it.details().quantity(),
          it.details().unitPrice(),
          it.details().accountCode(),
          it.details().taxType(),
          it.amount(),
          it.tax());
    }
  }

  static CreditPlanJson of(CreditPlan it, String currency) {
    return new CreditPlanJson(
        it.seen(),
        currency,
        it.lines().stream().map(Line::of).toList(),
        it.subtotal(),
        it.tax(),
        it.total(),
        it.settles(),
        it.refunds(),
        it.keeps(),
        it.dueBefore(),
        it.dueAfter());
  }
}
