package dev.tandem.books.mapping;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.ledger.LedgerTracking;
import dev.tandem.practice.billing.LineChoices;
import dev.tandem.practice.billing.Tracking;
import dev.tandem.practice.setup.LocationId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the organisation that an invoice goes to has in use, as last read. */
@Component
class LedgerLineChoices implements LineChoices {

  private final Connections connections;
  private final Mappings mappings;

  LedgerLineChoices(Connections connections, Mappings mappings) {
    this.connections = connections;
    this.mappings = mappings;
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<Offer> at(@Nullable LocationId location) {
    return connections
        .organisationOf(location)
        .flatMap(
            organisation ->
                Optional.of(mappings.offered(Mappings.tenant(organisation)))
                    .filter(it -> !it.unread())
                    .map(it -> offer(organisation, it)));
  }

  private static Offer offer(Binding organisation, Offered it) {
    return new Offer(
        organisation.tenantId(),
        organisation.organisationName(),
        it.sales().stream()
            .flatMap(
                one ->
                    Optional.ofNullable(one.code())
                        .filter(code -> !code.isBlank())
                        .map(code -> new Account(code, one.label()))
                        .stream())
            .toList(),
        it.salesTaxes().stream()
            .map(one -> new Tax(one.taxType(), one.name(), one.percent()))
            .toList(),
        it.goods().stream().map(one -> new Item(one.code(), one.name())).toList(),
        it.categories().stream()
            .map(
                one ->
                    new Category(
                        one.id(),
                        one.name(),
                        one.options().stream().map(LedgerLineChoices::tracking).toList()))
            .toList());
  }

  private static Tracking tracking(LedgerTracking it) {
    return new Tracking(it.categoryId(), it.category(), it.id(), it.name());
  }
}
