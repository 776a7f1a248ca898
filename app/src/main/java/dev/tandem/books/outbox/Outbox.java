package dev.tandem.books.outbox;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.lane.LaneState;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.ledger.Kind;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.changes.Changes;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Our changes on their way to the ledger: how each record stands, and what a person can do. */
@Component
@Transactional
public class Outbox {

  private static final String STANDING =
      """
      select coalesce(p.kind, l.kind) as kind, coalesce(p.record, l.record) as record,
             l.ledger_id, l.held as hold, l.seen_at, p.held, p.held_at, p.queued_at, p.not_before,
             p.needs_record is not null and not exists
               (select from practice.link n where n.kind = p.needs_kind and n.record = p.needs_record) as needing,
             exists (select from practice.push_item i
                      where i.open and i.kind = p.kind and i.record = p.record) as sending,
             (select string_agg(c.field, ', ' order by c.field) from practice.conflict c
               where c.closed_at is null and c.kind = l.kind and c.record = l.record) as disputed
        from practice.pending_push p
        full join practice.link l
          on l.practice_id = p.practice_id and l.kind = p.kind and l.record = p.record
      """;

  private final PendingPushes pending;
  private final Connections connections;
  private final Lanes lanes;
  private final Changes changes;
  private final JdbcClient jdbc;

  Outbox(
      PendingPushes pending,
      Connections connections,
      Lanes lanes,
      Changes changes,
      JdbcClient jdbc) {
    this.pending = pending;
    this.connections = connections;
    this.lanes = lanes;
    this.changes = changes;
    this.jdbc = jdbc;
  }

  /** How a record of ours stands towards the ledger. */
  public enum State {
    /** Nothing of it is over there and nothing is on its way: no ledger, or not meant for it. */
    NOT_SENT,
    /** It goes with one of the next calls. */
    WAITING,
    SENDING,
    /** Both sides agree. */
    IN_STEP,
    /** Refused, or changed on both sides: a person has to do something. */
    NEEDS_YOU,
    /** Both sides show different money: nothing more is sent of it until that is cleared up. */
    ON_HOLD,
    /** It would go, but sending is off or the lane is paused. */
    PAUSED
  }

  /**
   * @param reason in words, where there is one
   * @param ledgerId the ledger's id of it; null while it has none
   * @param since when it began to wait or was refused; null if in step
   */
  public record Standing(
      RecordRef record,
      State state,
      @Nullable String reason,
      @Nullable String ledgerId,
      @Nullable Instant since) {}

  /** How each of these records stands; those never heard of are not sent. */
  public Map<RecordRef, Standing> standings(Collection<RecordRef> records) {
    boolean flowing = flowing();
    var standings = new HashMap<RecordRef, Standing>();
    records.forEach(it -> standings.put(it, new Standing(it, State.NOT_SENT, null, null, null)));
    jdbc.sql(
            "select * from ("
                + STANDING
                + """
                ) s join unnest(:kinds, :records) as w (kind, record)
                    on w.kind = s.kind and w.record = s.record""")
        .param("kinds", records.stream().map(RecordRef::kind).toArray(String[]::new))
        .param("records", records.stream().map(RecordRef::id).toArray(UUID[]::new))
        .query((row, _) -> standing(row, flowing))
        .list()
        .forEach(it -> standings.put(it.record(), it));
    return standings;
  }

  public Standing standing(RecordRef record) {
    return standings(List.of(record)).values().iterator().next();
  }

  /**
   * Records that are not in step, those that need a person first, then the oldest.
   *
   * @param state null for all
   * @param page from 1
   */
  public List<Standing> list(@Nullable State state, int page, int size) {
    boolean flowing = flowing();
    return jdbc
        .sql(
            "select * from ("
                + STANDING
                + """
                ) s where queued_at is not null or hold is not null or disputed is not null
                order by held is null, disputed is null, hold is null, queued_at, record""")
        .query((row, _) -> standing(row, flowing))
        .list()
        .stream()
        .filter(it -> state == null || it.state() == state)
        .skip((long) (Math.max(1, page) - 1) * size)
        .limit(size)
        .toList();
  }

