package dev.tandem.simulator.faults;

import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Request;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The faults waiting to strike; of several that fit a request the first one does. A script belongs
 * to a run: it is not kept with the data, so that a simulator never fails for a forgotten reason.
 */
public final class FaultScript {
  private static final int STRIKES_KEPT = 500;

  private final Clock clock;
  private final List<ScriptedFault> faults = new ArrayList<>();
  private final Deque<ObjectNode> strikes = new ArrayDeque<>();
  private int added;

  /**
   * @param clock the simulator's, which schedules follow
   */
  public FaultScript(Clock clock) {
    this.clock = clock;
  }

  /** Returns the id under which it is listed. */
  public synchronized String add(FaultPlan plan) {
    String id = Integer.toString(++added);
    faults.add(new ScriptedFault(id, plan));
    return id;
  }

  /** From a description in JSON; false when it says nothing playable. */
  public boolean add(ObjectNode json) {
    try {
      add(FaultPlan.read(json));
      return true;
    } catch (Unreadable unreadable) {
      return false;
    }
  }

  synchronized Optional<Fault> next(Request request, String tenant) {
    Instant now = clock.instant();
    for (ScriptedFault each : faults) {
      if (each.strikes(request, tenant, now)) {
        note(each.strike(now, request, tenant));
        faults.removeIf(ScriptedFault::spent);
        return Optional.of(each.fault());
      }
    }
    return Optional.empty();
  }

  private void note(ObjectNode strike) {
    strikes.addLast(strike);
    if (strikes.size() > STRIKES_KEPT) {
      strikes.removeFirst();
    }
  }

  /** With kind, own fields, whom they strike, and how often they have and still will. */
  public synchronized List<ObjectNode> waiting() {
    return faults.stream().map(ScriptedFault::describe).toList();
  }

  /** The latest requests that a fault struck, newest last, also those of faults that are spent. */
  public synchronized List<ObjectNode> struck() {
    return strikes.stream().map(ObjectNode::deepCopy).toList();
  }

  /** Takes one away; false when it is not there or spent. */
  public synchronized boolean remove(String id) {
    return faults.removeIf(each -> each.id().equals(id));
  }

  public synchronized void clear() {
    faults.clear();
  }

  /** As new: no fault waits, and none has struck. */
  public synchronized void reset() {
    faults.clear();
    strikes.clear();
  }

  /** Every kind with a sentence and its own fields, for whoever writes a script. */
  public static List<ObjectNode> kinds() {
    List<ObjectNode> kinds = new ArrayList<>();
    for (FaultKind kind : FaultKind.values()) {
      ObjectNode described =
          Json.object().put("kind", kind.wireName()).put("sentence", kind.sentence());
      kind.fields().forEach(described.putArray("fields")::add);
      kinds.add(described);
    }
    return kinds;
  }
}
