package dev.tandem.books.plan;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.mirror.Choices;
import dev.tandem.books.mirror.Choices.Choice;
import dev.tandem.books.mirror.Forgetting;
import dev.tandem.books.mirror.Linking;
import dev.tandem.books.mirror.Matching;
import dev.tandem.books.mirror.Twin;
import dev.tandem.books.mirror.Wins;
import dev.tandem.books.outbox.Backlog;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.practice.clients.Clients;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.Refused;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A client that is linked with the wrong contact: who it is instead, and what becomes of its
 * invoices. The ledger lets an invoice change its contact, also a paid one, but neither a void one
 * nor one that a credit note is set off against.
 */
@Component
@Transactional
public class WrongLinks {

  /** More invoices of one client than anybody has. */
  private static final int ALL = 10_000;

  private final Connections connections;
  private final Clients clients;
  private final Billing billing;
  private final Linking linking;
  private final Forgetting forgetting;
  private final Matching matching;
  private final Choices choices;
  private final Backlog backlog;
  private final Lanes lanes;
  private final Lull lull;

  WrongLinks(
      Connections connections,
      Clients clients,
      Billing billing,
      Linking linking,
      Forgetting forgetting,
      Matching matching,
      Choices choices,
      Backlog backlog,
      Lanes lanes,
      Lull lull) {
    this.connections = connections;
    this.clients = clients;
    this.billing = billing;
    this.linking = linking;
    this.forgetting = forgetting;
    this.matching = matching;
    this.choices = choices;
    this.backlog = backlog;
    this.lanes = lanes;
    this.lull = lull;
  }

  /**
   * An invoice that stands under the contact over there.
   *
   * @param stays why it cannot be moved, and what helps; null if it moves
   */
  public record Under(InvoiceView invoice, @Nullable String stays) {}

  /**
   * What undoing a link means.
   *
   * @param contact the contact it is linked with; null if it is in no link
   * @param made whether we made that contact for this client
   * @param invoices those that stand under it over there, newest first
   * @param twins contacts in no link that fit the client, the best first
   * @param found contacts in no link that a search found
   */
  public record Wrong(
      Binding binding,
      ClientView client,
      @Nullable Twin contact,
      boolean made,
      List<Under> invoices,
      List<Twin> twins,
      List<Twin> found) {

    public long moving() {
      return invoices.stream().filter(it -> it.stays() == null).count();
    }
  }

  /**
   * @param search the beginning of a contact's name or e-mail address; empty for none
   */
  @Transactional(readOnly = true)
  public Wrong about(BindingId id, ClientId client, String search) {
    Binding binding = connections.binding(id);
    ClientView view = clients.find(client);
    UUID tenant = tenant(binding);
    String contact = linking.contactsOf(tenant, List.of(client.value())).get(client.value());
    return new Wrong(
        binding,
        view,
        contact == null ? null : matching.contact(tenant, contact).orElse(null),
        contact != null && linking.madeByUs(tenant, contact, client.value()),
        contact == null ? List.of() : under(tenant, client),
        matching.twins(tenant, List.of(view)).getOrDefault(client.value(), List.of()),
        matching.search(tenant, search));
  }

  private List<Under> under(UUID tenant, ClientId client) {
    List<InvoiceView> all =
        billing.ofClient(client, ALL).stream().filter(it -> it.billTo().equals(client)).toList();
    Set<UUID> there =
        linking.invoicesThere(tenant, all.stream().map(it -> it.id().value()).toList());
    return all.stream()
        .filter(it -> there.contains(it.id().value()))
        .map(it -> new Under(it, stays(it)))
        .toList();
  }

  private static @Nullable String stays(InvoiceView it) {
    if (it.status() == InvoiceStatus.VOIDED) {
      return "It is void: Xero changes nothing of it any more.";
    }
    return it.credited().signum() == 0
        ? null
        : "A credit is set off against it. Take that off in Xero, then save the invoice here again.";
  }

  /**
   * The client is another contact; its invoices move there.
   *
   * @throws NoSuchRecord if no such contact was read
   * @throws Refused if it is not linked, or the contact belongs to another
   */
  public void link(BindingId id, ClientId client, String contact, Wins wins) {
    UUID tenant = known(id, client);
    if (matching.contact(tenant, contact).isEmpty()) {
      throw new NoSuchRecord("contact", contact);
    }
    linking.refuseTaken(tenant, contact);
    undo(tenant, client);
    choices.link(tenant, client.value(), contact, wins);
    move(tenant, client);
  }

  /**
   * The client is nobody over there: a contact is made, and its invoices move there.
   *
   * @throws Refused if it is not linked, or we made the contact: there is none to be made then
   */
  public void create(BindingId id, ClientId client) {
    UUID tenant = known(id, client);
    String contact = linking.contactsOf(tenant, List.of(client.value())).get(client.value());
    if (contact != null && linking.madeByUs(tenant, contact, client.value())) {
      throw new Refused(
          "Tandem made this contact for this very record. Choose the contact that it should be instead.");
    }
    undo(tenant, client);
    choices.choose(tenant, List.of(client.value()), Choice.CREATE);
    backlog.queueClients(tenant, List.of(client.value()));
    move(tenant, client);
  }

  /** The link ends, and nothing else happens until somebody says who the client is. */
  public void leave(BindingId id, ClientId client) {
    UUID tenant = known(id, client);
    undo(tenant, client);
    choices.choose(tenant, List.of(client.value()), Choice.LEAVE);
    backlog.queueClients(tenant, List.of(client.value()));
    move(tenant, client);
  }

  /**
   * The ledger no longer has the contact.
   *
   * @param again whether another is made; else nothing happens until somebody says who the client
   *     is
   * @throws Refused if it is not linked, or a call about it is under way
   */
  public void gone(UUID tenant, ClientId client, boolean again) {
    forgetting.client(tenant, client.value());
    choices.choose(tenant, List.of(client.value()), again ? Choice.CREATE : Choice.LEAVE);
    backlog.queueClients(tenant, List.of(client.value()));
    move(tenant, client);
  }

  private UUID known(BindingId id, ClientId client) {
    UUID tenant = tenant(connections.binding(id));
    clients.find(client);
    return tenant;
  }

  private void undo(UUID tenant, ClientId client) {
    linking.unlink(tenant, client.value());
  }

  /** They wait until the client is linked anew, and then follow it. */
  private void move(UUID tenant, ClientId client) {
    var moving = new HashMap<UUID, UUID>();
    for (Under it : under(tenant, client)) {
      InvoiceId invoice = it.invoice().id();
      if (it.stays() == null) {
        moving.put(invoice.value(), client.value());
      }
    }
    backlog.queueInvoices(tenant, moving);
    lull.ends();
    lanes.signal();
  }

  private static UUID tenant(Binding binding) {
    return UUID.fromString(binding.tenantId());
  }
}
