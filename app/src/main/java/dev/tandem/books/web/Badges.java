package dev.tandem.books.web;

import dev.tandem.books.conflicts.Conflicts;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.inbox.Knowledge;
import dev.tandem.shared.RecordRef;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;

/** Ledger badges for many records at once. */
@Component
class Badges {

  private final Connections connections;
  private final OwnRecords own;
  private final Conflicts conflicts;
  private final Knowledge knowledge;

  Badges(Connections connections, OwnRecords own, Conflicts conflicts, Knowledge knowledge) {
    this.connections = connections;
    this.own = own;
    this.conflicts = conflicts;
    this.knowledge = knowledge;
  }

  /**
   * None for a practice that has no ledger: a badge on everything would say nothing. None either
   * for what is no record of the practice.
   */
  List<Badge> of(Collection<RecordRef> records) {
    if (records.isEmpty() || connections.bindings().isEmpty()) {
      return List.of();
    }
    Set<RecordRef> disputed = of(records, (kind, ids) -> conflicts.openFields(kind, ids).keySet());
    Set<RecordRef> overtaken = of(records, conflicts::overtaken);
    Map<RecordRef, Instant> known = knowledge.of(records);
    return own.standings(records).stream()
        .map(
            it ->
                Badge.of(it, disputed.contains(it.record()), overtaken.contains(it.record()))
                    .asOf(known.get(it.record())))
        .toList();
  }

  private static Set<RecordRef> of(
      Collection<RecordRef> records, BiFunction<String, List<UUID>, Set<UUID>> asked) {
    var found = new HashSet<RecordRef>();
    for (String kind :
        Set.of("client", "invoice", "credit-note", "advance", "payment", "receipt")) {
      var ids = records.stream().filter(it -> it.kind().equals(kind)).map(RecordRef::id).toList();
      if (!ids.isEmpty()) {
        asked.apply(kind, ids).forEach(id -> found.add(new RecordRef(kind, id)));
      }
    }
    return found;
  }
}
