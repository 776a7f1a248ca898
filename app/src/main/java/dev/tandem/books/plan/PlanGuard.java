package dev.tandem.books.plan;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.StillToDecide;
import dev.tandem.books.outbox.PushGuard;
import java.util.Optional;
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

  PlanGuard(PlanRepository plans) {
    this.plans = plans;
  }

  @Override
  public Optional<String> page(BindingId binding) {
    return plans.decided(binding)
        ? Optional.empty()
        : Optional.of(UNDECIDED.path() + "?organisation=" + binding);
  }

  /**
   * Looked up each time: nobody takes a decision back, but a database that is put back to before it
   * beneath a running process does.
   */
  @Override
  public Optional<Stop> stops(Binding binding) {
    return switch (plans.find(binding.id()).state()) {
      case OPEN -> Optional.of(UNDECIDED);
      case STARTED -> Optional.of(LINKING);
      case DECIDED -> Optional.empty();
    };
  }
}
