package dev.tandem.books.web;

import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.books.outbox.Outbox.Standing;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.RecordRef;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Tells records of the practice from ids that somebody made up or took from elsewhere: the ledger's
 * side keeps rows only for records that travel, so their absence alone proves nothing.
 */
@Component
class OwnRecords {

  private final Outbox outbox;
  private final RecordNames names;

  OwnRecords(Outbox outbox, RecordNames names) {
    this.outbox = outbox;
    this.names = names;
  }

  /** How the record stands; {@link NoSuchRecord} if the practice has none. */
  Standing standing(String kind, UUID id) {
    return standings(List.of(ref(kind, id))).stream()
        .findFirst()
        .orElseThrow(() -> new NoSuchRecord(kind, id));
  }

  /** How those stand that the practice has. A link is kept when its record is gone. */
  List<Standing> standings(Collection<RecordRef> records) {
    var standings = outbox.standings(records).values();
    Set<RecordRef> found =
        names.known(
            standings.stream()
                .filter(it -> it.state() == State.NOT_SENT)
                .map(Standing::record)
                .toList());
    return standings.stream()
        .filter(it -> it.state() != State.NOT_SENT || found.contains(it.record()))
        .toList();
  }

  private static RecordRef ref(String kind, UUID id) {
    try {
      return new RecordRef(Kind.of(kind).text(), id);
    } catch (IllegalArgumentException _) {
      throw new NoSuchRecord(kind, id);
    }
  }
}
