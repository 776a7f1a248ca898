package dev.tandem.books.mapping;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.ledger.LedgerCurrency;
import dev.tandem.books.reference.Reference;
import dev.tandem.practice.billing.InvoiceCurrencies;
import dev.tandem.practice.setup.LocationId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The currencies of the organisation that an invoice goes to, as last read. */
@Component
class LedgerInvoiceCurrencies implements InvoiceCurrencies {

  private final Connections connections;
  private final Reference reference;

  LedgerInvoiceCurrencies(Connections connections, Reference reference) {
    this.connections = connections;
    this.reference = reference;
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<Kept> at(@Nullable LocationId location) {
    return connections.organisationOf(location).flatMap(this::kept);
  }

  private Optional<Kept> kept(Binding binding) {
    UUID tenant = Mappings.tenant(binding);
    List<LedgerCurrency> all = reference.currencies(tenant);
    String base =
        reference.settings(tenant).map(it -> it.baseCurrency()).orElseGet(binding::currency);
    return all.isEmpty() || base == null
        ? Optional.empty()
        : Optional.of(new Kept(binding.organisationName(), base, choices(all, base)));
  }

  private static List<Choice> choices(List<LedgerCurrency> all, String base) {
    return all.stream()
        .map(it -> new Choice(it.code(), it.name()))
        .sorted(Comparator.comparing((Choice it) -> !it.code().equals(base)))
        .toList();
  }
}
