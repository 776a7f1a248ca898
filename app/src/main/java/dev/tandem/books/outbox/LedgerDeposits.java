package dev.tandem.books.outbox;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.Mirror;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentView;
import dev.tandem.practice.takings.Deposits;
import dev.tandem.practice.takings.ReceiptId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Money goes to the bank account, in the organisation, in which the ledger will book it. */
@Component
@Transactional
class LedgerDeposits implements Deposits {

  private final Mirror mirror;
  private final Connections connections;
  private final InvoicePlaces places;
  private final Besides besides;
  private final ReceiptWaits waits;
  private final LeftOut leftOut;

  LedgerDeposits(
      Mirror mirror,
      Connections connections,
      InvoicePlaces places,
      Besides besides,
      ReceiptWaits waits,
      LeftOut leftOut) {
    this.mirror = mirror;
    this.connections = connections;
    this.places = places;
    this.besides = besides;
    this.waits = waits;
    this.leftOut = leftOut;
  }

  @Override
  public Set<InvoiceId> apart(Collection<InvoiceId> invoices) {
    Set<InvoiceId> apart = new HashSet<>(places.foreign(invoices));
    leftOut.invoices(invoices.stream().map(InvoiceId::value).toList()).stream()
        .map(InvoiceId::new)
        .forEach(apart::add);
    return apart;
  }

  /** What an organisation says of its accounts is read once, not for each payment. */
  @Override
  public Map<PaymentId, Place> places(Collection<PaymentView> payments) {
    Map<InvoiceId, UUID> tenants = places.of(payments.stream().map(PaymentView::invoice).toList());
    Map<UUID, List<PaymentView>> byTenant =
        payments.stream()
            .collect(
                Collectors.groupingBy(
                    it -> tenants.getOrDefault(it.invoice(), Destinations.TO_COME)));
    var found = new HashMap<PaymentId, Place>();
    byTenant.forEach(
        (tenant, its) -> {
          Map<PaymentId, String> accounts = mirror.accountsOf(tenant, its);
          var known = new HashMap<String, Place>();
          for (PaymentView it : its) {
            String account = accounts.get(it.id());
            found.put(
                it.id(),
                known.computeIfAbsent(
                    key(tenant, account), key -> new Place(key, name(tenant, account))));
          }
        });
    return found;
  }

  private static String key(UUID tenant, @Nullable String account) {
    return tenant + "/" + (account == null ? "" : account);
  }

  /** The organisation of a place that {@link #places} gave. */
  static UUID tenant(String key) {
    int cut = key.indexOf('/');
    return cut < 0 ? Destinations.TO_COME : UUID.fromString(key.substring(0, cut));
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
