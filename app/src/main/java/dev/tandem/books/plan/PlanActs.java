package dev.tandem.books.plan;

import dev.tandem.books.connection.BindingId;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.books.mirror.Choices.Chosen;
import dev.tandem.books.mirror.Linking;
import dev.tandem.books.outbox.Backlog;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.changes.Changes;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a lane's turn does for a plan: makes the links, then lets our changes leave. */
@Component
@Transactional
class PlanActs {

  private final PlanRepository repository;
  private final Linking linking;
  private final Backlog backlog;
  private final Changes changes;

  PlanActs(PlanRepository repository, Linking linking, Backlog backlog, Changes changes) {
    this.repository = repository;
    this.linking = linking;
    this.backlog = backlog;
    this.changes = changes;
  }

  /** Makes links that were chosen, from a full reading; what differs is to be sent. */
  public List<UUID> link(UUID tenant, long seq, List<Chosen> chosen, List<LedgerRecord> read) {
    List<UUID> linked = linking.link(tenant, seq, chosen, read);
    backlog.queueClients(tenant, linked);
    return linked;
  }

  /** All links are made: what was found in the comparison is of no use any more. */
  public void finish(BindingId binding, UUID tenant) {
    if (repository.finish(binding)) {
      repository.forgetMatches(tenant);
      changes.announce(new RecordRef("ledger", binding.value()));
    }
  }
}
