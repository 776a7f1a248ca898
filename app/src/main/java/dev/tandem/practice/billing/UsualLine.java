package dev.tandem.practice.billing;

import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * How the lines of this installation are written where nothing else says it: for those who come
 * from a deployment that was set up by its environment. {@code XERO_ACCOUNT_CODE} is the code of
 * the account that everything goes to which is not mapped, {@code XERO_AMOUNT_TYPE} whether prices
 * contain the tax.
 */
@Component
public class UsualLine {

  private final String account;
  private final LineAmounts amounts;

  /**
   * @throws IllegalArgumentException if the second is none of the two words: prices would be taken
   *     for others than they are, so nothing starts
   */
  public UsualLine(
      @Value("${tandem.xero.account-code:}") String account,
      @Value("${tandem.xero.amount-type:}") String amounts) {
    this.account = account.strip();
    this.amounts = amounts.isBlank() ? LineAmounts.EXCLUSIVE : read(amounts.strip());
  }

  private static LineAmounts read(String setting) {
    return switch (setting.toUpperCase(Locale.ROOT)) {
      case "INCLUSIVE" -> LineAmounts.INCLUSIVE;
      case "EXCLUSIVE" -> LineAmounts.EXCLUSIVE;
      default ->
          throw new IllegalArgumentException(
              "XERO_AMOUNT_TYPE is INCLUSIVE (prices contain the tax) or EXCLUSIVE (it is added), not "
                  + setting
                  + ".");
    };
  }

  /** The ledger's code of an account; empty if none is set. */
  public String account() {
    return account;
  }

  /** How prices are meant of which no service says it. */
  public LineAmounts amounts() {
    return amounts;
  }
}
