package dev.tandem.simulator.identity;

import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.journal.Drawer;
import dev.tandem.simulator.journal.Journal;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * How the custom connections stand in the developer portal: which scopes they were made with, and
 * whether the organisation's user has authorised them. Editing the scopes switches one off until it
 * is authorised again.
 */
public final class CustomConnections {
  /** How a custom connection stands. */
  public enum State {
    AUTHORISED,
    /** The user has not followed the e-mail yet. */
    WAITING,
    /** It was edited since it was authorised. */
    DEACTIVATED
  }

  private static final List<String> USUAL =
      List.of(
          "accounting.attachments",
          "accounting.contacts",
          "accounting.invoices",
          "accounting.payments",
          "accounting.settings");

  private final Drawer drawer;

  CustomConnections(Journal journal) {
    this.drawer = new Drawer("custom-connections", journal);
  }

  public State state(App app) {
    return drawer
        .get(app.clientId())
        .map(node -> State.valueOf(node.path("state").asString()))
        .orElse(State.AUTHORISED);
  }

  public Set<String> scopes(App app) {
    return drawer
        .get(app.clientId())
        .map(CustomConnections::read)
        .orElseGet(() -> new LinkedHashSet<>(USUAL));
  }

  public synchronized void state(App app, State state) {
    save(app, state, scopes(app));
  }

  /** As an edit in the portal: the connection is off until it is authorised again. */
  public synchronized void edit(App app, Collection<String> scopes) {
    save(app, State.DEACTIVATED, scopes);
  }

  boolean mayAsk(App app, Collection<String> asked) {
    Set<String> made = scopes(app);
    return asked.stream().allMatch(it -> made.contains(it) || made.contains(Scopes.writing(it)));
  }

  private static Set<String> read(ObjectNode node) {
    Set<String> scopes = new LinkedHashSet<>();
    node.path("scopes").forEach(scope -> scopes.add(scope.asString()));
    return scopes;
  }

  private void save(App app, State state, Collection<String> scopes) {
    ObjectNode node = Json.object().put("state", state.name());
    var list = node.putArray("scopes");
    scopes.stream().sorted().forEach(list::add);
    drawer.put(app.clientId(), node);
  }

  public void reset() {
    drawer.clear();
  }
}
