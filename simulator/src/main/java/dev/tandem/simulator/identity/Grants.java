package dev.tandem.simulator.identity;

import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.journal.Drawer;
import dev.tandem.simulator.journal.Journal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the user has allowed each app: scopes, which only ever add up, and connected organisations.
 * One grant per app, because there is one user. A scope can be withheld, as if a consent had never
 * covered it; the next consent that asks for it brings it back.
 */
public final class Grants {
  private record Grant(Set<String> scopes, List<Connection> connections, Set<String> withheld) {}

  private final Drawer drawer;
  private final Clock clock;

  public Grants(Journal journal, Clock clock) {
    this.drawer = new Drawer("grants", journal);
    this.clock = clock;
  }

  /** Records one consent and returns its authentication event id. */
  synchronized String consent(
      String clientId, Collection<String> scopes, Collection<String> tenantIds) {
    Grant grant = grant(clientId);
    Set<String> allScopes = new LinkedHashSet<>(grant.scopes);
    allScopes.addAll(scopes);
    String event = UUID.randomUUID().toString();
    List<Connection> connections = new ArrayList<>(grant.connections);
    tenantIds.forEach(tenantId -> connect(connections, tenantId, event));
    Set<String> withheld = new LinkedHashSet<>(grant.withheld);
    withheld.removeAll(scopes);
    save(clientId, new Grant(allScopes, connections, withheld));
    return event;
  }

  private void connect(List<Connection> connections, String tenantId, String event) {
    Instant now = clock.instant();
    Optional<Connection> earlier =
        connections.stream().filter(each -> each.tenantId().equals(tenantId)).findFirst();
    earlier.ifPresent(connections::remove);
    connections.add(
        earlier
            .map(old -> new Connection(old.id(), tenantId, event, old.created(), now))
            .orElseGet(
                () -> new Connection(UUID.randomUUID().toString(), tenantId, event, now, now)));
  }

  public synchronized List<Connection> connections(String clientId) {
    return grant(clientId).connections;
  }

  public synchronized Set<String> scopes(String clientId) {
    return grant(clientId).scopes;
  }

  /** Takes a scope away from every token of the app, also from those that are out already. */
  public synchronized void withhold(String clientId, String scope) {
    Grant grant = grant(clientId);
    Set<String> rest = new LinkedHashSet<>(grant.scopes);
    rest.remove(scope);
    Set<String> withheld = new LinkedHashSet<>(grant.withheld);
    withheld.add(scope);
    save(clientId, new Grant(rest, grant.connections, withheld));
  }

  /** Gives a withheld scope back, as a new consent would. */
  public synchronized void giveBack(String clientId, String scope) {
    Grant grant = grant(clientId);
    Set<String> scopes = new LinkedHashSet<>(grant.scopes);
    scopes.add(scope);
    Set<String> withheld = new LinkedHashSet<>(grant.withheld);
    withheld.remove(scope);
    save(clientId, new Grant(scopes, grant.connections, withheld));
  }

  public synchronized Set<String> withheld(String clientId) {
    return grant(clientId).withheld;
  }

  /** Of these scopes those that were not taken away since. */
  public Set<String> left(String clientId, Set<String> scopes) {
    Set<String> left = new LinkedHashSet<>(scopes);
    left.removeAll(withheld(clientId));
    return left;
  }

  /** The organisation goes on under another id: connected since now, by a connection of its own. */
  public synchronized void carryOver(String clientId, String tenantId, String newTenantId) {
    Grant grant = grant(clientId);
    List<Connection> connections = new ArrayList<>();
    for (Connection each : grant.connections) {
      if (each.tenantId().equals(tenantId)) {
        connect(connections, newTenantId, each.authEventId());
      } else {
        connections.add(each);
      }
    }
    save(clientId, new Grant(grant.scopes, connections, grant.withheld));
  }

  public boolean connected(String clientId, String tenantId) {
    return connections(clientId).stream().anyMatch(each -> each.tenantId().equals(tenantId));
  }

  /** False when there is no such connection. */
  public synchronized boolean disconnect(String clientId, String connectionId) {
    Grant grant = grant(clientId);
    List<Connection> rest =
        grant.connections.stream()
            .filter(each -> !each.id().equalsIgnoreCase(connectionId))
            .toList();
    save(clientId, new Grant(grant.scopes, rest, grant.withheld));
    return rest.size() < grant.connections.size();
  }

  synchronized void revoke(String clientId) {
    drawer.remove(clientId);
  }

  public void reset() {
    drawer.clear();
  }

  private Grant grant(String clientId) {
    return drawer.get(clientId).map(Grants::read).orElseGet(Grants::nothing);
  }

  private static Grant nothing() {
    return new Grant(Set.of(), List.of(), Set.of());
  }

  private static Grant read(ObjectNode node) {
    Set<String> scopes = new LinkedHashSet<>();
    node.path("scopes").forEach(scope -> scopes.add(scope.asString()));
    List<Connection> connections = new ArrayList<>();
    node.path("connections").forEach(each -> connections.add(Connection.fromRecord(each)));
    Set<String> withheld = new LinkedHashSet<>();
    node.path("withheld").forEach(scope -> withheld.add(scope.asString()));
    return new Grant(scopes, connections, withheld);
  }

  private void save(String clientId, Grant grant) {
    ObjectNode node = Json.object();
    grant.scopes.forEach(node.putArray("scopes")::add);
    grant.withheld.forEach(node.putArray("withheld")::add);
    var connections = node.putArray("connections");
    grant.connections.forEach(each -> connections.add(each.toRecord()));
    drawer.put(clientId, node);
  }
}
