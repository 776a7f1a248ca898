package dev.tandem.simulator.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The faults waiting to strike; the first that fits a request does. */
public final class FaultScript {
  private final List<ScriptedFault> faults = new ArrayList<>();

  /** False when there is no fault of that kind. */
  public synchronized boolean add(ObjectNode json) {
    String kind = json.path("kind").asString("");
    Fault fault = Fault.named(kind, new FaultDetails(json));
    if (fault == null) {
      return false;
    }
    faults.add(new ScriptedFault(kind, fault, json));
    return true;
  }

  public synchronized Optional<Fault> next(String method, String path, String tenant) {
    for (ScriptedFault each : faults) {
      if (each.strikes(method, path, tenant)) {
        faults.removeIf(ScriptedFault::spent);
        return Optional.of(each.fault());
      }
    }
    return Optional.empty();
  }

  public synchronized List<ObjectNode> waiting() {
    return faults.stream().map(ScriptedFault::describe).toList();
  }

  public synchronized void clear() {
    faults.clear();
  }
}
