package dev.tandem.simulator.identity;

import dev.tandem.simulator.journal.Drawer;
import dev.tandem.simulator.journal.Journal;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What the user has allowed each app: scopes, which only ever add up, and connected organisations.
 * One grant per app, because there is one user. A scope can be withheld, as if a consent had never
 * covered it; the next consent that asks for it brings it back.
 */
public final class Grants {
  private final Drawer drawer;
  private final Clock clock;

  public Grants(Journal journal, Clock clock) {
    this.drawer = new Drawer("grants", journal);
    this.clock = clock;
  }

  /** Records one consent and returns the visit it was given in. */
  synchronized SignIn consent(
      String clientId, Collection<String> scopes, Collection<String> tenantIds) {
    Grant grant = grant(clientId);
    Set<String> allScopes = new LinkedHashSet<>(grant.scopes());
    allScopes.addAll(scopes);
    Set<String> withheld = new LinkedHashSet<>(grant.withheld());
    withheld.removeAll(scopes);
    SignIn signIn = new SignIn(UUID.randomUUID().toString(), clock.instant());
    Grant next = grant.withScopes(allScopes, withheld);
    for (String tenantId : tenantIds) {
      next = next.connect(tenantId, signIn);
    }
    save(clientId, next);
    return signIn;
  }

  public synchronized List<Connection> connections(String clientId) {
    return grant(clientId).connections();
  }

  public synchronized Set<String> scopes(String clientId) {
    return grant(clientId).scopes();
  }

  /** Takes a scope away from every token of the app, also from those that are out already. */
  public synchronized void withhold(String clientId, String scope) {
    Grant grant = grant(clientId);
    Set<String> rest = new LinkedHashSet<>(grant.scopes());
    rest.remove(scope);
    Set<String> withheld = new LinkedHashSet<>(grant.withheld());
    withheld.add(scope);
    save(clientId, grant.withScopes(rest, withheld));
  }

  /** Gives a withheld scope back, as a new consent would. */
  public synchronized void giveBack(String clientId, String scope) {
    Grant grant = grant(clientId);
    Set<String> scopes = new LinkedHashSet<>(grant.scopes());
    scopes.add(scope);
    Set<String> withheld = new LinkedHashSet<>(grant.withheld());
    withheld.remove(scope);
    save(clientId, grant.withScopes(scopes, withheld));
  }

  public synchronized Set<String> withheld(String clientId) {
    return grant(clientId).withheld();
  }

  /** Of these scopes those that were not taken away since and have not ended for everybody. */
  public Set<String> left(String clientId, Set<String> scopes) {
    return left(clientId, scopes, false);
  }

  /** The same; what a user took away does not concern a custom connection. */
  Set<String> left(String clientId, Set<String> scopes, boolean custom) {
    Set<String> left = new LinkedHashSet<>(scopes);
    if (!custom) {
      left.removeAll(withheld(clientId));
    }
    left.removeIf(scope -> BroadScopes.ended(scope, clock.instant()));
    return left;
  }

  /** The organisation goes on under another id: connected since now, by a connection of its own. */
  public synchronized void carryOver(String clientId, String tenantId, String newTenantId) {
    Grant grant = grant(clientId);
    Optional<Connection> carried =
        grant.connections().stream().filter(each -> each.tenantId().equals(tenantId)).findFirst();
    carried.ifPresent(
        each -> {
          SignIn now = new SignIn(each.authEventId(), clock.instant());
          save(clientId, grant.without(tenantId).connect(newTenantId, now));
        });
  }

  public boolean connected(String clientId, String tenantId) {
    return connections(clientId).stream().anyMatch(each -> each.tenantId().equals(tenantId));
  }

  /** False when there is no such connection. */
  public synchronized boolean disconnect(String clientId, String connectionId) {
    Grant grant = grant(clientId);
    Optional<Connection> ended =
        grant.connections().stream()
            .filter(each -> each.id().equalsIgnoreCase(connectionId))
            .findFirst();
    ended.ifPresent(each -> save(clientId, grant.end(each)));
    return ended.isPresent();
  }

  synchronized void revoke(String clientId) {
    Grant grant = grant(clientId);
    for (Connection each : List.copyOf(grant.connections())) {
      grant = grant.end(each);
    }
    save(clientId, grant.withScopes(Set.of(), Set.of()));
  }

  /** Whether there was a consent, even if nothing is left of it. */
  boolean everConsented(String clientId) {
    return drawer.get(clientId).isPresent();
  }

  public void reset() {
    drawer.clear();
  }

  private Grant grant(String clientId) {
    return drawer.get(clientId).map(Grant::fromRecord).orElse(Grant.NOTHING);
  }

  private void save(String clientId, Grant grant) {
    drawer.put(clientId, grant.toRecord());
  }
}
