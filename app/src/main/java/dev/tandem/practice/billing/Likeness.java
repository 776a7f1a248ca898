package dev.tandem.practice.billing;

import dev.tandem.shared.Money;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How like an amount that is known already is to one that somebody is about to record: equal, or so
 * near that it is likely the same money. Only ever a question to a person; nothing is put together
 * by it.
 *
 * <p>Amounts are in whole units of their currency with 2 decimals. The bounds are counted in its
 * smallest coin (a cent; one yen), so that they mean as much where there are no decimals.
 *
 * @param difference what is known less what is being recorded: below zero if less is known
 */
public record Likeness(Why why, BigDecimal difference) {

  /** What the difference may come from. */
  public enum Why {
    EQUAL,
    /** A cent, or up to the next whole unit. */
    ROUNDED,
    /** One was written down before a card's or a transfer's fee was taken off, one after. */
    FEE,
    /** Two digits beside each other changed places as it was typed. */
    SWAPPED;

    /** For programs: {@code fee}. */
    String word() {
      return this == SWAPPED ? "swapped digits" : name().toLowerCase(Locale.ROOT);
    }
  }

  /** Cash is rounded to ten of the smallest coin at the most, so by five. */
  private static final BigDecimal ROUNDING = new BigDecimal("5");

  /** Coins in a unit; in yen, which have none, what people round to just as well. */
  private static final BigDecimal UNIT = new BigDecimal("100");

  /** The dearest cards, from abroad, take about this share, and less than a unit besides. */
  private static final BigDecimal FEE_SHARE = new BigDecimal("0.035");

  /**
   * A fee or a rounding is never more of the whole: of small amounts the fixed part of a fee would
   * else make every second part payment of some dollars a suspect.
   */
  private static final BigDecimal MOST = new BigDecimal("0.08");

  /** What is further apart reads as another amount, also to whoever has swapped two digits. */
  private static final BigDecimal MOST_SWAPPED = new BigDecimal("0.34");

  public static Likeness equal() {
    return new Likeness(Why.EQUAL, new BigDecimal("0.00"));
  }

  /**
   * @param known what is recorded already, above zero
   * @param typed what somebody is about to record, above zero
   * @param feeless of money that nobody takes a fee off, as cash
   * @return nothing if they are just two amounts
   */
  public static Optional<Likeness> of(
      BigDecimal known, BigDecimal typed, String currency, boolean feeless) {
    BigDecimal difference = known.subtract(typed);
    if (difference.signum() == 0) {
      return Optional.of(equal());
    }
    int digits = Money.coinless(currency) ? 0 : 2;
    return why(known.movePointRight(digits), typed.movePointRight(digits), feeless)
        .map(it -> new Likeness(it, difference));
  }

  private static Optional<Why> why(BigDecimal known, BigDecimal typed, boolean feeless) {
    BigDecimal larger = known.max(typed);
    BigDecimal apart = known.subtract(typed).abs();
    if (apart.compareTo(larger.multiply(MOST_SWAPPED)) <= 0 && swapped(known, typed)) {
      return Optional.of(Why.SWAPPED);
    }
    if (apart.compareTo(larger.multiply(MOST)) > 0) {
      return Optional.empty();
    }
    if (apart.compareTo(ROUNDING) <= 0) {
      return Optional.of(Why.ROUNDED);
    }
    if (!feeless && apart.compareTo(larger.multiply(FEE_SHARE).add(UNIT)) <= 0) {
      return Optional.of(Why.FEE);
    }
    boolean whole = known.remainder(UNIT).signum() == 0 || typed.remainder(UNIT).signum() == 0;
    return whole && apart.compareTo(UNIT) < 0 ? Optional.of(Why.ROUNDED) : Optional.empty();
  }

  /**
   * Whether they are the same digits, but for one pair beside each other that changed places. So it
   * is typed wrongly from paper most often; their difference is then a multiple of nine coins.
   */
  private static boolean swapped(BigDecimal known, BigDecimal typed) {
    char[] one = known.stripTrailingZeros().toPlainString().toCharArray();
    char[] other = typed.stripTrailingZeros().toPlainString().toCharArray();
    int at = Arrays.mismatch(one, other);
    if (one.length != other.length || at < 0 || at + 1 == one.length) {
      return false;
    }
    char first = one[at];
    one[at] = one[at + 1];
    one[at + 1] = first;
    return Arrays.equals(one, other);
  }

  public boolean isEqual() {
    return why == Why.EQUAL;
  }

  /** For people, of what is known: {@code 1.50 less: perhaps a fee was taken off}. */
  public String words(String currency) {
    boolean less = difference.signum() < 0;
    String guess =
        switch (why) {
          case EQUAL -> "";
          case ROUNDED -> "perhaps it was rounded";
          case FEE ->
              less
                  ? "perhaps a fee was taken off"
                  : "perhaps a fee was taken off what you are recording";
          case SWAPPED -> "perhaps two digits were swapped";
        };
    return isEqual()
        ? "The same amount"
        : "%s %s: %s"
            .formatted(Money.figures(difference.abs(), currency), less ? "less" : "more", guess);
  }
}
