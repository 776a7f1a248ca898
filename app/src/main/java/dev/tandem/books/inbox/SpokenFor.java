package dev.tandem.books.inbox;

import dev.tandem.books.connection.Route;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * For which organisations each webhook of the ledger speaks, in one moment. Those of custom
 * connections speak for their own, now and when their keys are in use no more; any other for all
 * that have none of their own now.
 */
final class SpokenFor {

  private final Map<String, Set<UUID>> some;
  private final Map<UUID, List<Route>> routes;
  private final Set<UUID> others;

  /** The webhooks that speak for some only, by each of these. */
  private final Map<UUID, List<String>> narrow = new HashMap<>();

  private final List<String> wide = new ArrayList<>();

  /**
   * @param webhooks by their fingerprints
   * @param some those that speak for some only
   * @param apart those of which no other webhook tells
   */
  SpokenFor(
      Collection<String> webhooks,
      Map<String, Set<UUID>> some,
      Set<UUID> apart,
      Collection<Route> routes) {
    this.some = some;
    this.routes = routes.stream().collect(Collectors.groupingBy(SpokenFor::tenant));
    others =
        this.routes.keySet().stream()
            .filter(it -> !apart.contains(it))
            .collect(Collectors.toUnmodifiableSet());
    for (String it : webhooks) {
      if (some.containsKey(it)) {
        tenants(it)
            .forEach(tenant -> narrow.computeIfAbsent(tenant, _ -> new ArrayList<>()).add(it));
      } else {
        wide.add(it);
      }
    }
  }

  static UUID tenant(Route route) {
    return UUID.fromString(route.tenantId());
  }

  List<Route> routes(String via) {
    return tenants(via).stream()
        .flatMap(it -> routes.getOrDefault(it, List.of()).stream())
        .toList();
  }

  Set<UUID> tenants(String via) {
    return some.getOrDefault(via, others);
  }

  /**
   * Those that speak for all of its organisations, itself among them: a webhook that was made anew
   * has another key, and then the one before never calls again.
   */
  List<String> covering(String via) {
    Set<UUID> its = tenants(via);
    if (its.isEmpty()) {
      return List.of(via);
    }
    UUID one = its.iterator().next();
    return Stream.concat(
            narrow.getOrDefault(one, List.of()).stream(),
            others.contains(one) ? wide.stream() : Stream.empty())
        .filter(it -> tenants(it) == its || tenants(it).containsAll(its))
        .toList();
  }
}
