package dev.tandem.books.outbox;

import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.LaneId;
import dev.tandem.books.lane.LaneJob;
import dev.tandem.books.lane.LaneScope;
import dev.tandem.books.lane.LaneWork;
import dev.tandem.shared.Deadlock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Once in each turn of a lane: does anything of the practice wait for an organisation that is not
 * connected, though it has a place? It was queued, or under way, while the organisations changed.
 * Makes no calls.
 */
@Component
class LeftBehindWork implements LaneWork {

  private static final Duration SOON = Duration.ofSeconds(5);

  private final ObjectProvider<MoveWaitingOnOrganisationsChanged> moving;
  private final Clock clock;
  private final Map<LaneId, Long> looked = new ConcurrentHashMap<>();

  /** Asked for when it is needed: it signals the lanes, which are made of their work. */
  LeftBehindWork(ObjectProvider<MoveWaitingOnOrganisationsChanged> moving, Clock clock) {
    this.moving = moving;
    this.clock = clock;
  }

  @Override
  public @Nullable LaneJob next(LaneClass wanted, LaneScope scope) {
    if (wanted == LaneClass.PUSH && isNew(scope)) {
      var move = moving.getObject();
      Deadlock.retried(move::moveLeftBehind);
    }
    return null;
  }

  private boolean isNew(LaneScope scope) {
    Long before = looked.put(scope.lane(), scope.epoch());
    return before == null || before != scope.epoch();
  }

  @Override
  public @Nullable Instant due(LaneScope scope) {
    return moving.getObject().anyToFollow() ? clock.instant().plus(SOON) : null;
  }
}
