package dev.tandem.books.web;

import dev.tandem.books.conflicts.Conflicts;
import dev.tandem.books.connection.Binding;
import dev.tandem.books.lane.LaneState;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.lane.LedgerUse;
import dev.tandem.books.lane.Outage;
import dev.tandem.books.lane.SyncLog;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.books.outbox.Pauses;
import dev.tandem.shared.RecordRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the head of the page tells of the work between both sides. */
@Component
class LedgerReading {

  /** Xero's own limit for one organisation. */
  private static final int MINUTE = 60;

  private static final int STARTER_DAY = 1_000;
  private static final int DAY = 5_000;

  /** More than anybody decides in a sitting; above, the count reads so. */
  private static final int CONFLICTS = 500;

  private final Outbox outbox;
  private final Lanes lanes;
  private final SyncLog log;
  private final LedgerUse use;
  private final Conflicts conflicts;
  private final Pauses pauses;

  LedgerReading(
      Outbox outbox, Lanes lanes, SyncLog log, LedgerUse use, Conflicts conflicts, Pauses pauses) {
    this.outbox = outbox;
    this.lanes = lanes;
    this.log = log;
    this.use = use;
    this.conflicts = conflicts;
    this.pauses = pauses;
  }

  /** Of the practice and of each of its organisations, read once. */
  Queues queues() {
    return new Queues(outbox.refusals(CONFLICTS), conflicts.open(CONFLICTS));
  }

  int homeless() {
    return outbox.homeless();
  }

  /** What stands between the practice and its organisations. */
  final class Queues {

    private final List<Outbox.Standing> refusals;
    private final List<Conflicts.Open> disputes;

    private Queues(List<Outbox.Standing> refusals, List<Conflicts.Open> disputes) {
      this.refusals = refusals;
      this.disputes = disputes;
    }

    Queue all() {
      return new Queue(
          waiting(outbox.counts()),
          refusals.size(),
          records(disputes.stream()),
          log.lastGood(null));
    }

    Queue of(String tenantId) {
      UUID tenant = UUID.fromString(tenantId);
      return new Queue(
          waiting(outbox.counts(tenant)),
          (int) refusals.stream().filter(it -> tenant.equals(it.tenant())).count(),
          records(disputes.stream().filter(it -> tenant.equals(it.tenant()))),
          log.lastGood(tenant));
    }
  }

  /** Several fields of one are one thing to decide. */
  private static int records(Stream<Conflicts.Open> disputes) {
    return (int) disputes.map(it -> new RecordRef(it.kind(), it.record())).distinct().count();
  }

  private static int waiting(Map<State, Integer> counts) {
    return count(counts, State.WAITING)
        + count(counts, State.SENDING)
        + count(counts, State.PAUSED);
  }

  /** Of the practice's lanes, read once for all that is told of them. */
  List<LaneState> states() {
    return lanes.states();
  }

  Optional<Budget> budget(Binding binding, List<LaneState> states) {
    return states.stream()
        .filter(it -> it.lane().tenant().toString().equals(binding.tenantId()))
        .findAny()
        .map(
            it ->
                new Budget(
                    it.minuteLeft(),
                    MINUTE,
                    it.dayLeft(),
                    allowance(it.dayMost()),
                    it.blockedUntil(),
                    use.of(it.lane().tenant())));
  }

  /** Who holds the calls to this organisation at present; null while nobody does. */
  Pauses.@Nullable Pause pause(Binding binding, List<LaneState> states) {
    UUID tenant = UUID.fromString(binding.tenantId());
    boolean paused =
        states.stream().anyMatch(it -> it.paused() && it.lane().tenant().equals(tenant));
    return paused ? pauses.now().getOrDefault(tenant, Pauses.UNKNOWN) : null;
  }

  /** What rests because its calls to this organisation failed one after the other. */
  List<Resting> resting(Binding binding, List<LaneState> states) {
    return states.stream()
        .filter(it -> it.lane().tenant().toString().equals(binding.tenantId()))
        .flatMap(it -> Resting.of(it).stream())
        .toList();
  }

  /** Whether the organisation's books cannot be reached. */
  Outage outage(Binding binding, List<LaneState> states) {
    return states.stream()
        .filter(it -> it.lane().tenant().toString().equals(binding.tenantId()))
        .findAny()
        .map(LaneState::outage)
        .orElse(Outage.NONE);
  }

  /** The lane knows the most it has seen; Xero knows two allowances. */
  private static @Nullable Integer allowance(@Nullable Integer seen) {
    return seen == null ? null : seen <= STARTER_DAY ? STARTER_DAY : Math.max(seen, DAY);
  }

  private static int count(Map<State, Integer> counts, State state) {
    return counts.getOrDefault(state, 0);
  }
}
