package dev.tandem.books.ledger.xero;

import static dev.tandem.books.ledger.xero.XeroBooks.text;

import dev.tandem.books.ledger.LedgerLine;
import dev.tandem.xero.accounting.XeroLine;
import dev.tandem.xero.accounting.XeroTracking;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A line as a Xero line. */
final class LineTranslation {

  private static final int RATE_DECIMALS = 2;

  private LineTranslation() {}

  /**
   * Our line in the place of a stored one. Xero keeps of a stored line what is left out, so what it
   * shall lose is said: an empty item, no discount, no tracking.
   *
   * @param stored null for a new line
   */
  static XeroLine over(@Nullable XeroLine stored, LedgerLine it) {
    XeroLine line =
        XeroLine.of(it.description(), it.quantity(), it.unitPrice(), it.accountCode(), it.taxType())
            .withItemCode(it.itemCode().isEmpty() ? null : it.itemCode())
            .withDiscountRate(it.discountRate())
            .withDiscountAmount(it.discountAmount())
            .withTracking(it.tracking().isEmpty() ? null : tracking(it));
    if (stored == null) {
      return line;
    }
    boolean discounted = it.discountRate() != null || it.discountAmount() != null;
    boolean wasDiscounted = some(stored.discountRate()) || some(stored.discountAmount());
    return line.withId(stored.lineItemId())
        .withItemCode(
            it.itemCode().isEmpty() && !text(stored.itemCode()).isEmpty() ? "" : line.itemCode())
        .withDiscountRate(wasDiscounted && !discounted ? BigDecimal.ZERO : it.discountRate())
        .withTracking(
            Objects.requireNonNullElse(stored.tracking(), List.of()).isEmpty()
                ? line.tracking()
                : tracking(it));
  }

  private static List<XeroTracking> tracking(LedgerLine it) {
    return it.tracking().stream()
        .map(
            one ->
                one.categoryId().isEmpty() || one.optionId().isEmpty()
                    ? XeroTracking.of(one.category(), one.option())
                    : new XeroTracking(
                        null,
                        null,
                        UUID.fromString(one.categoryId()),
                        UUID.fromString(one.optionId())))
        .toList();
  }

  static LedgerLine read(XeroLine it) {
    boolean amount = some(it.discountAmount()) && !clean(it.discountRate());
    return new LedgerLine(
        text(it.description()),
        or0(it.quantity()),
        or0(it.unitAmount()),
        text(it.accountCode()),
        text(it.taxType()),
        text(it.itemCode()),
        amount || !some(it.discountRate()) ? null : it.discountRate(),
        amount ? it.discountAmount() : null,
        Objects.requireNonNullElse(it.tracking(), List.<XeroTracking>of()).stream()
            .map(LineTranslation::read)
            .toList());
  }

  /** Where Xero shows both, a rate that nobody would type was computed from the amount. */
  private static boolean clean(@Nullable BigDecimal rate) {
    return rate != null && rate.signum() != 0 && rate.stripTrailingZeros().scale() <= RATE_DECIMALS;
  }

  private static LedgerLine.Tracking read(XeroTracking it) {
    return new LedgerLine.Tracking(
        id(it.trackingCategoryId()), text(it.name()), id(it.trackingOptionId()), text(it.option()));
  }

  private static String id(@Nullable UUID id) {
    return id == null ? "" : id.toString();
  }

  private static boolean some(@Nullable BigDecimal number) {
    return number != null && number.signum() != 0;
  }

  private static BigDecimal or0(@Nullable BigDecimal number) {
    return number == null ? BigDecimal.ZERO : number;
  }
}
