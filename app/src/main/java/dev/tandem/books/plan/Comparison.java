package dev.tandem.books.plan;

import dev.tandem.books.connection.BindingId;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.Classification;
import dev.tandem.books.mirror.Matching;
import dev.tandem.books.mirror.Twin;
import dev.tandem.books.outbox.Backlog;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.practice.clients.Clients;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.changes.Changes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Holds every client that waits for an organisation against the contacts there, a thousand with one
 * statement.
 */
@Component
class Comparison {

  private static final int AT_ONCE = 1_000;

  private final Backlog backlog;
  private final Clients clients;
  private final Matching matching;
  private final PlanRepository plans;
  private final Changes changes;

  Comparison(
      Backlog backlog, Clients clients, Matching matching, PlanRepository plans, Changes changes) {
    this.backlog = backlog;
    this.clients = clients;
    this.matching = matching;
    this.plans = plans;
    this.changes = changes;
  }

  @Transactional
  public void compare(BindingId binding, UUID tenant) {
    var names = new HashMap<UUID, String>();
    var twins = new HashMap<UUID, List<Twin>>();
    @Nullable UUID after = null;
    while (true) {
      List<UUID> portion = backlog.newOnes(Kind.CLIENT, tenant, after, AT_ONCE);
      List<ClientView> known = active(portion);
      known.forEach(it -> names.put(it.id().value(), it.keys().name()));
      twins.putAll(matching.twins(tenant, known));
      if (portion.size() < AT_ONCE) {
        break;
      }
      after = portion.getLast();
    }
    plans.classified(binding, tenant, Classification.of(names.keySet(), twins), names);
    changes.announce(new RecordRef("ledger", binding.value()));
  }

  /** Whoever is archived here is not made over there. */
  private List<ClientView> active(List<UUID> ids) {
    Map<ClientId, ClientView> found = clients.byIds(ids.stream().map(ClientId::new).toList());
    return found.values().stream().filter(it -> !it.archived()).toList();
  }
}
