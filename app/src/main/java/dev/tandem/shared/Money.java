package dev.tandem.shared;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An amount in one currency, always with two decimals: also where people pay no fractions, or
 * thousandths. Xero: it keeps two in every currency, and an amount of three would differ there.
 *
 * @param amount in whole units of the currency (12.50 is twelve dollars and fifty cents); scale 2
 * @param currency ISO 4217 code, for instance {@code AUD}
 */
public record Money(BigDecimal amount, String currency) implements Comparable<Money> {

  private static final BigDecimal MOST = new BigDecimal("9999999999.99");

  public Money {
    // Half up, as people round money by hand; tax is rounded per line before it gets here.
    amount = amount.setScale(2, RoundingMode.HALF_UP);
  }

  public static Money of(String amount, String currency) {
    return new Money(new BigDecimal(amount), currency);
  }

  public static Money zero(String currency) {
    return new Money(BigDecimal.ZERO, currency);
  }

  public Money plus(Money other) {
    return new Money(amount.add(same(other).amount), currency);
  }

  public Money minus(Money other) {
    return new Money(amount.subtract(same(other).amount), currency);
  }

  /**
   * "1,234.50", or "1,234" of a currency without coins: how every page and every sentence shows an
   * amount. What programs read has two decimals always.
   */
  public static String figures(BigDecimal amount, @Nullable String currency) {
    return String.format(Locale.ENGLISH, "%,." + decimals(amount, currency) + "f", amount);
  }

  /** "1,234.50 AUD", for a sentence. */
  public static String text(BigDecimal amount, String currency) {
    return figures(amount, currency) + " " + currency;
  }

  /** "1234.50", or "1234" of a currency without coins: as it stands in a field to be changed. */
  public static String typed(BigDecimal amount, String currency) {
    int decimals = Math.max(decimals(amount, currency), amount.stripTrailingZeros().scale());
    return amount.setScale(decimals, RoundingMode.UNNECESSARY).toPlainString();
  }

  /** How many decimals people write of it: none of yen, unless tax came to a part of one. */
  public static int decimals(BigDecimal amount, @Nullable String currency) {
    return coinless(currency) && amount.stripTrailingZeros().scale() <= 0 ? 0 : 2;
  }

  /** Whether nobody can pay less than one of this currency. */
  public static boolean coinless(@Nullable String currency) {
    return digits(currency) == 0;
  }

  /** Whether people can hand it over: whole yen, or cents. */
  public static boolean payable(BigDecimal amount, @Nullable String currency) {
    return amount.stripTrailingZeros().scale() <= (coinless(currency) ? 0 : 2);
  }

  /**
   * Whether an amount that came in can be kept. To be asked before it is counted with or written
   * out: 1e999999999 is a number, too, and would be billions of digits.
   */
  public static boolean keepable(BigDecimal amount) {
    return amount.signum() > 0
        && amount.compareTo(MOST) <= 0
        && amount.stripTrailingZeros().scale() <= 2;
  }

  /** How many decimals the currency has by ISO 4217; 2 of what is none, or not known. */
  public static int digits(@Nullable String currency) {
    return Currency.getAvailableCurrencies().stream()
        .filter(it -> it.getCurrencyCode().equals(currency))
        .findFirst()
        .map(Currency::getDefaultFractionDigits)
        .filter(it -> it >= 0)
        .orElse(2);
  }

  @JsonIgnore
  public boolean isZero() {
    return amount.signum() == 0;
  }

  @JsonIgnore
  public boolean isPositive() {
    return amount.signum() > 0;
  }

  @Override
  public int compareTo(Money other) {
    return amount.compareTo(same(other).amount);
  }

  private Money same(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException(
          "Amounts in " + currency + " and " + other.currency + " cannot be put together");
    }
    return other;
  }

  @Override
  public String toString() {
    return amount.toPlainString() + " " + currency;
  }
}
