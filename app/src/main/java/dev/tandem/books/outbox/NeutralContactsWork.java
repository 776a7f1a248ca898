package dev.tandem.books.outbox;

import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.LaneId;
import dev.tandem.books.lane.LaneJob;
import dev.tandem.books.lane.LaneScope;
import dev.tandem.books.lane.LaneWork;
import dev.tandem.books.mirror.NeutralContacts;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * At both ends of each turn of a lane: is a contact of an erased client needed, or needed no more?
 * What waited for it may have gone in this turn. Makes no calls.
 */
@Component
class NeutralContactsWork implements LaneWork {

  private final NeutralContacts contacts;
  private final Clock clock;
  private final Map<LaneId, Long> looked = new ConcurrentHashMap<>();

  NeutralContactsWork(NeutralContacts contacts, Clock clock) {
    this.contacts = contacts;
    this.clock = clock;
  }

  @Override
  public @Nullable LaneJob next(LaneClass wanted, LaneScope scope) {
    if (wanted == LaneClass.PUSH && isNew(scope)) {
      contacts.settle(scope.tenant());
    }
    return null;
  }

  private boolean isNew(LaneScope scope) {
    Long before = looked.put(scope.lane(), scope.epoch());
    return before == null || before != scope.epoch();
  }

  @Override
  public @Nullable Instant due(LaneScope scope) {
    return contacts.settle(scope.tenant()) ? clock.instant().plus(PushClaim.PATIENCE) : null;
  }
}
