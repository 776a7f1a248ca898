package dev.tandem.practice.credits;

import dev.tandem.practice.billing.InvoiceLine;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Refused;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * What is still owed and nobody will pay, as the lines of a credit note: each rate of tax has the
 * share of it that it had of the invoice, so that the tax on what was never paid is taken back.
 */
@Component
public class WriteOff {

  private final ObjectProvider<CreditAccounts> accounts;

  WriteOff(ObjectProvider<CreditAccounts> accounts) {
    this.accounts = accounts;
  }

  /**
   * Prices with tax contained, which come to exactly what is owed.
   *
   * @throws Refused if nothing is owed
   */
  public List<LineDetails> lines(InvoiceView invoice, String account) {
    if (account.isBlank()) {
      throw new InvalidInput("account", "Choose the account for what is lost");
    }
    if (invoice.due().signum() <= 0) {
      throw new Refused(
          "Nothing is owed on " + invoice.number() + ": there is no debt to write off.");
    }
    Map<BigDecimal, BigDecimal> byRate = byRate(invoice);
    var lines = new ArrayList<LineDetails>();
    BigDecimal left = invoice.due();
    int shares = byRate.size();
    for (var it : byRate.entrySet()) {
      shares--;
      BigDecimal share =
          shares == 0
              ? left
              : invoice
                  .due()
                  .multiply(it.getValue())
                  .divide(invoice.total(), 2, RoundingMode.HALF_UP);
      left = left.subtract(share);
      if (share.signum() != 0) {
        lines.add(
            CreditLines.posted(
                "Written off: " + invoice.number(),
                share,
                account,
                tax(invoice, account, it.getKey()),
                it.getKey()));
      }
    }
    return lines;
  }

  /** How the prices of these lines are meant. */
  public static LineAmounts amounts(InvoiceView invoice) {
    return invoice.lineAmounts() == LineAmounts.NO_TAX ? LineAmounts.NO_TAX : LineAmounts.INCLUSIVE;
  }

  /** What was charged at each rate, tax included. */
  private static Map<BigDecimal, BigDecimal> byRate(InvoiceView invoice) {
    var byRate = new TreeMap<BigDecimal, BigDecimal>();
    for (InvoiceLine it : invoice.lines()) {
      BigDecimal whole =
          invoice.lineAmounts() == LineAmounts.EXCLUSIVE ? it.amount().add(it.tax()) : it.amount();
      boolean taxed = invoice.lineAmounts() != LineAmounts.NO_TAX;
      byRate.merge(taxed ? it.details().taxRate() : BigDecimal.ZERO, whole, BigDecimal::add);
    }
    return byRate;
  }

  private String tax(InvoiceView invoice, String account, BigDecimal rate) {
    return accounts
        .getIfAvailable(() -> NoCreditAccounts.NONE)
        .taxOfLoss(invoice.id(), account, rate)
        .orElseThrow(
            () ->
                new InvalidInput(
                    "account",
                    "The ledger has no tax of %s %% that an expense could have: choose another account"
                        .formatted(rate.stripTrailingZeros().toPlainString())));
  }
}
