package dev.tandem.books.outbox;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.Mirror;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentView;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.takings.Deposits;
import dev.tandem.practice.takings.ReceiptId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Money goes to the bank account, in the organisation, in which the ledger will book it. */
@Component
@Transactional
class LedgerDeposits implements Deposits {

  private final JdbcClient jdbc;
  private final Billing billing;
  private final Mirror mirror;
  private final Connections connections;
  private final Destinations destinations;
  private final Besides besides;
  private final ReceiptWaits waits;
  private final LeftOut leftOut;

  LedgerDeposits(
      JdbcClient jdbc,
      Billing billing,
      Mirror mirror,
      Connections connections,
      Destinations destinations,
      Besides besides,
      ReceiptWaits waits,
      LeftOut leftOut) {
    this.jdbc = jdbc;
    this.billing = billing;
    this.mirror = mirror;
    this.connections = connections;
    this.destinations = destinations;
    this.besides = besides;
    this.waits = waits;
    this.leftOut = leftOut;
  }

  @Override
  public Set<InvoiceId> leftOut(Collection<InvoiceId> invoices) {
    return leftOut.invoices(invoices.stream().map(InvoiceId::value).toList()).stream()
        .map(InvoiceId::new)
        .collect(Collectors.toSet());
  }

  @Override
  public Map<PaymentId, Place> places(Collection<PaymentView> payments) {
    Map<UUID, UUID> tenants =
        tenants(payments.stream().map(PaymentView::invoice).distinct().toList());
    var places = new HashMap<PaymentId, Place>();
    for (PaymentView it : payments) {
      UUID tenant = tenants.getOrDefault(it.invoice().value(), Destinations.TO_COME);
      String account = mirror.accountOf(tenant, it);
      places.put(it.id(), new Place(key(tenant, account), name(tenant, account)));
    }
    return places;
  }

  private static String key(UUID tenant, @Nullable String account) {
    return tenant + "/" + (account == null ? "" : account);
  }

  /** The organisation of a place that {@link #places} gave. */
  static UUID tenant(String key) {
    int cut = key.indexOf('/');
    return cut < 0 ? Destinations.TO_COME : UUID.fromString(key.substring(0, cut));
  }

  /** Where each invoice is, else where it waits, else where it would go. */
  private Map<UUID, UUID> tenants(List<InvoiceId> invoices) {
    var tenants = new HashMap<UUID, UUID>();
    Map<InvoiceId, LocationId> locations = billing.locations(invoices);
    invoices.forEach(it -> tenants.put(it.value(), destinations.of(locations.get(it))));
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
                tenants.put(row.getObject("id", UUID.class), tenant);
              }
            });
    return tenants;
  }

  private String name(UUID tenant, @Nullable String account) {
    String bank = account == null ? "" : mirror.accountName(tenant, account);
    List<Binding> all = connections.bindings();
    String organisation =
        all.size() < 2
            ? ""
            : all.stream()
                .filter(it -> it.tenantId().equals(tenant.toString()))
                .map(Binding::organisationName)
                .findFirst()
                .orElse("");
    return bank.isEmpty() || organisation.isEmpty()
        ? bank + organisation
        : bank + ", " + organisation;
  }

  @Override
  public Map<ReceiptId, Wait> waits(Collection<ReceiptId> receipts) {
    var all = new HashMap<ReceiptId, Wait>();
    waits
        .ofReceipts(receipts.stream().map(ReceiptId::value).toList())
        .forEach((receipt, it) -> all.put(new ReceiptId(receipt), it));
    return all;
  }

  @Override
  public Set<ReceiptId> begun(Collection<ReceiptId> receipts) {
    return besides.begun(Kind.RECEIPT, receipts.stream().map(ReceiptId::value).toList()).stream()
        .map(ReceiptId::new)
        .collect(Collectors.toSet());
  }

  @Override
  public boolean begun(ReceiptId receipt) {
    besides.lock(Kind.RECEIPT, receipt.value());
    return !begun(List.of(receipt)).isEmpty();
  }
}
