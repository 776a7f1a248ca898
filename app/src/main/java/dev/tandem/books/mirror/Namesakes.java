package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Kind;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Our invoices by their numbers. Xero: a number is unique in one organisation, so another one's may
 * have the same for an invoice of its own.
 */
@Component
class Namesakes {

  private final Billing billing;
  private final AdoptionRepository adoptions;

  Namesakes(Billing billing, AdoptionRepository adoptions) {
    this.billing = billing;
    this.adoptions = adoptions;
  }

  /** Those that are, or may be, in the books of this organisation. */
  Map<String, InvoiceId> in(UUID tenant, Collection<String> numbers) {
    Map<String, List<InvoiceId>> all = billing.allByNumbers(numbers);
    Set<UUID> elsewhere =
        adoptions.elsewhere(
            Kind.INVOICE,
            tenant,
            all.values().stream()
                .flatMap(List::stream)
                .map(InvoiceId::value)
                .collect(Collectors.toSet()));
    var here = new HashMap<String, InvoiceId>();
    all.forEach(
        (number, ids) ->
            ids.stream()
                .filter(it -> !elsewhere.contains(it.value()))
                .findFirst()
                .ifPresent(it -> here.put(number, it)));
    return here;
  }
}
