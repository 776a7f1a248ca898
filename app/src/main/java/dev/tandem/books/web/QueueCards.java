package dev.tandem.books.web;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.lane.LaneState;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.lane.Outage;
import dev.tandem.books.outbox.Forecast;
import dev.tandem.books.outbox.Forecasts;
import dev.tandem.books.outbox.Pauses;
import dev.tandem.books.outbox.PushProgress;
import dev.tandem.books.plan.Plans;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together what waits for each organisation. */
@Component
class QueueCards {

  private final Connections connections;
  private final Forecasts forecasts;
  private final PushProgress progress;
  private final Pauses pauses;
  private final Lanes lanes;
  private final Plans plans;

  QueueCards(
      Connections connections,
      Forecasts forecasts,
      PushProgress progress,
      Pauses pauses,
      Lanes lanes,
      Plans plans) {
    this.connections = connections;
    this.forecasts = forecasts;
    this.progress = progress;
    this.pauses = pauses;
    this.lanes = lanes;
    this.plans = plans;
  }

  /** The organisations that are connected, the main one first; then what waits for none of them. */
  List<QueueCard> all() {
    var waiting = new HashMap<UUID, Forecasts.Of>();
    forecasts.all().forEach(it -> waiting.put(it.tenant(), it));
    Map<UUID, Pauses.Pause> paused = pauses.now();
    Map<UUID, LaneState> states = new HashMap<>();
    lanes.states().forEach(it -> states.put(it.lane().tenant(), it));
    var cards = new ArrayList<QueueCard>();
    for (Binding it : connections.bindings()) {
      UUID tenant = UUID.fromString(it.tenantId());
      Forecasts.Of waits = waiting.remove(tenant);
      boolean living = it.status() != Binding.Status.DISCONNECTED;
      if (living || waits != null) {
        cards.add(card(it, tenant, waits, paused, states.get(tenant)));
      }
    }
    waiting.values().stream()
        .map(it -> new QueueCard(null, false, it, null, null, List.of(), Outage.NONE))
        .forEach(cards::add);
    return cards;
  }

  private QueueCard card(
      Binding binding,
      UUID tenant,
      Forecasts.@Nullable Of waits,
      Map<UUID, Pauses.Pause> paused,
      @Nullable LaneState lane) {
    return new QueueCard(
        binding,
        binding.active() && !plans.decided(binding.id()),
        waits == null
            ? new Forecasts.Of(tenant, List.of(), Forecast.NOTHING, Forecast.NOTHING)
            : waits,
        progress.of(tenant).orElse(null),
        lane == null || !lane.paused() ? null : paused.getOrDefault(tenant, Pauses.UNKNOWN),
        lane == null ? List.of() : Resting.of(lane),
        lane == null ? Outage.NONE : lane.outage());
  }
}
