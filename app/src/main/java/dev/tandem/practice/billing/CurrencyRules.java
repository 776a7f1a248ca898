package dev.tandem.practice.billing;

import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.InvalidInput;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** In which currency an invoice may be, as far as the ledger's books are known. */
@Component
class CurrencyRules {

  private static final BigDecimal MOST = new BigDecimal("999999.999999");

  private final InvoiceCurrencies currencies;
  private final Setup setup;

  CurrencyRules(ObjectProvider<InvoiceCurrencies> currencies, Setup setup) {
    this.currencies = currencies.getIfAvailable(() -> InvoiceCurrencies.NONE);
    this.setup = setup;
  }

  static boolean known(String code) {
    return Currency.getAvailableCurrencies().stream()
        .anyMatch(it -> it.getCurrencyCode().equals(code));
  }

  /** Xero: at most six decimals. */
  static boolean possible(BigDecimal rate) {
    return rate.signum() > 0 && rate.compareTo(MOST) <= 0 && rate.stripTrailingZeros().scale() <= 6;
  }

  /**
   * What the invoice has already stays allowed, and the practice's own: the ledger says itself if
   * it does not take them.
   *
   * @param before null for a new one
   */
  void check(InvoiceDetails wanted, @Nullable Invoice before) {
    String own = setup.practice().currency();
    String code = wanted.currency() == null ? own : wanted.currency();
    Optional<InvoiceCurrencies.Kept> kept = currencies.at(wanted.location());
    boolean had = before != null && code.equals(before.currency());
    if (!had && !code.equals(own) && kept.isPresent() && !kept.get().has(code)) {
      throw new InvalidInput(
          "currency",
          "%s does not keep %s in Xero: choose another, or somebody adds it there under Settings, Currencies"
              .formatted(kept.get().books(), code));
    }
    checkRate(wanted, code, kept.map(InvoiceCurrencies.Kept::base).orElse(own), before);
  }

  private static void checkRate(
      InvoiceDetails wanted, String code, String base, @Nullable Invoice before) {
    if (wanted.rate() != null && code.equals(base)) {
      throw new InvalidInput("rate", "The books are in %s: there is no rate".formatted(base));
    }
    // Xero keeps the rate that it was told; leaving it out would not bring back its own.
    if (before != null
        && before.number() != null
        && before.details().rate() != null
        && wanted.rate() == null
        && code.equals(before.currency())) {
      throw new InvalidInput("rate", "Enter a rate: Xero keeps the one it was told otherwise");
    }
  }
}
