package dev.tandem.simulator.webhook;

import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.journal.Drawer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One registered webhook: how it stands, its own event sequence and the events still owed to it.
 * All of it is journaled.
 */
final class Subscription {
  /** How a webhook stands in the portal. */
  enum State {
    OK,
    DISABLED,
    /** New, and its address has not shown yet that it wants deliveries. */
    INTENT_TO_RECEIVE_REQUIRED
  }

  private final Registration registration;
  private final Drawer drawer;
  private final Backlog backlog;
  private final Map<String, Long> sequences = new TreeMap<>();
  private long lastPlace;
  private State state;
  private @Nullable Instant failingSince;
  private boolean retired;

  private Subscription(
      Registration registration, JsonNode record, State state, Drawer drawer, Drawer owed) {
    this.registration = registration;
    this.drawer = drawer;
    this.state = state;
    this.backlog = new Backlog(registration.id(), owed);
    record
        .path("sequences")
        .properties()
        .forEach(each -> sequences.put(each.getKey(), each.getValue().asLong()));
    if (record.has("failingSince")) {
      failingSince = Instant.parse(record.path("failingSince").asString());
    }
    this.lastPlace = record.path("lastPlace").asLong(record.path("nextSequence").asLong(1) - 1);
    sequences.putIfAbsent("", lastPlace);
    backlog.all().forEach(this::countOn);
  }

  private void countOn(Pending pending) {
    lastPlace = Math.max(lastPlace, pending.place());
    sequences.merge(pending.tenant(), pending.sequence(), Math::max);
    sequences.merge("", pending.sequence(), Math::max);
  }

  static Subscription register(
      Registration registration, boolean unchecked, Drawer drawer, Drawer owed) {
    State state = unchecked ? State.OK : State.INTENT_TO_RECEIVE_REQUIRED;
    Subscription added = new Subscription(registration, Json.object(), state, drawer, owed);
    added.save();
    return added;
  }

  /** The same webhook under another address, which has to show its intent first. */
  synchronized Subscription movedTo(String url, Drawer owed) {
    retire();
    drawer.remove(registration.id());
    Subscription moved = register(registration.at(url), false, drawer, owed);
    List<Pending> events = backlog.all();
    backlog.remove(events);
    moved.takeOver(events, lastPlace, sequences);
    return moved;
  }

  private synchronized void takeOver(List<Pending> events, long place, Map<String, Long> counted) {
    events.forEach(backlog::add);
    lastPlace = place;
    sequences.putAll(counted);
    save();
  }

  static Subscription restore(ObjectNode record, Drawer drawer, Drawer owed) {
    State usual = record.path("enabled").asBoolean(true) ? State.OK : State.DISABLED;
    State state = State.valueOf(record.path("state").asString(usual.name()));
    return new Subscription(Registration.read(record), record, state, drawer, owed);
  }

  /** From now on nothing is written for it: the address was unregistered or registered anew. */
  synchronized void retire() {
    retired = true;
  }

  private void save() {
    if (retired) {
      return;
    }
    ObjectNode record =
        registration.record().put("state", state.name()).put("lastPlace", lastPlace);
    sequences.forEach(record.putObject("sequences")::put);
    if (failingSince != null) {
      record.put("failingSince", failingSince.toString());
    }
    drawer.put(registration.id(), record);
  }

  Registration registration() {
    return registration;
  }

  Backlog backlog() {
    return backlog;
  }

  synchronized boolean enabled() {
    return state == State.OK;
  }

  /** Deliveries are made, or made again. */
  synchronized void enable() {
    state = State.OK;
    failingSince = null;
    save();
  }

  synchronized void disable() {
    state = State.DISABLED;
    failingSince = null;
    save();
  }

  synchronized @Nullable Instant failingSince() {
    return failingSince;
  }

  synchronized void failing(@Nullable Instant since) {
    if (!java.util.Objects.equals(failingSince, since)) {
      failingSince = since;
      save();
    }
  }

  /**
   * @param perTenant whether each organisation has a sequence of its own
   */
  synchronized void owe(List<Event> events, boolean perTenant) {
    for (Event each : events) {
      String counter = perTenant ? each.tenantId() : "";
      long sequence = sequences.merge(counter, 1L, Long::sum);
      backlog.add(new Pending(++lastPlace, sequence, each.json().deepCopy()));
    }
    save();
  }

  /** What may be shown: never the key. */
  synchronized ObjectNode describe() {
    ObjectNode shown =
        Json.object()
            .put("url", registration.url())
            .put("app", registration.app())
            .put("tenant", registration.tenant())
            .put("status", state.name().replace('_', ' ').toUpperCase(Locale.ROOT))
            .put("nextSequence", sequences.getOrDefault("", 0L) + 1)
            .put("waiting", backlog.size());
    registration.categories().forEach(each -> shown.withArray("categories").add(each.name()));
    if (failingSince != null) {
      shown.put("failingSince", failingSince.toString());
    }
    return shown;
  }
}
