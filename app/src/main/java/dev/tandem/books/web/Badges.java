package dev.tandem.books.web;

import dev.tandem.books.conflicts.Conflicts;
import dev.tandem.books.connection.Connections;
import dev.tandem.shared.RecordRef;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Ledger badges for many records at once. */
@Component
class Badges {

  private final Connections connections;
  private final OwnRecords own;
  private final Conflicts conflicts;

  Badges(Connections connections, OwnRecords own, Conflicts conflicts) {
    this.connections = connections;
    this.own = own;
    this.conflicts = conflicts;
  }

  /**
   * None for a practice that has no ledger: a badge on everything would say nothing. None either
   * for what is no record of the practice.
   */
  List<Badge> of(Collection<RecordRef> records) {
    if (records.isEmpty() || connections.bindings().isEmpty()) {
      return List.of();
    }
    Set<RecordRef> disputed = disputed(records);
    return own.standings(records).stream()
        .map(it -> Badge.of(it, disputed.contains(it.record())))
        .toList();
  }

  private Set<RecordRef> disputed(Collection<RecordRef> records) {
    var disputed = new HashSet<RecordRef>();
    for (String kind :
        Set.of("client", "invoice", "credit-note", "advance", "payment", "receipt")) {
      var ids = records.stream().filter(it -> it.kind().equals(kind)).map(RecordRef::id).toList();
      if (!ids.isEmpty()) {
        conflicts
            .openFields(kind, ids)
            .keySet()
            .forEach(id -> disputed.add(new RecordRef(kind, id)));
      }
    }
    return disputed;
  }
}
