package dev.tandem.books.outbox;

import dev.tandem.books.lane.LaneState;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.ledger.Kind;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What waits for each organisation, in calls and time. Calls nobody. */
@Component
public class Forecasts {

  private final WaitingLoads loads;
  private final Gates gates;
  private final Lanes lanes;
  private final Clock clock;

  Forecasts(WaitingLoads loads, Gates gates, Lanes lanes, Clock clock) {
    this.loads = loads;
    this.gates = gates;
    this.lanes = lanes;
    this.clock = clock;
  }

  /**
   * One kind of record on its way to one organisation.
   *
   * @param waits what goes by itself, at the latest when nothing stops it
   * @param behind records that wait for another which a person has to look at
   * @param stopped why nothing of it goes at present, as a sentence; null if it goes
   */
  public record Part(Forecast.Load waits, int behind, @Nullable String stopped) {

    public Kind kind() {
      return waits.kind();
    }
  }

  /**
   * All that waits for one organisation.
   *
   * @param parts by kind, in the order in which they go; kinds of which nothing waits are missing
   * @param going of what is not stopped
   * @param stopped of what will need these calls once nothing stops it
   */
  public record Of(UUID tenant, List<Part> parts, Forecast going, Forecast stopped) {

    /** Why something is stopped, in sentences; empty if nothing is. */
    public List<String> reasons() {
      return parts.stream()
          .map(Part::stopped)
          .flatMap(it -> Optional.ofNullable(it).stream())
          .distinct()
          .toList();
    }

    public int records() {
      return going.records() + stopped.records();
    }

    public int calls() {
      return going.calls() + stopped.calls();
    }
  }

  /** Of every organisation for which something waits, in no particular order. */
  @Transactional
  public List<Of> all() {
    var byTenant = new LinkedHashMap<UUID, List<WaitingLoads.Row>>();
    for (WaitingLoads.Row it : loads.all()) {
      byTenant.computeIfAbsent(it.tenant(), _ -> new ArrayList<>()).add(it);
    }
    if (byTenant.isEmpty()) {
      return List.of();
    }
    Gates.Open open = gates.now();
    Map<UUID, LaneState> states = states();
    return byTenant.entrySet().stream()
        .map(it -> of(it.getKey(), it.getValue(), open, states.get(it.getKey())))
        .toList();
  }

  /** Of one organisation; nothing waits for one that nobody knows. */
  @Transactional
  public Of of(UUID tenant) {
    return all().stream()
        .filter(it -> it.tenant().equals(tenant))
        .findFirst()
        .orElseGet(() -> new Of(tenant, List.of(), Forecast.NOTHING, Forecast.NOTHING));
  }

  /** Of work that is only thought of, at the organisation's pace now; nothing stops it. */
  public Forecast of(UUID tenant, Collection<Forecast.Load> work) {
    return Forecast.of(work, pace(states().get(tenant)));
  }

  private Of of(
      UUID tenant, List<WaitingLoads.Row> rows, Gates.Open open, @Nullable LaneState lane) {
    List<Part> parts =
        rows.stream()
            .map(it -> new Part(it.load(), it.behind(), stopped(tenant, it.load().kind(), open)))
            .toList();
    Forecast.Pace pace = pace(lane);
    return new Of(
        tenant,
        parts,
        Forecast.of(
            parts.stream().filter(it -> it.stopped() == null).map(Part::waits).toList(), pace),
        Forecast.of(
            parts.stream().filter(it -> it.stopped() != null).map(Part::waits).toList(), pace));
  }

  private static @Nullable String stopped(UUID tenant, Kind kind, Gates.Open open) {
    Gates.Gate gate = open.of(tenant, kind);
    if (gate.flowing()) {
      return null;
    }
    return gate.why() == null ? "Sending is off." : gate.why();
  }

  private Forecast.Pace pace(@Nullable LaneState lane) {
    Instant now = clock.instant();
    return lane == null ? Forecast.Pace.FRESH : Forecast.Pace.of(lane, now);
  }

  private Map<UUID, LaneState> states() {
    var states = new LinkedHashMap<UUID, LaneState>();
    lanes.states().forEach(it -> states.put(it.lane().tenant(), it));
    return states;
  }
}
