package dev.tandem.practice.clients;

import dev.tandem.shared.RecordRef;
import dev.tandem.shared.changes.Changes;
import dev.tandem.staff.AuditTrail;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Tells of each change to everybody concerned: the trail, open pages and, by event, other modules.
 * All of it belongs to the transaction of the change.
 */
@Component
class ClientNews {

  private final ApplicationEventPublisher events;
  private final AuditTrail trail;
  private final Changes changes;

  ClientNews(ApplicationEventPublisher events, AuditTrail trail, Changes changes) {
    this.events = events;
    this.trail = trail;
    this.changes = changes;
  }

  void added(ClientId id) {
    tell(id, "added", "added this record", new ClientAdded(id));
  }

  void broughtBack(ClientId id) {
    tell(id, "brought-back", "brought this record back from the ledger after a restore");
  }

  /** The trail names the fields only: values would outlive a client who asks to be forgotten. */
  void changed(ClientId id, ClientDetails before, ClientDetails after) {
    Map<ClientField, String> old = before.fields();
    String fields =
        after.fields().entrySet().stream()
            .filter(it -> !it.getValue().equals(old.get(it.getKey())))
            .map(it -> it.getKey().label().toLowerCase(java.util.Locale.ROOT))
            .collect(Collectors.joining(", "));
    tell(id, "changed", "changed " + fields, new ClientChanged(id));
  }

  void archived(ClientId id) {
    tell(id, "archived", "archived this record", new ClientArchived(id));
  }

  void restored(ClientId id) {
    tell(id, "restored", "restored this record", new ClientRestored(id));
  }

  /** Whoever keeps something of the client hears first; then it goes to the ledger. */
  void erased(ClientId id, List<String> values) {
    events.publishEvent(new ClientErased(id, values));
    tell(id, "erased", "erased this record", new ClientChanged(id));
  }

  void imported(Collection<ClientId> added, Collection<ClientId> changed, String fileName) {
    if (added.isEmpty() && changed.isEmpty()) {
      return;
    }
    trail.noteClients(ids(added), "imported", "added this record from the file " + fileName);
    trail.noteClients(ids(changed), "imported", "changed this record from the file " + fileName);
    List<ClientId> all = Stream.concat(added.stream(), changed.stream()).toList();
    changes.announce(all.stream().map(ClientNews::record).toList());
    events.publishEvent(new ClientsImported(all));
  }

  private void tell(ClientId id, String action, String text, Object event) {
    tell(id, action, text);
    events.publishEvent(event);
  }

  private void tell(ClientId id, String action, String text) {
    trail.note(record(id), id.value(), action, text);
    changes.announce(record(id));
  }

  private static List<UUID> ids(Collection<ClientId> clients) {
    return clients.stream().map(ClientId::value).toList();
  }

  private static RecordRef record(ClientId id) {
    return new RecordRef("client", id.value());
  }
}
