package dev.tandem.practice.billing;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * What is left to pay on invoices, not older than whoever asks can do with: who reminds somebody of
 * a debt that was paid an hour ago has a client less. Where it cannot be had, what is known is
 * told, and how old it is.
 */
@Component
public class FreshBalance {

  /** How many one call of a ledger answers. */
  public static final int AT_ONCE = 40;

  private final Billing billing;
  private final ObjectProvider<BalanceNews> news;
  private final Clock clock;

  FreshBalance(Billing billing, ObjectProvider<BalanceNews> news, Clock clock) {
    this.billing = billing;
    this.news = news;
    this.clock = clock;
  }

  /**
   * @param due what is left to pay; of a draft or a void one it is nothing
   * @param currency three letters
   * @param asOf as of when that is known
   * @param fresh whether that is as late as was asked for
   * @param why it is not, in whole sentences; null if it is
   */
  public record Balance(
      InvoiceId invoice,
      BigDecimal due,
      String currency,
      Instant asOf,
      boolean fresh,
      @Nullable String why) {}

  /**
   * Those that exist. Without an open transaction: it may wait some seconds for the ledger.
   *
   * @param maxAge how old what is known may be; zero has each looked up
   */
  public Map<InvoiceId, Balance> of(Collection<InvoiceId> invoices, Duration maxAge) {
    Instant asked = clock.instant();
    Map<InvoiceId, BalanceNews.Known> known =
        news.getIfAvailable(() -> BalanceNews.NONE).look(invoices, maxAge);
    var balances = new LinkedHashMap<InvoiceId, Balance>();
    for (InvoiceView it : billing.byIds(invoices)) {
      BalanceNews.Known of = known.getOrDefault(it.id(), new BalanceNews.Known(asked, null));
      boolean fresh = !of.asOf().isBefore(asked.minus(maxAge));
      balances.put(
          it.id(),
          new Balance(
              it.id(),
              it.status() == InvoiceStatus.APPROVED ? it.due() : new BigDecimal("0.00"),
              it.currency(),
              of.asOf(),
              fresh,
              fresh ? null : of.why()));
    }
    return balances;
  }
}
