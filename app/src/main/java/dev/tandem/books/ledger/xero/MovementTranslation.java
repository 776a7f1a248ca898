package dev.tandem.books.ledger.xero;

import static dev.tandem.books.ledger.xero.XeroBooks.text;

import dev.tandem.books.ledger.LedgerMovement;
import dev.tandem.xero.accounting.XeroBankTransaction;
import dev.tandem.xero.accounting.XeroLine;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/** Bank transactions in our words. */
final class MovementTranslation {

  private MovementTranslation() {}

  /**
   * Xero: days are calendar days of the organisation; {@code where} compares them as midnight UTC.
   */
  static String between(LocalDate from, LocalDate to) {
    return "Date>=" + day(from) + " AND Date<" + day(to.plusDays(1));
  }

  private static String day(LocalDate it) {
    return "DateTime(%d,%d,%d)".formatted(it.getYear(), it.getMonthValue(), it.getDayOfMonth());
  }

  static LedgerMovement read(XeroBankTransaction it) {
    return new LedgerMovement(
        Objects.requireNonNull(it.bankTransactionId()).toString(),
        text(it.type()),
        it.contact() == null ? "" : text(it.contact().name()),
        it.bankAccount() == null ? "" : text(it.bankAccount().name()),
        it.date(),
        it.status() == null ? "" : it.status().text(),
        Boolean.TRUE.equals(it.isReconciled()),
        text(it.reference()),
        text(it.currencyCode()),
        Objects.requireNonNullElse(it.total(), BigDecimal.ZERO),
        Objects.requireNonNullElse(it.lineItems(), List.<XeroLine>of()).stream()
            .map(MovementTranslation::line)
            .toList());
  }

  private static LedgerMovement.Line line(XeroLine it) {
    return new LedgerMovement.Line(
        text(it.description()),
        it.quantity(),
        it.unitAmount(),
        text(it.accountCode()),
        text(it.taxType()),
        it.lineAmount());
  }
}
