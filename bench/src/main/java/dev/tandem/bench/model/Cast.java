package dev.tandem.bench.model;

import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.clients.ClientId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Everything that the two people can touch, and what became of the money. */
final class Cast {

  /** Older invoices are left in peace, but compared. */
  private static final int AT_HAND = 24;

  private final List<ClientId> clients = new ArrayList<>();
  private final Set<ClientId> organisations = new HashSet<>();
  private final List<InvoiceId> invoices = new ArrayList<>();

  /** Payments that were taken here, by invoice, and those of them that were removed here. */
  private final Map<PaymentId, InvoiceId> taken = new LinkedHashMap<>();

  private final Set<PaymentId> takenBack = new HashSet<>();

  /** The same of Xero, by the ids there. */
  private final Set<String> made = new HashSet<>();

  private final Set<String> removed = new HashSet<>();

  void add(ClientId it) {
    clients.add(it);
  }

  void addOrganisation(ClientId it) {
    clients.add(it);
    organisations.add(it);
  }

  /** Whether it is called by a name of its own, not by those of a person. */
  boolean isOrganisation(ClientId it) {
    return organisations.contains(it);
  }

  void add(InvoiceId it) {
    invoices.add(it);
  }

  List<ClientId> clients() {
    return clients;
  }

  List<InvoiceId> invoices() {
    return invoices;
  }

  Map<PaymentId, InvoiceId> taken() {
    return taken;
  }

  Set<PaymentId> takenBack() {
    return takenBack;
  }

  Set<String> made() {
    return made;
  }

  Set<String> removed() {
    return removed;
  }

  ClientId client(Random random) {
    return clients.get(random.nextInt(clients.size()));
  }

  /** One of the latest. */
  InvoiceId invoice(Random random) {
    int from = Math.max(0, invoices.size() - AT_HAND);
    return invoices.get(from + random.nextInt(invoices.size() - from));
  }
}
