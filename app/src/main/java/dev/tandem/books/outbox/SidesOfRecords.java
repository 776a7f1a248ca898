package dev.tandem.books.outbox;

import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.Outbox.Standing;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.shared.LedgerSides;
import dev.tandem.shared.RecordRef;
import dev.tandem.staff.Permission;
import dev.tandem.staff.SignedIn;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How records stand, for programs that ask for them by the practice's own addresses. */
@Component
class SidesOfRecords implements LedgerSides {

  private final Outbox outbox;
  private final JdbcClient jdbc;

  SidesOfRecords(Outbox outbox, JdbcClient jdbc) {
    this.outbox = outbox;
    this.jdbc = jdbc;
  }

  @Override
  @Transactional
  public Map<RecordRef, Side> of(Collection<RecordRef> records) {
    if (records.isEmpty() || !may()) {
      return Map.of();
    }
    Map<RecordRef, Instant> last = last(records);
    var sides = new HashMap<RecordRef, Side>();
    outbox
        .standings(records)
        .forEach((record, it) -> sides.put(record, side(it, last.get(record))));
    return sides;
  }

  private static boolean may() {
    return SignedIn.current().filter(it -> it.may(Permission.LEDGER_VIEW)).isPresent();
  }

  @Override
  @Transactional
  public Collection<RecordRef> standing(String kind, String status) {
    return may()
        ? outbox.notInStep(Kind.of(kind)).stream()
            .filter(it -> status(it.state()).equals(status))
            .map(Standing::record)
            .toList()
        : List.of();
  }

  private static Side side(Standing it, @Nullable Instant last) {
    boolean stuck = it.state() == State.NEEDS_YOU || it.state() == State.ON_HOLD;
    return new Side(it.ledgerId(), status(it.state()), last, stuck ? it.reason() : null);
  }

  private static String status(State state) {
    return switch (state) {
      case IN_STEP -> "synced";
      case WAITING, SENDING, PAUSED -> "pending";
      case NEEDS_YOU, ON_HOLD -> "error";
      case NOT_SENT -> "none";
    };
  }

  private Map<RecordRef, Instant> last(Collection<RecordRef> records) {
    var last = new HashMap<RecordRef, Instant>();
    jdbc.sql(
            """
            select n.kind, n.record, greatest(s.at, l.at) as at
              from unnest(:kinds, :records) as n (kind, record)
              left join lateral (
                select at from practice.sync_story s
                 where s.kind = n.kind and s.record = n.record order by at desc limit 1) s on true
              left join lateral (
                select max(linked_at) as at from practice.link l
                 where l.kind = n.kind and l.record = n.record) l on true
             where s.at is not null or l.at is not null""")
        .param("kinds", records.stream().map(RecordRef::kind).toArray(String[]::new))
        .param("records", records.stream().map(RecordRef::id).toArray(UUID[]::new))
        .query(
            row -> {
              last.put(
                  new RecordRef(row.getString("kind"), row.getObject("record", UUID.class)),
                  row.getTimestamp("at").toInstant());
            });
    return last;
  }
}
