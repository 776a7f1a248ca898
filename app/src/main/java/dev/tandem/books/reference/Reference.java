package dev.tandem.books.reference;

import dev.tandem.books.ledger.LedgerAccount;
import dev.tandem.books.ledger.LedgerBrandingTheme;
import dev.tandem.books.ledger.LedgerCurrency;
import dev.tandem.books.ledger.LedgerItem;
import dev.tandem.books.ledger.LedgerSettings;
import dev.tandem.books.ledger.LedgerTaxRate;
import dev.tandem.books.ledger.LedgerTracking;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What an organisation's books are made of, as last read. Lists hold what vanished over there, too,
 * as not active.
 */
@Component
@Transactional(readOnly = true)
public class Reference {

  private final Chart chart;
  private final PriceList prices;
  private final Arrangement arrangement;

  Reference(Chart chart, PriceList prices, Arrangement arrangement) {
    this.chart = chart;
    this.prices = prices;
    this.arrangement = arrangement;
  }

  /** By code; those without one last. */
  public List<LedgerAccount> accounts(UUID tenant) {
    return chart.accounts(tenant);
  }

  /** By name. */
  public List<LedgerTaxRate> taxRates(UUID tenant) {
    return chart.taxRates(tenant);
  }

  /** What can be sold, by code. */
  public List<LedgerItem> items(UUID tenant) {
    return prices.items(tenant);
  }

  /** By category, then by name. */
  public List<LedgerTracking> tracking(UUID tenant) {
    return prices.tracking(tenant);
  }

  /** Those that documents may be in, by code; empty before the first reading. */
  public List<LedgerCurrency> currencies(UUID tenant) {
    return arrangement.currencies(tenant);
  }

  /** The one that the ledger takes by itself first. */
  public List<LedgerBrandingTheme> brandingThemes(UUID tenant) {
    return arrangement.brandingThemes(tenant);
  }

  /** Empty before the first reading. */
  public Optional<LedgerSettings> settings(UUID tenant) {
    return arrangement.settings(tenant);
  }

  /** When the part was last read whole; null if never. */
  public @Nullable Instant readAt(UUID tenant, ReferencePart part) {
    return arrangement.readAt(tenant, part);
  }
}
