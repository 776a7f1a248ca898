package dev.tandem.xero.accounting;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of an invoice, as read and as sent. In an update, a line with its id is changed, one
 * without is new, and a stored line that is missing is deleted.
 *
 * @param quantity up to 4 decimals
 * @param unitAmount up to 4 decimals
 * @param discountRate percent; sales invoices only, as {@code discountAmount}
 * @param tracking two at most
 */
public record XeroLine(
    @JsonProperty("LineItemID") @Nullable UUID lineItemId,
    @Nullable String description,
    @Nullable BigDecimal quantity,
    @Nullable BigDecimal unitAmount,
    @Nullable String itemCode,
    @Nullable String accountCode,
    @Nullable String taxType,
    @Nullable BigDecimal taxAmount,
    @Nullable BigDecimal lineAmount,
    @Nullable BigDecimal discountRate,
    @Nullable BigDecimal discountAmount,
    @Nullable List<XeroTracking> tracking) {

  /** A new line whose amounts Xero computes. */
  public static XeroLine of(
      String description,
      BigDecimal quantity,
      BigDecimal unitAmount,
      String accountCode,
      String taxType) {
    return new XeroLine(
        null,
        description,
        quantity,
        unitAmount,
        null,
        accountCode,
        taxType,
        null,
        null,
        null,
        null,
        null);
  }

  /** This line in the place of a stored one. */
  public XeroLine withId(@Nullable UUID id) {
    return new XeroLine(
        id,
        description,
        quantity,
        unitAmount,
        itemCode,
        accountCode,
        taxType,
        taxAmount,
        lineAmount,
        discountRate,
        discountAmount,
        tracking);
  }

  public XeroLine withItemCode(@Nullable String code) {
    return new XeroLine(
        lineItemId,
        description,
        quantity,
        unitAmount,
        code,
        accountCode,
        taxType,
        taxAmount,
        lineAmount,
        discountRate,
        discountAmount,
        tracking);
  }

  /** A discount in percent. */
  public XeroLine withDiscountRate(@Nullable BigDecimal percent) {
    return new XeroLine(
        lineItemId,
        description,
        quantity,
        unitAmount,
        itemCode,
        accountCode,
        taxType,
        taxAmount,
        lineAmount,
        percent,
        discountAmount,
        tracking);
  }

  /** A discount as an amount of the line. */
  public XeroLine withDiscountAmount(@Nullable BigDecimal amount) {
    return new XeroLine(
        lineItemId,
        description,
        quantity,
        unitAmount,
        itemCode,
        accountCode,
        taxType,
        taxAmount,
        lineAmount,
        discountRate,
        amount,
        tracking);
  }

  public XeroLine withTracking(@Nullable List<XeroTracking> options) {
    return new XeroLine(
        lineItemId,
        description,
        quantity,
        unitAmount,
        itemCode,
        accountCode,
        taxType,
        taxAmount,
        lineAmount,
        discountRate,
        discountAmount,
        options);
  }

  /**
   * A line that was read, fit to send again: without the amounts Xero computed, so that it computes
   * them anew.
   */
  public XeroLine withoutAmounts() {
    return new XeroLine(
        lineItemId,
        description,
        quantity,
        unitAmount,
        itemCode,
        accountCode,
        taxType,
        null,
        null,
        discountRate,
        discountAmount,
        tracking);
  }

  @Override
  public String toString() {
    return "XeroLine[" + lineItemId + "]";
  }
}
