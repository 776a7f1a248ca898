package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerCurrency;
import dev.tandem.books.reference.Reference;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceView;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Xero: takes documents only in currencies that the organisation is subscribed to, and never gives
 * one up again. What it would refuse is not sent.
 */
@Component
public class KeptCurrencies {

  private static final Pattern HELD = Pattern.compile("does not keep ([A-Z]{3}) in Xero");

  private final Reference reference;
  private final Links links;

  KeptCurrencies(Reference reference, Links links) {
    this.reference = reference;
    this.links = links;
  }

  /**
   * The currency for which these words hold an invoice; empty if they hold it for another reason.
   */
  public static Optional<String> lacking(String words) {
    Matcher held = HELD.matcher(words);
    return held.find() ? Optional.of(held.group(1)) : Optional.empty();
  }

  /** As last read; empty if they never were. */
  public Set<String> of(UUID tenant) {
    var codes = new HashSet<String>();
    reference.currencies(tenant).stream().map(LedgerCurrency::code).forEach(codes::add);
    if (!codes.isEmpty()) {
      reference
          .settings(tenant)
          .flatMap(it -> Optional.ofNullable(it.baseCurrency()))
          .ifPresent(codes::add);
    }
    return codes;
  }

  /** Why those that cannot go cannot go; one that is there in its currency is not among them. */
  Map<InvoiceId, String> holds(UUID tenant, Collection<InvoiceView> invoices) {
    Set<String> kept = of(tenant);
    List<InvoiceView> strange =
        kept.isEmpty()
            ? List.of()
            : invoices.stream().filter(it -> !kept.contains(it.currency())).toList();
    if (strange.isEmpty()) {
      return Map.of();
    }
    Map<UUID, LinkRow> linked =
        links.ofRecords(Kind.INVOICE, tenant, strange.stream().map(it -> it.id().value()).toList());
    var holds = new HashMap<InvoiceId, String>();
    for (InvoiceView it : strange) {
      LinkRow link = linked.get(it.id().value());
      if (link == null
          || !it.currency().equals(link.agreed().getOrDefault(Fields.CURRENCY, Pair.NONE).ours())) {
        holds.put(
            it.id(),
            "The organisation does not keep %s in Xero, so it would not take this invoice."
                .formatted(it.currency()));
      }
    }
    return holds;
  }
}
