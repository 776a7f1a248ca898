package dev.tandem.books.web;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentView;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.setup.Setup;
import dev.tandem.practice.takings.ReceiptId;
import dev.tandem.practice.takings.Takings;
import dev.tandem.shared.Money;
import dev.tandem.shared.RecordRef;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Gives records the names under which people know them, many at once. */
@Component
class RecordNames {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

  private final Clients clients;
  private final Billing billing;
  private final Setup setup;
  private final CreditNames credits;
  private final AdvanceNames advances;
  private final Takings takings;

  RecordNames(
      Clients clients,
      Billing billing,
      Setup setup,
      CreditNames credits,
      AdvanceNames advances,
      Takings takings) {
    this.advances = advances;
    this.credits = credits;
    this.clients = clients;
    this.billing = billing;
    this.setup = setup;
    this.takings = takings;
  }

  /** A record that is gone keeps its kind and the beginning of its id. */
  Map<RecordRef, Named> of(Collection<RecordRef> records) {
    var names = new HashMap<RecordRef, Named>();
    for (RecordRef it : records) {
      names.put(it, new Named("…" + it.id().toString().substring(24), it.kind(), "/ledger"));
    }
    names.putAll(found(records));
    return names;
  }

  /** Those that exist in the practice. */
  Set<RecordRef> known(Collection<RecordRef> records) {
    return found(records).keySet();
  }

  private Map<RecordRef, Named> found(Collection<RecordRef> records) {
    if (records.isEmpty()) {
      return Map.of();
    }
    var names = new HashMap<RecordRef, Named>();
    names.putAll(clients(ids(records, "client")));
    names.putAll(invoices(ids(records, "invoice")));
    names.putAll(payments(ids(records, "payment")));
    names.putAll(credits.of(records));
    names.putAll(advances.of(records));
    names.putAll(receipts(ids(records, "receipt")));
    return names;
  }

  private Map<RecordRef, Named> clients(List<UUID> ids) {
    var names = new HashMap<RecordRef, Named>();
    String word = ids.isEmpty() ? "" : setup.words().one();
    clients
        .byIds(ids.stream().map(ClientId::new).toList())
        .forEach(
            (id, it) ->
                names.put(
                    new RecordRef("client", id.value()),
                    new Named(it.name(), word, "/clients/" + id)));
    return names;
  }

  private Map<RecordRef, Named> invoices(List<UUID> ids) {
    var names = new HashMap<RecordRef, Named>();
    List<InvoiceView> invoices = billing.byIds(ids.stream().map(InvoiceId::new).toList());
    Map<ClientId, ClientView> whose = clientsOf(invoices);
    for (InvoiceView it : invoices) {
      names.put(new RecordRef("invoice", it.id().value()), invoice(it, "invoice", whose));
    }
    return names;
  }

  private Map<RecordRef, Named> payments(List<UUID> ids) {
    List<PaymentView> payments = billing.paymentsByIds(ids.stream().map(PaymentId::new).toList());
    var invoices = new HashMap<InvoiceId, InvoiceView>();
    billing
        .byIds(payments.stream().map(PaymentView::invoice).distinct().toList())
        .forEach(it -> invoices.put(it.id(), it));
    Map<ClientId, ClientView> whose = clientsOf(invoices.values());
    var names = new HashMap<RecordRef, Named>();
    for (PaymentView it : payments) {
      InvoiceView invoice = invoices.get(it.invoice());
      if (invoice != null) {
        names.put(
            new RecordRef("payment", it.id().value()),
            invoice(
                invoice, "payment of " + Money.figures(it.amount(), invoice.currency()), whose));
      }
    }
    return names;
  }

  private Map<RecordRef, Named> receipts(List<UUID> ids) {
    var names = new HashMap<RecordRef, Named>();
    takings
        .receipts(ids.stream().map(ReceiptId::new).toList())
        .forEach(
            it ->
                names.put(
                    new RecordRef("receipt", it.id().value()),
                    new Named(
                        it.method().label() + " of " + DAY.format(it.day()),
                        "takings",
                        "/takings?date=" + it.day())));
    return names;
  }

  private Map<ClientId, ClientView> clientsOf(Collection<InvoiceView> invoices) {
    return clients.byIds(invoices.stream().map(InvoiceView::client).distinct().toList());
  }

  private static Named invoice(InvoiceView it, String word, Map<ClientId, ClientView> whose) {
    String number = it.number();
    ClientView client = whose.get(it.client());
    return new Named(
        number == null ? "Draft" : number,
        word,
        "/invoices/" + it.id(),
        "/clients/" + it.client(),
        client == null ? null : client.name());
  }

  private static List<UUID> ids(Collection<RecordRef> records, String kind) {
    return records.stream().filter(it -> it.kind().equals(kind)).map(RecordRef::id).toList();
  }
}
