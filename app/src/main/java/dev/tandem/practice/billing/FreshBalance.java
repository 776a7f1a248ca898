package dev.tandem.practice.billing;

import dev.tandem.practice.clients.ClientId;
import dev.tandem.shared.Money;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
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
  private final BalancesOfClients clients;
  private final ObjectProvider<BalanceNews> news;
  private final Clock clock;

  FreshBalance(
      Billing billing, BalancesOfClients clients, ObjectProvider<BalanceNews> news, Clock clock) {
    this.billing = billing;
    this.clients = clients;
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
   * What one client is to pay in all: also for others, and not what others pay for them.
   *
   * @param due a sum for each currency in which something is left to pay, in the order of codes
   * @param asOf as of when all of that is known: as of the one of which the least is known
   * @param fresh whether that is as late as was asked for
   * @param why it is not, in whole sentences; null if it is
   * @param open what is left on which invoice
   */
  public record Owed(
      List<Money> due, Instant asOf, boolean fresh, @Nullable String why, List<Balance> open) {}

  /**
   * What a client is to pay. What counts as paid here is looked up as well, as far as one call
   * goes: a payment may have been taken back over there. Without an open transaction, as {@link
   * #of}.
   */
  public Owed owedBy(ClientId client, Duration maxAge) {
    Instant asked = clock.instant();
    Collection<Balance> all = of(clients.invoices(client, AT_ONCE), maxAge).values();
    List<Balance> open = all.stream().filter(it -> it.due().signum() != 0).toList();
    var sums = new TreeMap<String, BigDecimal>();
    open.forEach(it -> sums.merge(it.currency(), it.due(), BigDecimal::add));
    Balance oldest = all.stream().min(Comparator.comparing(Balance::asOf)).orElse(null);
    return new Owed(
        sums.entrySet().stream().map(it -> new Money(it.getValue(), it.getKey())).toList(),
        oldest == null ? asked : oldest.asOf(),
        all.stream().allMatch(Balance::fresh),
        all.stream().map(Balance::why).filter(Objects::nonNull).findFirst().orElse(null),
        open);
  }

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
      boolean fresh = of.why() == null && !of.asOf().isBefore(asked.minus(maxAge));
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
