package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Problems;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The currency of a document and its rate: units of it for one unit of the organisation's own, six
 * decimals at most. Xero takes XE's rate of the day; here a table of made-up steady ones serves.
 */
public final class DocumentCurrency {
  private static final int DECIMALS = 6;

  /** A rate this many times too high or too low is told as a warning. */
  private static final BigDecimal SUSPICIOUS = new BigDecimal(2);

  /** Units for one US dollar. */
  private static final Map<String, String> PER_DOLLAR =
      Map.ofEntries(
          Map.entry("USD", "1"),
          Map.entry("AUD", "1.52"),
          Map.entry("NZD", "1.68"),
          Map.entry("GBP", "0.77"),
          Map.entry("EUR", "0.92"),
          Map.entry("CAD", "1.38"),
          Map.entry("CHF", "0.88"),
          Map.entry("CNY", "7.15"),
          Map.entry("DKK", "6.87"),
          Map.entry("FJD", "2.25"),
          Map.entry("HKD", "7.80"),
          Map.entry("INR", "84"),
          Map.entry("JPY", "150"),
          Map.entry("NOK", "10.9"),
          Map.entry("SEK", "10.6"),
          Map.entry("SGD", "1.34"),
          Map.entry("THB", "34.5"),
          Map.entry("ZAR", "17.8"));

  private final Ledger ledger;

  public DocumentCurrency(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Takes over CurrencyCode and CurrencyRate, or what Xero takes when they are left out. */
  public void copy(ObjectNode sent, ObjectNode next, Problems problems) {
    String base = ledger.organisation().path("BaseCurrency").asString();
    String before = next.path("CurrencyCode").asString("");
    String currency = Fields.said(sent, "CurrencyCode").orElse(before.isEmpty() ? base : before);
    boolean known = currency.equals(base) || ledger.currencies().contains(currency);
    problems.errorIf(!known, "Organisation is not subscribed to currency " + currency);
    next.put("CurrencyCode", currency);
    Optional<BigDecimal> given = Fields.number(sent, "CurrencyRate").filter(it -> it.signum() != 0);
    if (currency.equals(base)) {
      next.put("CurrencyRate", six(BigDecimal.ONE));
    } else if (given.isPresent()) {
      problems.errorIf(given.get().signum() < 0, "The currency rate must be greater than zero");
      if (given.get().signum() > 0) {
        doubt(given.get(), dayRate(base, currency), problems);
      }
      next.put("CurrencyRate", six(given.get()));
    } else if (!currency.equals(before) || !next.has("CurrencyRate")) {
      next.put("CurrencyRate", dayRate(base, currency));
    }
  }

  /** Xero, since 7 April 2026: a suspicious rate is a warning, not an error. */
  private static void doubt(BigDecimal given, BigDecimal usual, Problems problems) {
    boolean high = given.compareTo(usual.multiply(SUSPICIOUS)) > 0;
    boolean low = given.multiply(SUSPICIOUS).compareTo(usual) < 0;
    if (high || low) {
      problems.warn(
          "The currency rate "
              + given.toPlainString()
              + " differs widely from the day rate "
              + usual.toPlainString()
              + ".");
    }
  }

  static BigDecimal dayRate(String base, String currency) {
    return six(perDollar(currency).divide(perDollar(base), MathContext.DECIMAL64));
  }

  private static BigDecimal perDollar(String currency) {
    return new BigDecimal(PER_DOLLAR.getOrDefault(currency, "1"));
  }

  private static BigDecimal six(BigDecimal rate) {
    return rate.setScale(DECIMALS, RoundingMode.HALF_UP);
  }
}
