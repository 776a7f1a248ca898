package dev.tandem.simulator.identity;

import dev.tandem.simulator.accounting.books.Switch;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.journal.Drawer;
import dev.tandem.simulator.journal.Journal;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
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

  private static final Set<String> FOR_USERS_ONLY =
      Set.of("openid", "profile", "email", "offline_access");
  private static final String INVALID_SCOPE = "invalid_scope";

  private final Drawer drawer;
  private final Clock clock;
  private final Switches switches;

  CustomConnections(Journal journal, Clock clock, Switches switches) {
    this.drawer = new Drawer("custom-connections", journal);
    this.clock = clock;
    this.switches = switches;
  }

  public State state(App app) {
    return drawer
        .get(app.clientId())
        .map(node -> State.valueOf(node.path("state").asString()))
        .orElse(State.AUTHORISED);
  }

  /** Those it was made with; at first all that it may have. */
  public Set<String> scopes(App app) {
    return drawer
        .get(app.clientId())
        .map(CustomConnections::read)
        .orElseGet(
            () ->
                Scopes.ofBooks()
                    .filter(it -> !BroadScopes.closedToCustom(it, app, clock.instant()))
                    .collect(Collectors.toCollection(LinkedHashSet::new)));
  }

  public synchronized void state(App app, State state) {
    save(app, state, scopes(app));
  }

  /** As an edit in the portal: the connection is off until it is authorised again. */
  public synchronized void edit(App app, Collection<String> scopes) {
    save(app, State.DEACTIVATED, scopes);
  }

  /** The name of the error that asking for these scopes is; empty when it is none. */
  String refusal(App app, Collection<String> asked) {
    boolean impossible =
        !Scopes.known(asked)
            || asked.stream().anyMatch(FOR_USERS_ONLY::contains)
            || asked.stream().anyMatch(it -> BroadScopes.closedToCustom(it, app, clock.instant()));
    if (impossible) {
      return INVALID_SCOPE;
    }
    Set<String> made = scopes(app);
    boolean covered =
        asked.stream().allMatch(it -> made.contains(it) || made.contains(Scopes.writing(it)));
    if (covered) {
      return "";
    }
    return switches.is(Switch.FOREIGN_SCOPE_IS_UNAUTHORIZED_CLIENT)
        ? "unauthorized_client"
        : INVALID_SCOPE;
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
