package dev.tandem.books.mapping;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What is mapped in an organisation and what it has to offer, read once for a whole transaction:
 * each line of what is issued asks the same.
 */
@Component
class Lookups {

  private final Targets targets;
  private final Mappings mappings;

  Lookups(Targets targets, Mappings mappings) {
    this.targets = targets;
    this.mappings = mappings;
  }

  /** One organisation's. */
  final class Lookup {

    private final UUID tenant;
    private final Map<Subject, Target> all;
    private @Nullable Offered bare;
    private @Nullable Offered withItems;

    private Lookup(UUID tenant) {
      this.tenant = tenant;
      this.all = targets.all(tenant);
    }

    Target target(Subject it) {
      return all.getOrDefault(it, Target.NOTHING);
    }

    /** Enough to judge these; an organisation may have thousands of items. */
    Offered offered(List<Target> judged) {
      return offered(judged.stream().anyMatch(it -> it.item() != null));
    }

    Offered offered(boolean items) {
      if (!items) {
        bare = bare == null ? mappings.offered(tenant, List.of()) : bare;
        return bare;
      }
      withItems = withItems == null ? mappings.offered(tenant) : withItems;
      return withItems;
    }
  }

  Lookup of(UUID tenant) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      return new Lookup(tenant);
    }
    Map<UUID, Lookup> known = known();
    if (known == null) {
      known = new HashMap<>();
      TransactionSynchronizationManager.bindResource(Lookups.class, known);
      TransactionSynchronizationManager.registerSynchronization(new End());
    }
    return known.computeIfAbsent(tenant, Lookup::new);
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Map<UUID, Lookup> known() {
    return (Map<UUID, Lookup>) TransactionSynchronizationManager.getResource(Lookups.class);
  }

  /** Something is mapped otherwise from now on. */
  static void forget() {
    Map<UUID, Lookup> known = known();
    if (known != null) {
      known.clear();
    }
  }

  /** What was read belongs to its transaction; one that it waits for reads for itself. */
  private static final class End implements TransactionSynchronization {

    private @Nullable Object put;

    @Override
    public void suspend() {
      put = TransactionSynchronizationManager.unbindResourceIfPossible(Lookups.class);
    }

    @Override
    public void resume() {
      if (put != null) {
        TransactionSynchronizationManager.bindResource(Lookups.class, put);
      }
    }

    @Override
    public void afterCompletion(int status) {
      TransactionSynchronizationManager.unbindResourceIfPossible(Lookups.class);
    }
  }
}
