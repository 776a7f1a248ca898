package dev.tandem.books.look;

import dev.tandem.books.conflicts.Conflicts.Trace;
import dev.tandem.books.conflicts.OverlapConflicts;
import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.LaneStopped;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.lane.Operation;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerTrace;
import dev.tandem.books.ledger.LedgerTrouble;
import dev.tandem.books.mirror.Decisions;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Who changed in the ledger what is in dispute: one call to its history, made when a person looks
 * at the dispute, and kept with it.
 */
@Component
public class WhoChanged {

  /** Nobody asks for more than the last ones. */
  private static final int MOST = 3;

  private final Decisions decisions;
  private final OverlapConflicts conflicts;
  private final Connections connections;
  private final Lanes lanes;

  WhoChanged(
      Decisions decisions, OverlapConflicts conflicts, Connections connections, Lanes lanes) {
    this.decisions = decisions;
    this.conflicts = conflicts;
    this.connections = connections;
    this.lanes = lanes;
  }

  /**
   * Asks, unless it is known. Without an open transaction.
   *
   * @return whether it is known now; else the ledger could not be asked
   */
  public boolean ask(Kind kind, UUID record) {
    boolean known = true;
    for (var it : decisions.untraced(kind, record).entrySet()) {
      known &= ask(it.getKey(), kind, record, it.getValue());
    }
    return known;
  }

  private boolean ask(UUID tenant, Kind kind, UUID record, String ledgerId) {
    Binding binding =
        connections.bindings().stream()
            .filter(it -> it.active() && it.tenantId().equals(tenant.toString()))
            .findFirst()
            .orElse(null);
    if (binding == null) {
      return false;
    }
    var reading = Operation.read(LaneClass.PERSON, "fetch the history of " + kind.plural(), 1);
    try {
      List<LedgerTrace> history =
          lanes.visit(
              binding.id(),
              calls -> calls.call(reading, books -> books.history(kind, ledgerId)).value());
      conflicts.traced(tenant, kind.text(), record, people(history));
      return true;
    } catch (LaneStopped | LedgerTrouble e) {
      return false;
    }
  }

  /** The latest changes by people. */
  private static List<Trace> people(List<LedgerTrace> history) {
    return history.stream()
        .filter(it -> !it.program())
        .limit(MOST)
        .map(it -> new Trace(it.at(), it.who(), it.what(), it.details()))
        .toList();
  }
}
