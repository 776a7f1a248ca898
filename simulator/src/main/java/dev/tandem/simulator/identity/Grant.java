package dev.tandem.simulator.identity;

import dev.tandem.simulator.http.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the user has allowed one app.
 *
 * @param withheld scopes that were taken away since
 * @param former connections that have ended; an organisation connected again goes on under its own
 */
record Grant(
    Set<String> scopes,
    List<Connection> connections,
    Set<String> withheld,
    List<Connection> former) {
  static final Grant NOTHING = new Grant(Set.of(), List.of(), Set.of(), List.of());

  Grant withScopes(Set<String> others, Set<String> othersWithheld) {
    return new Grant(others, connections, othersWithheld, former);
  }

  /** Connected again it is the same connection, created once and updated now. */
  Grant connect(String tenantId, SignIn signIn) {
    Optional<Connection> earlier =
        Stream.concat(connections.stream(), former.stream())
            .filter(each -> each.tenantId().equals(tenantId))
            .findFirst();
    List<Connection> all = except(connections, tenantId);
    all.add(
        earlier.map(old -> old.again(signIn)).orElseGet(() -> Connection.first(tenantId, signIn)));
    return new Grant(scopes, all, withheld, except(former, tenantId));
  }

  Grant end(Connection connection) {
    List<Connection> ended = new ArrayList<>(former);
    ended.add(connection);
    return new Grant(scopes, except(connections, connection.tenantId()), withheld, ended);
  }

  /** As if the organisation had never been connected. */
  Grant without(String tenantId) {
    return new Grant(scopes, except(connections, tenantId), withheld, except(former, tenantId));
  }

  private static List<Connection> except(List<Connection> connections, String tenantId) {
    List<Connection> rest = new ArrayList<>(connections);
    rest.removeIf(each -> each.tenantId().equals(tenantId));
    return rest;
  }

  ObjectNode toRecord() {
    ObjectNode node = Json.object();
    scopes.forEach(node.putArray("scopes")::add);
    withheld.forEach(node.putArray("withheld")::add);
    write(node, "connections", connections);
    write(node, "former", former);
    return node;
  }

  private static void write(ObjectNode node, String name, Collection<Connection> connections) {
    var list = node.putArray(name);
    connections.forEach(each -> list.add(each.toRecord()));
  }

  static Grant fromRecord(JsonNode node) {
    return new Grant(
        texts(node.path("scopes")),
        connections(node.path("connections")),
        texts(node.path("withheld")),
        connections(node.path("former")));
  }

  private static Set<String> texts(JsonNode list) {
    Set<String> texts = new LinkedHashSet<>();
    list.forEach(each -> texts.add(each.asString()));
    return texts;
  }

  private static List<Connection> connections(JsonNode list) {
    List<Connection> connections = new ArrayList<>();
    list.forEach(each -> connections.add(Connection.fromRecord(each)));
    return connections;
  }
}
