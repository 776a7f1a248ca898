package dev.tandem.practice.billing;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is taken off a line, in one of two ways.
 *
 * @param rate percent: 10 means ten percent
 * @param amount in the invoice's currency, with or without tax as its prices are
 */
public record Discount(@Nullable BigDecimal rate, @Nullable BigDecimal amount) {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  public Discount {
    if ((rate == null) == (amount == null)) {
      throw new IllegalArgumentException("Either a rate or an amount");
    }
    // One form each, so that equal means equal.
    rate = rate == null ? null : LineDetails.plain(rate, 0);
    amount = amount == null ? null : LineDetails.plain(amount, 2);
  }

  public static Discount percent(BigDecimal rate) {
    return new Discount(rate, null);
  }

  public static Discount amount(BigDecimal amount) {
    return new Discount(null, amount);
  }

  /** Null where nothing is taken off; the rate where both are given. */
  public static @Nullable Discount of(@Nullable BigDecimal rate, @Nullable BigDecimal amount) {
    if (rate != null && rate.signum() != 0) {
      return percent(rate);
    }
    return amount == null || amount.signum() == 0 ? null : amount(amount);
  }

  /**
   * As people type it: {@code 10%} or {@code 5.00}.
   *
   * @return null for nothing
   * @throws NumberFormatException if it is neither
   */
  public static @Nullable Discount read(String typed) {
    String text = typed.strip();
    if (text.isEmpty()) {
      return null;
    }
    boolean percent = text.endsWith("%");
    var number = new BigDecimal(percent ? text.substring(0, text.length() - 1).strip() : text);
    return percent ? of(number, null) : of(null, number);
  }

  /** Of this price, not rounded. */
  BigDecimal off(BigDecimal gross) {
    return rate == null ? Objects.requireNonNull(amount) : gross.multiply(rate).divide(HUNDRED);
  }

  /** For people: {@code 10 %} or {@code 5.00}. */
  public String text() {
    return rate == null ? String.valueOf(amount) : rate.toPlainString() + " %";
  }

  void check(String field, BigDecimal gross, Map<String, String> errors) {
    if (rate != null) {
      if (rate.signum() < 0 || rate.compareTo(HUNDRED) > 0 || rate.scale() > 2) {
        errors.put(field + ".discount", "A percentage up to 100, with at most 2 decimals");
      }
    }
    if (amount != null) {
      if (amount.signum() < 0 || amount.scale() > 2) {
        errors.put(field + ".discount", "An amount with at most 2 decimals");
      } else if (amount.compareTo(gross) > 0) {
        // Xero: refuses it, and any amount off a line that is a rebate itself.
        errors.put(field + ".discount", "Not more than the line comes to without it");
      }
    }
  }
}
