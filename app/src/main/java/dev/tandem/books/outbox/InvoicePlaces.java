package dev.tandem.books.outbox;

import dev.tandem.books.ledger.LedgerSettings;
import dev.tandem.books.reference.Reference;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.Setup;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** In whose books invoices are, or will be. */
@Component
@Transactional(readOnly = true)
class InvoicePlaces {

  private final JdbcClient jdbc;
  private final Billing billing;
  private final Destinations destinations;
  private final Reference reference;
  private final Setup setup;

  InvoicePlaces(
      JdbcClient jdbc,
      Billing billing,
      Destinations destinations,
      Reference reference,
      Setup setup) {
    this.jdbc = jdbc;
    this.billing = billing;
    this.destinations = destinations;
    this.reference = reference;
    this.setup = setup;
  }

  /** Where each invoice is, else where it waits, else where it would go. */
  Map<InvoiceId, UUID> of(Collection<InvoiceId> all) {
    List<InvoiceId> invoices = all.stream().distinct().toList();
    var tenants = new HashMap<InvoiceId, UUID>();
    var known = new HashMap<LocationId, UUID>();
    Map<InvoiceId, LocationId> locations = billing.locations(invoices);
    UUID main = destinations.main();
    for (InvoiceId it : invoices) {
      LocationId location = locations.get(it);
      tenants.put(it, location == null ? main : known.computeIfAbsent(location, destinations::of));
    }
    jdbc.sql(
            """
            select i.id, coalesce((select l.tenant from practice.link l
                                    where l.kind = 'invoice' and l.record = i.id),
                                  (select p.tenant from practice.pending_push p
                                    where p.kind = 'invoice' and p.record = i.id)) as tenant
              from unnest(:invoices) as i (id)""")
        .param("invoices", invoices.stream().map(InvoiceId::value).toArray(UUID[]::new))
        .query(
            row -> {
              UUID tenant = row.getObject("tenant", UUID.class);
              if (tenant != null) {
                tenants.put(new InvoiceId(row.getObject("id", UUID.class)), tenant);
              }
            });
    return tenants;
  }

  /**
   * Those in books that are kept in another currency than the practice's. Xero: batch payments are
   * made in the organisation's base currency only.
   */
  Set<InvoiceId> foreign(Collection<InvoiceId> invoices) {
    String own = setup.practice().currency();
    var foreign = new HashMap<UUID, Boolean>();
    var found = new HashSet<InvoiceId>();
    of(invoices)
        .forEach(
            (invoice, tenant) -> {
              if (foreign.computeIfAbsent(tenant, it -> !isBase(own, it))) {
                found.add(invoice);
              }
            });
    return found;
  }

  private boolean isBase(String currency, UUID tenant) {
    String base = reference.settings(tenant).map(LedgerSettings::baseCurrency).orElse(null);
    return base == null || base.equals(currency);
  }
}
