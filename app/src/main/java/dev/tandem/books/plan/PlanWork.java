package dev.tandem.books.plan;

import dev.tandem.books.connection.BindingId;
import dev.tandem.books.inbox.Inbox;
import dev.tandem.books.lane.Answer;
import dev.tandem.books.lane.LaneCalls;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.LaneJob;
import dev.tandem.books.lane.LaneScope;
import dev.tandem.books.lane.LaneWork;
import dev.tandem.books.lane.Operation;
import dev.tandem.books.ledger.Books;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.books.mirror.Choices;
import dev.tandem.books.mirror.Choices.Chosen;
import dev.tandem.shared.Deadlock;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The plan as work for a lane: compares once the organisation's contacts have been read, and makes
 * the links that people decided on, from a full reading of the contacts.
 */
@Component
class PlanWork implements LaneWork {

  /** Up to a call's worth somebody waits for; more is bulk. */
  private static final int FEW = Books.AT_ONCE;

  private final Comparison comparison;
  private final PlanActs acts;
  private final PlanRepository repository;
  private final Choices choices;
  private final Inbox inbox;
  private final Clock clock;
  private final Lull lull;

  /** Jobs under way, by lane. */
  private final Set<String> running = ConcurrentHashMap.newKeySet();

  PlanWork(
      Comparison comparison,
      PlanActs acts,
      PlanRepository repository,
      Choices choices,
      Inbox inbox,
      Clock clock,
      Lull lull) {
    this.comparison = comparison;
    this.acts = acts;
    this.repository = repository;
    this.choices = choices;
    this.inbox = inbox;
    this.clock = clock;
    this.lull = lull;
  }

  @Override
  public @Nullable LaneJob next(LaneClass wanted, LaneScope scope) {
    boolean mine = wanted == LaneClass.PERSON || wanted == LaneClass.PULL;
    if (!mine || lull.lasts(scope)) {
      return null;
    }
    var binding = new BindingId(scope.binding());
    PlanRepository.Row plan = repository.find(binding);
    if (toCompare(plan, scope)) {
      return wanted == LaneClass.PULL
          ? once(scope, _ -> comparison.compare(binding, scope.tenant()))
          : null;
    }
    if (plan.state() == PlanRepository.State.OPEN) {
      lull.begins(scope);
      return null;
    }
    int links = choices.linksToMake(scope.tenant());
    if (links == 0) {
      if (plan.state() == PlanRepository.State.STARTED && !running.contains(name(scope))) {
        acts.finish(binding, scope.tenant());
      }
      lull.begins(scope);
      return null;
    }
    return (links <= FEW) == (wanted == LaneClass.PERSON)
        ? once(scope, calls -> link(wanted, calls))
        : null;
  }

  private boolean toCompare(PlanRepository.Row plan, LaneScope scope) {
    return plan.state() == PlanRepository.State.OPEN
        && plan.classifiedAt() == null
        && inbox.readAt(Kind.CLIENT, scope.tenant()) != null;
  }

  private @Nullable LaneJob once(LaneScope scope, LaneJob job) {
    String name = name(scope);
    if (!running.add(name)) {
      return null;
    }
    return calls -> {
      try {
        job.run(calls);
      } finally {
        running.remove(name);
      }
    };
  }

  private static String name(LaneScope scope) {
    return scope.lane().toString();
  }

  /** As many as one call can read. */
  private void link(LaneClass laneClass, LaneCalls calls) {
    List<Chosen> chosen = choices.toLink(calls.scope().tenant(), Books.AT_ONCE);
    if (chosen.isEmpty()) {
      return;
    }
    List<String> contacts =
        chosen.stream().map(it -> Objects.requireNonNull(it.contact())).toList();
    Answer<List<LedgerRecord>> answer =
        calls.call(
            Operation.read(laneClass, "plan: contacts to link", contacts.size()),
            books -> books.byIds(Kind.CLIENT, contacts));
    Deadlock.retried(() -> acts.link(calls.scope().tenant(), answer.seq(), chosen, answer.value()));
  }

  @Override
  public @Nullable Instant due(LaneScope scope) {
    PlanRepository.Row plan = repository.find(new BindingId(scope.binding()));
    boolean links =
        plan.state() != PlanRepository.State.OPEN && choices.linksToMake(scope.tenant()) > 0;
    return links || plan.state() == PlanRepository.State.STARTED || toCompare(plan, scope)
        ? clock.instant()
        : null;
  }
}
