package dev.tandem.books.plan;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.mirror.Choices;
import dev.tandem.books.mirror.Choices.Choice;
import dev.tandem.books.mirror.Choices.Chosen;
import dev.tandem.books.mirror.Linking;
import dev.tandem.books.mirror.Matching;
import dev.tandem.books.mirror.Twin;
import dev.tandem.books.mirror.Wins;
import dev.tandem.books.outbox.Backlog;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.practice.clients.Clients;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import dev.tandem.shared.changes.Changes;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who a client is in an organisation, decided singly: within the plan, and ever after for those who
 * look like somebody there.
 */
@Component
@Transactional
public class Twins {

  private final Connections connections;
  private final Clients clients;
  private final Matching matching;
  private final Choices choices;
  private final Linking linking;
  private final Plans plans;
  private final Backlog backlog;
  private final Lanes lanes;
  private final Lull lull;
  private final Changes changes;

  Twins(
      Connections connections,
      Clients clients,
      Matching matching,
      Choices choices,
      Linking linking,
      Plans plans,
      Backlog backlog,
      Lanes lanes,
      Lull lull,
      Changes changes) {
    this.connections = connections;
    this.clients = clients;
    this.matching = matching;
    this.choices = choices;
    this.linking = linking;
    this.plans = plans;
    this.backlog = backlog;
    this.lanes = lanes;
    this.lull = lull;
    this.changes = changes;
  }

  /**
   * What is known about who a client is over there.
   *
   * @param linked the contact it is linked with; null if it is in no link
   * @param twins contacts in no link that fit, the best first; none of one that is linked
   * @param found contacts in no link that a search found
   * @param chosen what a person decided; null if nobody has
   * @param planned whether the plan for the organisation is decided, so that a decision acts at
   *     once
   */
  public record Question(
      Binding binding,
      ClientView client,
      @Nullable Twin linked,
      List<Twin> twins,
      List<Twin> found,
      @Nullable Chosen chosen,
      boolean planned) {}

  /**
   * @param search the beginning of a contact's name or e-mail address; empty for none
   */
  @Transactional(readOnly = true)
  public Question about(BindingId id, ClientId client, String search) {
    Binding binding = connections.binding(id);
    ClientView view = clients.find(client);
    UUID tenant = tenant(binding);
    String contact = linking.contactsOf(tenant, List.of(client.value())).get(client.value());
    return new Question(
        binding,
        view,
        contact == null ? null : matching.contact(tenant, contact).orElse(null),
        contact == null
            ? matching.twins(tenant, List.of(view)).getOrDefault(client.value(), List.of())
            : List.of(),
        matching.search(tenant, search),
        choices.of(tenant, List.of(client.value())).get(client.value()),
        plans.decided(id));
  }

  /**
   * It is this contact.
   *
   * @throws NoSuchRecord if no such contact was read
   * @throws Refused if the client is linked already, or the contact belongs to another
   */
  public void link(BindingId id, ClientId client, String contact, Wins wins) {
    UUID tenant = unlinked(id, client);
    if (matching.contact(tenant, contact).isEmpty()) {
      throw new NoSuchRecord("contact", contact);
    }
    linking.refuseTaken(tenant, contact);
    choices.link(tenant, client.value(), contact, wins);
    acted(client);
  }

  /** It is nobody over there: a contact is made. */
  public void create(BindingId id, ClientId client) {
    decide(id, client, Choice.CREATE);
  }

  /** Not now; its invoices and payments wait with it. */
  public void leave(BindingId id, ClientId client) {
    decide(id, client, Choice.LEAVE);
  }

  private void decide(BindingId id, ClientId client, Choice choice) {
    UUID tenant = unlinked(id, client);
    choices.choose(tenant, List.of(client.value()), choice);
    if (plans.decided(id)) {
      backlog.queueClients(tenant, List.of(client.value()));
    }
    acted(client);
  }

  private UUID unlinked(BindingId id, ClientId client) {
    UUID tenant = tenant(connections.binding(id));
    ClientView view = clients.find(client);
    if (linking.contactsOf(tenant, List.of(client.value())).containsKey(client.value())) {
      throw new Refused(view.name() + " is linked already. Undo that link first.");
    }
    return tenant;
  }

  private void acted(ClientId client) {
    lull.ends();
    lanes.signal();
    changes.announce(new RecordRef("client", client.value()));
  }

  private static UUID tenant(Binding binding) {
    return UUID.fromString(binding.tenantId());
  }
}
