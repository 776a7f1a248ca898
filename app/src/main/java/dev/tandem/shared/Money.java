package dev.tandem.shared;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount in one currency, always with two decimals.
 *
 * @param amount in whole units of the currency (12.50 is twelve dollars and fifty cents); scale 2
 * @param currency ISO 4217 code, for instance {@code AUD}
 */
public record Money(BigDecimal amount, String currency) implements Comparable<Money> {

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

  public boolean isZero() {
    return amount.signum() == 0;
  }

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
