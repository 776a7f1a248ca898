package dev.tandem.books.plan;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.StillToDecide;
import dev.tandem.books.outbox.PushGuard;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Nothing leaves for an organisation before somebody has decided on the plan, once. */
@Component
@Order(100)
class PlanGuard implements PushGuard, StillToDecide {

  private static final Stop UNDECIDED =
      new Stop("Nothing has left yet: look at the plan first.", "/ledger/plan");

  private static final Stop LINKING =
      new Stop(
          "The plan was started: the links are made first, everything else goes right after.",
          "/ledger/plan",
          true);

  private final PlanRepository plans;

  /** A decision is never taken back, so it is looked up only once. */
  private final Set<BindingId> decided = ConcurrentHashMap.newKeySet();

  PlanGuard(PlanRepository plans) {
    this.plans = plans;
  }

  @Override
  public Optional<String> page(BindingId binding) {
    return plans.decided(binding)
        ? Optional.empty()
        : Optional.of(UNDECIDED.path() + "?organisation=" + binding);
  }

  @Override
  public Optional<Stop> stops(Binding binding) {
    if (decided.contains(binding.id())) {
      return Optional.empty();
    }
    return switch (plans.find(binding.id()).state()) {
      case OPEN -> Optional.of(UNDECIDED);
      case STARTED -> Optional.of(LINKING);
      case DECIDED -> {
        decided.add(binding.id());
        yield Optional.empty();
      }
    };
  }
}
