package dev.tandem.books.mapping;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.practice.billing.Posting;
import dev.tandem.practice.setup.ServiceChoices;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the practice's default organisation has in use, as last read. What others want of a service
 * is said under their mapping.
 */
@Component
class LedgerServiceChoices implements ServiceChoices {

  private final Connections connections;
  private final Mappings mappings;
  private final LedgerPostings postings;

  LedgerServiceChoices(Connections connections, Mappings mappings, LedgerPostings postings) {
    this.connections = connections;
    this.mappings = mappings;
    this.postings = postings;
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<Offer> now() {
    return connections.organisationOf(null).flatMap(this::of);
  }

  private Optional<Offer> of(Binding organisation) {
    Offered offered = mappings.offered(Mappings.tenant(organisation));
    if (offered.unread()) {
      return Optional.empty();
    }
    Posting usual = postings.in(Mappings.tenant(organisation), null, null, null);
    return Optional.of(
        new Offer(
            organisation.organisationName(),
            mappings.organisations().size() < 2,
            offered.sales().stream()
                .filter(it -> it.code() != null && !it.code().isBlank())
                .map(it -> new Account(it.code(), it.label()))
                .toList(),
            offered.salesTaxes().stream()
                .map(it -> new Tax(it.taxType(), it.name(), it.percent()))
                .toList(),
            usual.taxType().isEmpty() ? null : usual.taxRate()));
  }
}