  /** How many records stand how. */
  public Map<State, Integer> counts() {
    boolean flowing = flowing();
    Map<State, Integer> counts = new EnumMap<>(State.class);
    for (State it : State.values()) {
      counts.put(it, 0);
    }
    jdbc.sql(
            """
            select count(*) filter (where held is not null) as held,
                   count(*) filter (where held is null and sending) as sending,
                   count(*) filter (where held is null and not sending) as waiting
              from (select p.held, exists (select from practice.push_item i
                      where i.open and i.kind = p.kind and i.record = p.record) as sending
                      from practice.pending_push p) s""")
        .query(
            row -> {
              counts.put(State.NEEDS_YOU, row.getInt("held"));
              counts.put(State.SENDING, row.getInt("sending"));
              counts.put(flowing ? State.WAITING : State.PAUSED, row.getInt("waiting"));
            });
    jdbc.sql(
            """
            select count(*) filter (where l.held is not null) as hold,
                   count(*) filter (where l.held is null and p.record is null and not c.disputed) as in_step,
                   count(*) filter (where c.disputed and p.held is null) as disputed
              from practice.link l
             cross join lateral (select exists (select from practice.conflict c
                    where c.closed_at is null and c.kind = l.kind and c.record = l.record) as disputed) c
              left join practice.pending_push p
                on p.practice_id = l.practice_id and p.kind = l.kind and p.record = l.record""")
        .query(
            row -> {
              counts.merge(State.NEEDS_YOU, row.getInt("disputed"), Integer::sum);
              counts.put(State.ON_HOLD, row.getInt("hold"));
              counts.put(State.IN_STEP, row.getInt("in_step"));
            });
    return counts;
  }

  /** Sends this record before everything else; a refused one gets a new chance. */
  public void sendNow(RecordRef record) {
    if (pending.hurry(Kind.of(record.kind()), record.id()) > 0) {
      changes.announce(record);
      lanes.signal();
    }
  }

  /** The same as {@link #sendNow}, in the words of a refusal. */
  public void tryAgain(RecordRef record) {
    sendNow(record);
  }

  /**
   * Gives everything that was refused a new chance.
   *
   * @return how many
   */
  public int tryAgainAll() {
    int released = pending.releaseAll();
    lanes.signal();
    return released;
  }

  private boolean flowing() {
    boolean sending = connections.main().map(Binding::mayPush).orElse(false);
    return sending && lanes.states().stream().noneMatch(LaneState::paused);
  }

  private static Standing standing(java.sql.ResultSet row, boolean flowing)
      throws java.sql.SQLException {
    var record = new RecordRef(row.getString("kind"), row.getObject("record", UUID.class));
    Timestamp queued = row.getTimestamp("queued_at");
    Timestamp heldAt = row.getTimestamp("held_at");
    String held = row.getString("held");
    String hold = row.getString("hold");
    String disputed = row.getString("disputed");
    State state =
        held != null || disputed != null
            ? State.NEEDS_YOU
            : row.getBoolean("sending")
                ? State.SENDING
                : hold != null
                    ? State.ON_HOLD
                    : queued == null ? State.IN_STEP : flowing ? State.WAITING : State.PAUSED;
    String reason =
        held != null ? held : disputed != null ? "Changed on both sides: " + disputed + "." : hold;
    if (state == State.WAITING && row.getBoolean("needing")) {
      reason = "Waits until Xero has what it belongs to.";
    }
    Timestamp since = heldAt != null ? heldAt : queued;
    return new Standing(
        record,
        state,
        reason,
        row.getString("ledger_id"),
        since == null ? null : since.toInstant());
  }
}
